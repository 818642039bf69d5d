/// A commit as a text names it: all 40 hexadecimal digits of its ID, or at least the first seven.
package struct CommitName: Hashable, Sendable, CustomStringConvertible {
    /// Git abbreviates to no fewer digits by itself (git-config, `core.abbrev`).
    package static let fewestDigits = 7

    /// In lower case.
    package let description: String

    /// Reads the hexadecimal digits that a text begins with; nil where they are too few or too many for an ID.
    package init?(leading text: ArraySlice<UInt8>) {
        let digits = text.prefix { Self.isDigit($0 | 0x20) }
        guard Self.fewestDigits...ObjectID.digitCount ~= digits.count else { return nil }
        description = String(decoding: digits.map { $0 | 0x20 }, as: UTF8.self)
    }

    /// Reads a word that is nothing but a name.
    ///
    /// - Parameter fewest: the fewest digits that are believed.
    package init?(word: ArraySlice<UInt8>, fewest: Int) {
        guard fewest...ObjectID.digitCount ~= word.count, word.allSatisfy({ Self.isDigit($0 | 0x20) }) else {
            return nil
        }
        description = String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }

    /// The ID, where all of it is given.
    package var id: ObjectID? { ObjectID(description) }

    /// The digits with zeros behind them.
    var padded: ObjectID {
        let missing = ObjectID.digitCount - description.utf8.count
        return ObjectID(description + String(repeating: "0", count: missing)) ?? .zero
    }

    package func names(_ commit: ObjectID) -> Bool { commit.description.hasPrefix(description) }
}
