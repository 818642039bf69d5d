/// Pairs of fields of which one names what the other holds: `name: DB_PASSWORD` and `value: x` (Kubernetes, Hadoop, Spring,
/// CloudFormation).
enum SecretFields {
    /// Whether a field names another: `name`, `@key`, `ParameterKey`.
    static func isName(_ key: Bytes) -> Bool { KeyWords.words(of: key).last.map(nameWords.contains) ?? false }

    /// Whether a field holds what another names: `value`, `#text`, `ParameterValue`.
    static func isValue(_ key: Bytes) -> Bool {
        key.equals("#text") || KeyWords.words(of: key).last.map(valueWords.contains) ?? false
    }

    /// Whether a field holds what another one names: `db.name` says nothing of `cache.value`.
    static func isPair(_ name: Bytes, _ value: Bytes) -> Bool {
        guard isName(name), isValue(value) else { return false }
        let (one, other) = (stem(name), stem(value))
        return one.isEmpty || other.isEmpty || one == other
    }

    private static func stem(_ key: Bytes) -> [String] {
        KeyWords.words(of: key).dropLast().filter { !valueWords.contains($0) }
    }

    /// Whether a line names a secret in such a field.
    static func nameSecret(in line: Bytes) -> Bool {
        AssignedValue.first(in: line, joints: joints) { key, value in
            isName(key) && SecretKey(name(at: value, in: line)).isSecret
        } != nil
    }

    /// Where the value of the first field begins that holds one; the end of the line where it is on those below.
    static func value(in line: Bytes) -> Int? {
        let value = AssignedValue.first(in: line, joints: joints) { key, _ in isValue(key) }
        if let value { return value }
        let key = line.trimmed().drop { !$0.isKeyByte || $0 == .dash }.prefix(while: \.isKeyByte)
        return isValue(key) ? line.endIndex : nil
    }

    private static func name(at start: Int, in line: Bytes) -> Bytes {
        let text = line[start...].drop { $0.isSpace || $0 == .quote || $0 == UInt8(ascii: "\"") }
        return text.prefix { !Array("\"',;<>{}&".utf8).contains($0) }.trimmed()
    }

    private static let joints = Array("=:".utf8)

    private static let nameWords: Set = [
        "name", "key", "id", "type", "param", "parameter", "variable", "var", "field", "setting", "option", "property",
        "env", "attribute",
    ]

    private static let valueWords: Set = [
        "value", "values", "val", "default", "content", "contents", "text", "literal", "initial", "current",
    ]
}
