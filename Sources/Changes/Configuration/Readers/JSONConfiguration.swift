/// JSON (RFC 8259) as configuration. Comments and trailing commas make it no JSON: where they may stand, and which of
/// two equal names counts, is each program's own idea.
enum JSONConfiguration: ConfigurationReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        let text = try ConfigurationText.plain(bytes)
        var budget = TextCursor(text)
        return try node(try value(of: text), &budget)
    }

    private static func value(of text: [UInt8]) throws(NotReadable) -> JSONValue {
        do throws(JSONProblem) {
            return try JSONValue(text[...])
        } catch {
            throw NotReadable(line: ConfigurationText.line(of: error.offset, in: text), reason: error.notReadable)
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
