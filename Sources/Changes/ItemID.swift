/// An item's ID in its canonical form, such as `RFC-12`: a key, a dash, a number without leading zeros.
///
/// A key begins with a letter, goes on with letters, digits, `_`, `.` or `-`, ends with none of the last two, and has at most 32
/// characters. A number lies between 1 and 999,999,999.
package struct ItemID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package static let longestKey = 32
    package static let largestNumber = 999_999_999

    /// The key as the policy's allow-list writes it.
    package let key: String
    package let number: Int

    /// Joins a key and a number that are known to be valid.
    package init(key: String, number: Int) {
        self.key = key
        self.number = number
    }

    /// Reads the canonical form; nil for anything else, such as `RFC-012`, `12` or `RFC-1 `.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let dash = bytes.lastIndex(of: .dash), ItemID.isKey(bytes[..<dash]),
            let number = ItemID.number(bytes[(dash + 1)...])
        else { return nil }
        self.init(key: String(decoding: bytes[..<dash], as: UTF8.self), number: number)
    }

    package var description: String { "\(key)-\(number)" }

    package static func < (left: ItemID, right: ItemID) -> Bool {
        (left.key, left.number) < (right.key, right.number)
    }

    /// The number above all that are taken; nil where none is free. Anybody can take the last number of all, or mention it: those
    /// that leave no higher one free are passed over.
    package static func freeNumber(after taken: Set<Int>) -> Int? {
        var last = largestNumber
        while taken.contains(last) { last -= 1 }
        return last < 1 ? nil : (taken.lazy.filter { $0 < last }.max() ?? 0) + 1
    }

    /// Whether the text may stand before the dash of an ID.
    package static func isKey(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, first.isLetter, let last = text.last, last.isWord, text.count <= longestKey else {
            return false
        }
        return text.allSatisfy { $0.isWord || $0 == .dash || $0 == .dot }
    }

    /// The number that the digits spell; nil where they are not canonical.
    static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard let first = digits.first, first != .zero else { return nil }
        return value(digits)
    }

    /// The value of up to nine digits, leading zeros allowed; nil for 0 and for anything else.
    static func value(_ digits: ArraySlice<UInt8>) -> Int? {
        let significant = digits.drop { $0 == .zero }
        guard 1...9 ~= significant.count, significant.allSatisfy(\.isDigit) else { return nil }
        return significant.reduce(0) { $0 * 10 + Int($1 - .zero) }
    }
}
