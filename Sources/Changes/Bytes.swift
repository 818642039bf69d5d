/// A part of a message. Its indices are those of the whole, so that what lies around it can be told.
typealias Bytes = ArraySlice<UInt8>

extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let dash = UInt8(ascii: "-")
    static let dot = UInt8(ascii: ".")
    static let colon = UInt8(ascii: ":")
    static let slash = UInt8(ascii: "/")
    static let quote = UInt8(ascii: "'")
    static let underscore = UInt8(ascii: "_")
    static let zero = UInt8(ascii: "0")

    /// White space as Git's own `isspace` has it, without form feed and vertical tab.
    var isSpace: Bool { self == .space || self == .lineFeed || self == .tab || self == UInt8(ascii: "\r") }
    var isDigit: Bool { self &- .zero < 10 }
    var isLetter: Bool { lowercased &- UInt8(ascii: "a") < 26 }

    /// Whether the byte continues a word. Bytes above ASCII do not: many scripts write an ID without spaces around it.
    var isWord: Bool { isLetter || isDigit || self == .underscore }

    /// A letter of ASCII in lower case, any other byte as it is.
    var lowercased: UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self }
}

extension Bytes {
    /// The byte at an index, nil where the text does not reach.
    func byte(at index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }

    /// The first index from `start` on whose byte does not satisfy the condition.
    func end(from start: Int, while condition: (UInt8) -> Bool) -> Int {
        var index = start
        while index < endIndex, condition(self[index]) { index += 1 }
        return index
    }

    var isBlank: Bool { allSatisfy(\.isSpace) }

    var withoutTrailingSpace: Bytes { self[..<((lastIndex { !$0.isSpace } ?? startIndex - 1) + 1)] }

    func trimmed() -> Bytes { drop(while: \.isSpace).withoutTrailingSpace }

    func begins(with prefix: String) -> Bool {
        var index = startIndex
        for byte in prefix.utf8 {
            guard index < endIndex, self[index] == byte else { return false }
            index += 1
        }
        return true
    }

    func equals(_ text: String) -> Bool { count == text.utf8.count && begins(with: text) }

    /// Whether the text begins with a prefix, letters of either case being equal.
    func beginsIgnoringCase(with prefix: String) -> Bool {
        var index = startIndex
        for byte in prefix.utf8 {
            guard index < endIndex, self[index].lowercased == byte.lowercased else { return false }
            index += 1
        }
        return true
    }

    func equalsIgnoringCase(_ text: String) -> Bool { count == text.utf8.count && beginsIgnoringCase(with: text) }

    /// What follows a prefix, nil where the text begins otherwise.
    func after(_ prefix: String) -> Bytes? { begins(with: prefix) ? dropFirst(prefix.utf8.count) : nil }

    func ends(with text: String) -> Bool { suffix(text.utf8.count).equals(text) }
}
