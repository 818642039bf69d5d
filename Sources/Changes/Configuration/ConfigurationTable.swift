/// Values by their keys, in the order of the file. No key stands twice, told by bytes: to Swift's strings two spellings
/// of one accented letter are equal.
package struct ConfigurationTable: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let key: [UInt8]
        package let value: ConfigurationNode

        package init(_ key: [UInt8], _ value: ConfigurationNode) {
            self.key = key
            self.value = value
        }
    }

    package let entries: [Entry]
    /// Positions of the entries, sorted by key.
    private let order: [Int]
    /// What stands in the table, by names in the order of the file, where a program may heed that order; else empty.
    let sequence: [[UInt8]]

    init() {
        entries = []
        order = []
        sequence = []
    }

    /// - Throws: `RepeatedKey` where a key stands twice.
    package init(_ entries: [Entry], sequence: [[UInt8]] = []) throws(RepeatedKey) {
        let order = entries.indices.sorted { left, right in
            let (first, second) = (entries[left].key, entries[right].key)
            return first == second ? left < right : first.lexicographicallyPrecedes(second)
        }
        let repeated = zip(order, order.dropFirst()).filter { entries[$0].key == entries[$1].key }.map(\.1).min()
        if let repeated { throw RepeatedKey(position: repeated) }
        self.entries = entries
        self.order = order
        self.sequence = sequence
    }

    private init(entries: [Entry], order: [Int], sequence: [[UInt8]]) {
        self.entries = entries
        self.order = order
        self.sequence = sequence
    }

    /// The same, whose order counts.
    func inSequence(_ sequence: [[UInt8]]) -> ConfigurationTable {
        ConfigurationTable(entries: entries, order: order, sequence: sequence)
    }

    package subscript(key: [UInt8]) -> ConfigurationNode? {
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[order[middle]].key.lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
        }
        guard low < order.count, entries[order[low]].key == key else { return nil }
        return entries[order[low]].value
    }

    package subscript(key: String) -> ConfigurationNode? { self[Array(key.utf8)] }

    /// The same keys with other values.
    func mapValues(_ change: (Entry) -> ConfigurationNode) -> ConfigurationTable {
        ConfigurationTable(entries: entries.map { Entry($0.key, change($0)) }, order: order, sequence: sequence)
    }

    package static func == (left: Self, right: Self) -> Bool {
        guard left.entries.count == right.entries.count, left.sequence == right.sequence else { return false }
        return zip(left.order, right.order).allSatisfy { left.entries[$0] == right.entries[$1] }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(entries.count)
        for position in order { hasher.combine(entries[position]) }
    }
}

/// A key that a table holds twice: the position of its second entry.
package struct RepeatedKey: Error, Hashable { package let position: Int }
