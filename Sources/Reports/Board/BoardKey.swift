/// A key as a terminal sends it.
package enum BoardKey: Hashable, Sendable {
    package enum Direction: String, Sendable {
        case up, down, right, left
    }

    case arrow(Direction, isShifted: Bool)
    case character(Character)
    case enter, escape, backspace
    /// Control-C or Control-D.
    case interrupt

    /// The keys that bytes spell (ECMA-48; xterm's control sequences for arrows with modifiers). What is no key is left out.
    ///
    /// Bytes that come together belong together: an escape alone is the key of that name.
    package static func keys(in bytes: [UInt8]) -> [BoardKey] {
        var (keys, rest): ([BoardKey], ArraySlice<UInt8>) = ([], bytes[...])
        while let first = rest.popFirst() {
            switch first {
            case 0x1B: escape(&rest).map { keys.append($0) }
            case 0x0D, 0x0A: keys.append(.enter)
            case 0x7F, 0x08: keys.append(.backspace)
            case 0x03, 0x04: keys.append(.interrupt)
            case 0..<0x20: break
            default: keys += characters(first, &rest)
            }
        }
        return keys
    }

    private static func escape(_ rest: inout ArraySlice<UInt8>) -> BoardKey? {
        guard let second = rest.first, second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
            return .escape
        }
        rest.removeFirst()
        let parameters = rest.prefix { 0x20...0x3F ~= $0 }
        rest = rest.dropFirst(parameters.count)
        guard let end = rest.popFirst(), let direction = direction(end) else { return nil }
        // `1;2` is Shift; other modifiers move, too.
        return .arrow(direction, isShifted: parameters.contains(UInt8(ascii: ";")))
    }

    private static func direction(_ end: UInt8) -> Direction? {
        switch end {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        default: nil
        }
    }

    private static func characters(_ first: UInt8, _ rest: inout ArraySlice<UInt8>) -> [BoardKey] {
        let following = first < 0x80 ? [] : Array(rest.prefix { $0 & 0xC0 == 0x80 })
        rest = rest.dropFirst(following.count)
        return String(decoding: [first] + following, as: UTF8.self).map { .character($0) }
    }
}
