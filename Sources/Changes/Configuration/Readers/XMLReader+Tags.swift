/// Parts of a tag (XML 1.0, 3.1).
extension XMLReader {
    /// White space (2.3); carriage returns are gone. Whether there was any.
    @discardableResult
    mutating func skipSpace() -> Bool {
        !cursor.skip { $0 == .space || $0 == .lineFeed || $0 == .tab }.isEmpty
    }

    mutating func name() throws(NotReadable) -> [UInt8] {
        let start = cursor.position
        let name = cursor.skip(while: XMLName.mayHave)
        guard XMLName.isName(name) else { throw cursor.problem(.notXML, at: start) }
        return Array(name)
    }

    /// White space stands before each; none stands twice. Their order has no meaning: they are sorted.
    mutating func attributes() throws(NotReadable) -> [XMLElement.Attribute] {
        var attributes: [XMLElement.Attribute] = []
        while skipSpace(), let next = cursor.next, next != UInt8(ascii: ">"), next != .slash {
            try cursor.count()
            let name = try name()
            try equalsSign()
            attributes.append(.init(name: name, value: try attributeValue()))
        }
        attributes.sort { $0.name.lexicographicallyPrecedes($1.name) }
        if let (name, _) = zip(attributes, attributes.dropFirst()).first(where: { $0.name == $1.name }) {
            throw cursor.problem(.repeatedKey(Array("@".utf8) + name.name))
        }
        return attributes
    }

    mutating func equalsSign() throws(NotReadable) {
        skipSpace()
        guard cursor.skip("=") else { throw problem }
        skipSpace()
    }

    /// White space is a space each, unless a reference stands for it (3.3.3).
    private mutating func attributeValue() throws(NotReadable) -> [UInt8] {
        let mark = try quotationMark()
        var value: [UInt8] = []
        while let next = cursor.next, next != mark {
            switch next {
            case UInt8(ascii: "<"): throw problem
            case UInt8(ascii: "&"): value += try reference()
            default:
                value.append(next == .tab || next == .lineFeed ? .space : next)
                cursor.position += 1
            }
        }
        guard !cursor.isAtEnd else { throw problem }
        cursor.position += 1
        return value
    }

    mutating func quotationMark() throws(NotReadable) -> UInt8 {
        guard let mark = cursor.next, mark == .quote || mark == UInt8(ascii: "\"") else { throw problem }
        cursor.position += 1
        return mark
    }

    /// `&lt;` and `&#38;` (4.1).
    mutating func reference() throws(NotReadable) -> [UInt8] {
        let start = cursor.position
        cursor.position += 1
        if cursor.skip("#") { return try character() }
        let name = try name()
        guard cursor.skip(";") else { throw problem }
        guard let byte = Self.entities.first(where: { name.elementsEqual($0.name.utf8) })?.byte else {
            throw cursor.problem(.unknownEntity, at: start)
        }
        return [byte]
    }

    /// The entities that need no declaration (4.6).
    private static let entities: [(name: String, byte: UInt8)] = [
        ("lt", UInt8(ascii: "<")), ("gt", UInt8(ascii: ">")), ("amp", UInt8(ascii: "&")), ("apos", .quote),
        ("quot", UInt8(ascii: "\"")),
    ]

    private mutating func character() throws(NotReadable) -> [UInt8] {
        let radix: UInt32 = cursor.skip("x") ? 16 : 10
        let isDigit = { (byte: UInt8) in byte.isDigit || radix == 16 && byte.lowercased &- UInt8(ascii: "a") < 6 }
        let digits = cursor.skip(while: isDigit)
        // No character has a number as high as this; digits without end would overflow.
        let number = digits.reduce(UInt32(0)) { min($0 * radix + $1.hexadecimalValue, 0x11_0000) }
        var text: [UInt8] = []
        guard !digits.isEmpty, cursor.skip(";"), XMLCharacters.isCharacter(number), text.append(scalar: number) else {
            throw problem
        }
        return text
    }
}

extension UInt8 {
    fileprivate var hexadecimalValue: UInt32 { UInt32(isDigit ? self - .zero : lowercased - UInt8(ascii: "a") + 10) }
}
