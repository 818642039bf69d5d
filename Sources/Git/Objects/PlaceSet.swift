/// A set of places in a list: a bit each.
package struct PlaceSet: Sendable {
    private var words: [UInt64]

    /// - Parameter count: of the list.
    package init(count: Int) { words = [UInt64](repeating: 0, count: count / 64 + 1) }

    package func contains(_ place: Int) -> Bool {
        place / 64 < words.count && words[place / 64] & (1 << UInt64(place % 64)) != 0
    }

    package mutating func insert(_ place: Int) { words[place / 64] |= 1 << UInt64(place % 64) }

    package mutating func formUnion(_ other: PlaceSet) {
        for index in other.words.indices where index < words.count { words[index] |= other.words[index] }
    }

    package func isDisjoint(with other: PlaceSet) -> Bool { zip(words, other.words).allSatisfy { $0 & $1 == 0 } }
}
