/// A secret with its key before it, within one text: `--password=x`, `DB_TOKEN: x`, `Server=a;Password=b`.
enum SecretAssignment {
    /// Whether a value holds one, key and value joined by `=` or `:`.
    static func isHeld(in text: Bytes) -> Bool {
        value(in: text, joints: Array("=:".utf8)) != nil || SecretArgument.start(in: text) != nil
    }

    /// Where the secret begins in a line, all kinds of joints counted, a blank too: `ENV DB_PASSWORD x`.
    static func start(in line: Bytes) -> Int? {
        [value(in: line, joints: Array("=: \t".utf8)), SecretArgument.start(in: line)].compactMap(\.self).min()
    }

    private static func value(in text: Bytes, joints: [UInt8]) -> Int? {
        var position = text.startIndex
        while position < text.endIndex {
            guard text[position].isKeyByte else {
                position += 1
                continue
            }
            let end = text.end(from: position, while: \.isKeyByte)
            if let value = valueStart(after: end, in: text, joints: joints),
                SecretKey(text[position..<end]).isSecret(for: text[value...].prefix(while: \.isWord))
            {
                return value
            }
            position = end
        }
        return nil
    }

    /// The value behind a key: quotation marks, blanks and one or more joints are between them.
    private static func valueStart(after end: Int, in text: Bytes, joints: [UInt8]) -> Int? {
        let between = text.end(from: end) { $0.isSpace || $0 == UInt8(ascii: "\"") || $0 == .quote }
        let value = text.end(from: between) { Array("=:> \t".utf8).contains($0) }
        let isJoined = text[end..<value].contains(where: joints.contains)
        guard isJoined, value < text.endIndex, !text[value...].begins(with: "//") else { return nil }
        return text[value...].isBlank ? nil : value
    }
}

extension UInt8 {
    /// What keys are made of. Dots join them: `spring.datasource.password`.
    fileprivate var isKeyByte: Bool { isWord || self == .dash || self == .dot }
}
