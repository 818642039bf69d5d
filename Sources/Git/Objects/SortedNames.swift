/// IDs in their order: what an abbreviated name fits is found without a look at each.
package struct SortedNames {
    private let ids: [ObjectID]

    package init(_ ids: some Sequence<ObjectID>) { self.ids = ids.sorted() }

    /// Those that begin with some digits, in their order.
    ///
    /// - Parameter name: the digits, with zeros behind them.
    package func fitting(_ name: ObjectID, digits: Int) -> ArraySlice<ObjectID> {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < name { low = middle + 1 } else { high = middle }
        }
        return ids[low...].prefix { $0.truncated(to: digits) == name }
    }
}

/// Abbreviated names, by how many digits they have: whether an ID fits one of them is found without a look at each.
package struct AbbreviatedNames {
    private var byDigits: [Int: Set<ObjectID>] = [:]

    package init() {}

    package var isEmpty: Bool { byDigits.isEmpty }

    /// - Parameter name: the digits, with zeros behind them.
    package mutating func insert(_ name: ObjectID, digits: Int) { byDigits[digits, default: []].insert(name) }

    package func fit(_ id: ObjectID) -> Bool {
        byDigits.contains { digits, names in names.contains(id.truncated(to: digits)) }
    }
}
