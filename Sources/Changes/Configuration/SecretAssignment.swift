/// A secret with its key before it, within one text: `--password=x`, `DB_TOKEN: x`, `Server=a;Password=b`.
enum SecretAssignment {
    /// Whether a value holds one, key and value joined by `=`, `:` or, in markup, `>`.
    static func isHeld(in text: Bytes) -> Bool {
        value(in: text, joints: Array("=:".utf8)) != nil || SecretArgument.start(in: text) != nil
    }

    /// Where the secret begins in a line, all kinds of joints counted, a blank too: `ENV DB_PASSWORD x`.
    static func start(in line: Bytes) -> Int? {
        [value(in: line, joints: Array("=: \t".utf8)), SecretArgument.start(in: line)].compactMap(\.self).min()
    }

    private static func value(in text: Bytes, joints: [UInt8]) -> Int? {
        AssignedValue.first(in: text, joints: joints) { key, value in
            let word = text[value...].prefix { $0.isWord || $0 == .dash }
            return SecretKey(key).isSecret(for: word.prefix(while: \.isWord)) || isFunctionCode(key, word, in: text)
        }
    }

    /// `https://shop.example/hook?code=xyz`: who knows the address may call it (Azure Functions, and others). `?code=404` is none.
    private static func isFunctionCode(_ key: Bytes, _ value: Bytes, in text: Bytes) -> Bool {
        guard key.equalsIgnoringCase("code"), value.count >= 8, !value.allSatisfy(\.isDigit) else { return false }
        let before = text[..<key.startIndex]
        return before.last == UInt8(ascii: "?") || before.last == UInt8(ascii: "&") || before.suffix(5).equals("&amp;")
    }
}

/// A value with its key before it, within one text.
enum AssignedValue {
    /// Where the first value begins that a condition holds for.
    static func first(in text: Bytes, joints: [UInt8], where condition: (_ key: Bytes, _ value: Int) -> Bool) -> Int? {
        var position = text.startIndex
        while position < text.endIndex {
            guard text[position].isKeyByte else {
                position += 1
                continue
            }
            let end = text.end(from: position, while: \.isKeyByte)
            if let value = start(after: end, in: text, joints: joints), condition(text[position..<end], value) {
                return value
            }
            position = end
        }
        return nil
    }

    /// The value behind a key: quotation marks, blanks and one or more joints are between them. In texts within texts the
    /// marks are escaped.
    private static func start(after end: Int, in text: Bytes, joints: [UInt8]) -> Int? {
        if let value = start(afterMapping: end, in: text) { return value }
        let marked = text.end(from: end, while: \.isQuotationMark)
        let between = text.end(from: marked) { $0.isSpace || $0.isQuotationMark }
        let value = joint(behind: between, in: text)
        let isMarkup = text.byte(at: marked) == UInt8(ascii: ">")
        let isEncoded = text[between...].begins(with: "%3")
        guard isMarkup || isEncoded || text[end..<value].contains(where: joints.contains) else { return nil }
        guard value < text.endIndex, !text[value...].begins(with: "//") else { return nil }
        return text[value...].allSatisfy { $0.isSpace || $0.isOpeningBracket } ? nil : value
    }

    /// The value of a mapping that is a key itself: `{name: password}: xyz` (YAML). `${PASSWORD}:80` is none.
    private static func start(afterMapping end: Int, in text: Bytes) -> Int? {
        let brace = text.end(from: end) { $0.isSpace || $0.isQuotationMark }
        guard text.byte(at: brace) == UInt8(ascii: "}"),
            let before = text[..<end].lastIndex(where: { !$0.isKeyByte && !$0.isSpace && !$0.isQuotationMark }),
            text[before] != UInt8(ascii: "{")
        else { return nil }
        let colon = text.end(from: brace + 1, while: \.isSpace)
        let value = text.end(from: colon) { $0 == .colon || $0.isSpace }
        return value > colon && text.byte(at: colon) == .colon && value < text.endIndex ? value : nil
    }

    private static func joint(behind position: Int, in text: Bytes) -> Int {
        let start = ["%3D", "%3A"].contains(where: text[position...].beginsIgnoringCase) ? position + 3 : position
        return text.end(from: start) { Array("=:>?+ \t".utf8).contains($0) }
    }
}

extension UInt8 {
    /// What keys are made of. Dots join them: `spring.datasource.password`. Letters of other scripts are some, too.
    var isKeyByte: Bool { isWord || self == .dash || self == .dot || self >= 0x80 }

    /// The marks around keys, and the backslashes before those of texts within texts.
    private static let quotationMarks = Array("\"'\\]`".utf8)

    fileprivate var isOpeningBracket: Bool { Array("{[(".utf8).contains(self) }

    fileprivate var isQuotationMark: Bool { UInt8.quotationMarks.contains(self) }
}
