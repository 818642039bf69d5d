/// JSON (RFC 8259) as configuration, with comments (`//`, `/* */`), for which every program that takes them has the same
/// meaning. Commas at ends and repeated names are each program's own idea, and not read.
enum JSONConfiguration: FormatReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        let text = withoutComments(try FormatText.plain(bytes))
        var budget = TextCursor(text)
        return try node(try value(of: text), &budget)
    }

    /// Comments as blanks, so that places stay what they are.
    private static func withoutComments(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(.slash) else { return text }
        var plain = text
        var position = 0
        while position < text.count {
            let end = endOfToken(in: text[...], at: position)
            if text[position] == .slash, end > position + 1 {
                for index in position..<end where text[index] != .lineFeed { plain[index] = .space }
            }
            position = end
        }
        return plain
    }

    /// Where the string or the comment that begins here ends. A slash that begins no comment is one byte, and is told
    /// as such: nothing may be blanked that is none.
    private static func endOfToken(in text: Bytes, at start: Int) -> Int {
        let rest = text[start...]
        if rest.begins(with: "//") { return text.end(from: start) { $0 != .lineFeed } }
        if rest.begins(with: "/*") {
            return rest.indices.dropFirst(2).first { text[$0...].begins(with: "*/") }.map { $0 + 2 } ?? text.endIndex
        }
        return text[start] == UInt8(ascii: "\"") ? endOfString(in: text, at: start) : start + 1
    }

    private static func endOfString(in text: Bytes, at start: Int) -> Int {
        var index = start + 1
        while index < text.endIndex, text[index] != UInt8(ascii: "\""), text[index] != .lineFeed {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, text.endIndex)
    }

    private static func value(of text: [UInt8]) throws(NotReadable) -> JSONValue {
        do throws(JSONProblem) {
            return try JSONValue(text[...])
        } catch {
            throw NotReadable(line: FormatText.line(of: error.offset, in: text), reason: error.notReadable)
        }
    }

    private static func node(_ value: JSONValue, _ budget: inout TextCursor) throws(NotReadable) -> ConfigurationNode {
        try budget.count()
        try budget.enter()
        defer { budget.leave() }
        switch value {
        case .null: return scalar("null", .null)
        case .bool(let value): return scalar(value ? "true" : "false", .boolean)
        case .number(let digits): return scalar(digits, .number)
        case .string(let text): return scalar(text, .string)
        case .array(let values): return .list(try list(values, &budget))
        case .object(let object): return .table(try table(object, &budget))
        }
    }

    private static func list(
        _ values: [JSONValue], _ budget: inout TextCursor
    ) throws(NotReadable) -> [ConfigurationNode] {
        var nodes: [ConfigurationNode] = []
        for value in values { nodes.append(try node(value, &budget)) }
        return nodes
    }

    private static func table(_ object: JSONObject, _ budget: inout TextCursor) throws(NotReadable)
        -> ConfigurationTable
    {
        var builder = TableBuilder()
        for member in object.members {
            builder.append(Array(member.name.utf8), try node(member.value, &budget), at: 0)
        }
        return try builder.table(budget)
    }

    private static func scalar(_ text: String, _ kind: ConfigurationScalar.Kind) -> ConfigurationNode {
        .scalar(ConfigurationScalar(Array(text.utf8), kind))
    }
}

extension JSONProblem {
    fileprivate var notReadable: NotReadable.Reason {
        switch reason {
        case .unexpectedEnd: .unexpectedEnd
        case .unexpectedByte: .unexpected
        case .notUTF8: .notUTF8
        case .badEscape: .badEscape
        case .tooDeep: .tooDeep
        case .nameTwice(let name): .repeatedKey(Array(name.utf8))
        }
    }
}
