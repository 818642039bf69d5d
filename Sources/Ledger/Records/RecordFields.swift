package import Changes
package import Git

/// A value that a record holds, in JSON.
protocol RecordField: JSONConvertible {
    /// Nil where the JSON is not of the form in which such a value is written.
    init?(json: JSONValue)
}

/// The fields of a record, or of an object within one.
struct RecordFields {
    private let object: JSONObject
    /// The format of the ledger that holds the record.
    let format: Int

    init(_ object: JSONObject, format: Int = Record.newestFormat) {
        self.object = object
        self.format = format
    }

    /// - Throws: `FieldProblem` where the field is missing, or holds something else.
    func value<Value: RecordField>(_ name: String) throws(FieldProblem) -> Value {
        guard let json = object[name], let value = Value(json: json) else { throw FieldProblem(name: name) }
        return value
    }

    /// - Throws: `FieldProblem` also for the release of a component, in a ledger whose format knows none.
    func value(_ name: String) throws(FieldProblem) -> Version {
        guard let json = object[name], let version = Version(json: json),
            version.component == nil || format >= Component.format
        else { throw FieldProblem(name: name) }
        return version
    }

    /// Nil where the field is missing or null, and where the ledger's format has no such field.
    ///
    /// - Parameter format: the format that brought the field.
    /// - Throws: `FieldProblem` where it holds something else.
    func optional<Value: RecordField>(_ name: String, since format: Int = 1) throws(FieldProblem) -> Value? {
        guard format <= self.format, let json = object[name], json != .null else { return nil }
        guard let value = Value(json: json) else { throw FieldProblem(name: name) }
        return value
    }
}

/// A field that a record of its kind has to have, missing or not of its form.
struct FieldProblem: Error, CustomStringConvertible {
    let name: String

    var description: String { "no valid \(name)" }
}

/// Values that are written as a string.
protocol TextField: RecordField {
    init?(_ text: String)
}

extension TextField {
    init?(json: JSONValue) {
        guard case .string(let text) = json, let value = Self(text) else { return nil }
        self = value
    }
}

extension String: RecordField {
    init?(json: JSONValue) {
        guard case .string(let text) = json else { return nil }
        self = text
    }
}

extension Bool: RecordField {
    init?(json: JSONValue) {
        guard case .bool(let value) = json else { return nil }
        self = value
    }
}

extension Int: RecordField {
    /// Whole numbers that every reader of JSON has exactly (RFC 7493, section 2.2): sums of them cannot overflow.
    private static let interoperable = -9_007_199_254_740_991...9_007_199_254_740_991

    init?(json: JSONValue) {
        guard case .number(let digits) = json, let value = Int(digits), Self.interoperable ~= value else { return nil }
        self = value
    }
}

extension Array: RecordField where Element: RecordField {
    init?(json: JSONValue) {
        guard case .array(let values) = json else { return nil }
        let elements = values.compactMap { Element(json: $0) }
        guard elements.count == values.count else { return nil }
        self = elements
    }
}

extension [String: String]: RecordField, JSONConvertible {
    package var json: JSONValue { .object(self) }

    init?(json: JSONValue) {
        guard case .object(let object) = json else { return nil }
        self.init(minimumCapacity: object.members.count)
        for member in object.members {
            guard case .string(let text) = member.value else { return nil }
            self[member.name] = text
        }
    }
}

extension RecordField where Self: RawRepresentable<String> {
    init?(json: JSONValue) {
        guard case .string(let text) = json else { return nil }
        self.init(rawValue: text)
    }
}

/// Objects within records.
protocol ObjectField: RecordField {
    init(_ fields: RecordFields) throws(FieldProblem)
}

extension ObjectField {
    init?(json: JSONValue) {
        guard case .object(let object) = json, let value = try? Self(RecordFields(object)) else { return nil }
        self = value
    }
}

extension ObjectID: TextField {
    package var json: JSONValue { .string(description) }
}

extension ItemID: TextField {}

extension Timestamp: TextField {
    package var json: JSONValue { .string(description) }
}

extension Version: TextField {
    package var json: JSONValue { .string(recorded) }
}

extension ItemNoun: RecordField {}
extension Statement.Kind: RecordField {}
extension SignOffStatement.Decision: RecordField {}
