/// A tree's entries as they stand in its bytes: no name is copied, as comparisons look at very many and need few.
struct TreeListing: Sendable {
    struct Entry: Sendable {
        let name: Range<Int>
        let mode: TreeEntry.Mode
        let id: ObjectID
    }

    private let bytes: [UInt8]
    /// In Git's order (`base_name_compare`): trees as if their names ended in a slash.
    let entries: [Entry]

    /// Whether the bytes hold the entries in this order, as Git writes them.
    let isOrdered: Bool

    static let empty = TreeListing(bytes: [], entries: [])

    private init(bytes: [UInt8], entries: [Entry]) {
        self.bytes = bytes
        self.entries = entries
        isOrdered = true
    }

    /// - Throws: `RepositoryProblem.corruptObject` where the bytes are no tree, or a name stands twice: Git would take the
    ///   one or the other.
    init(_ bytes: [UInt8], id: ObjectID) throws {
        let unordered = try Self.entries(in: bytes, id: id)
        self.bytes = bytes
        let listing = TreeListing(bytes: bytes, entries: unordered)
        isOrdered = unordered.indices.dropFirst().allSatisfy { listing.order($0 - 1, before: listing, $0) < 0 }
        entries = isOrdered ? unordered : unordered.sorted { listing.order($0, before: listing, $1) < 0 }
        guard !holdsANameTwice else { throw RepositoryProblem.corruptObject(id, reason: "the tree holds a name twice") }
    }

    private static func entries(in bytes: [UInt8], id: ObjectID) throws -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(bytes.count / 34)
        var position = 0
        while position < bytes.count {
            var mode: UInt32 = 0
            while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
                mode = mode &* 8 &+ UInt32(bytes[position] &- UInt8(ascii: "0"))
                position += 1
            }
            let start = position + 1
            var end = start
            while end < bytes.count, bytes[end] != 0 {
                // Such names have no order, so that what is looked up in them might not be found.
                guard bytes[end] != UInt8(ascii: "/") else {
                    throw RepositoryProblem.corruptObject(id, reason: "a name in the tree holds a slash")
                }
                end += 1
            }
            guard end > start, end + ObjectID.byteCount < bytes.count else {
                throw RepositoryProblem.corruptObject(id, reason: "the tree ends within an entry")
            }
            let target = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { ObjectID(rawBytes: $0 + end + 1) } ?? .zero
            }
            entries.append(Entry(name: start..<end, mode: .init(raw: mode), id: target))
            position = end + 1 + ObjectID.byteCount
        }
        return entries
    }

    /// Whether a file and a folder, or two of a kind, share a name. Between such two there are only longer names.
    private var holdsANameTwice: Bool {
        entries.indices.dropFirst().contains { index in
            let name = name(of: entries[index])
            return entries[..<index].reversed().lazy.map { self.name(of: $0) }.prefix { $0.starts(with: name) }
                .contains { $0.count == name.count }
        }
    }

    func name(of entry: Entry) -> ArraySlice<UInt8> { bytes[entry.name] }

    func treeEntry(_ entry: Entry) -> TreeEntry {
        TreeEntry(name: Array(name(of: entry)), id: entry.id, mode: entry.mode)
    }

    /// The entry of a name, whatever it is, found by halving: as a folder first, then as a file.
    func entry(named name: [UInt8]) -> Entry? {
        for mode in [TreeEntry.Mode.tree, .file] {
            let sought = TreeListing(bytes: name, entries: [Entry(name: 0..<name.count, mode: mode, id: .zero)])
            var (low, high) = (0, entries.count)
            while low < high {
                let middle = (low + high) / 2
                let order = order(entries[middle], before: sought, sought.entries[0])
                if order == 0 { return entries[middle] }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
        }
        return nil
    }

    /// Below 0 where the entry comes before the other listing's, 0 where both have one name and are both folders or both
    /// none.
    func order(_ entry: Entry, before other: TreeListing, _ otherEntry: Entry) -> Int {
        let common = min(entry.name.count, otherEntry.name.count)
        for offset in 0..<common {
            let (mine, its) = (bytes[entry.name.lowerBound + offset], other.bytes[otherEntry.name.lowerBound + offset])
            if mine != its { return Int(mine) - Int(its) }
        }
        return Int(byte(after: common, of: entry)) - Int(other.byte(after: common, of: otherEntry))
    }

    private func order(_ index: Int, before other: TreeListing, _ otherIndex: Int) -> Int {
        order(entries[index], before: other, other.entries[otherIndex])
    }

    private func byte(after count: Int, of entry: Entry) -> UInt8 {
        if count < entry.name.count { return bytes[entry.name.lowerBound + count] }
        return entry.mode == .tree ? UInt8(ascii: "/") : 0
    }
}

/// The trees that were read last: one commit shares most of its trees with the next.
///
/// Two generations: what nobody asked for while the younger one filled up is forgotten.
struct TreeCache {
    private static let limit = 512
    private var young: [ObjectID: TreeListing] = [:]
    private var old: [ObjectID: TreeListing] = [:]

    mutating func listing(of id: ObjectID, read: () throws -> TreeListing) rethrows -> TreeListing {
        if let known = young[id] { return known }
        let listing = try old[id] ?? read()
        if young.count >= Self.limit { (young, old) = ([:], young) }
        young[id] = listing
        return listing
    }
}
