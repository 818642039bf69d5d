/// What can be told as JSON.
package protocol JSONConvertible {
    var json: JSONValue { get }
}

extension JSONValue {
    /// An object of named values; those that are nil are left out. `JSONValue.null` is a value.
    package static func object(_ members: KeyValuePairs<String, (any JSONConvertible)?>) -> JSONValue {
        .object(
            JSONObject(members: members.compactMap { name, value in value.map { .init(name: name, value: $0.json) } }))
    }

    /// An object with the members of another one behind its own; the value itself where one of both is no object.
    package func adding(_ other: JSONValue) -> JSONValue {
        guard case .object(let own) = self, case .object(let further) = other else { return self }
        return .object(JSONObject(members: own.members + further.members))
    }

    /// An object of values by their names.
    package static func object(_ members: some Sequence<(key: String, value: String)>) -> JSONValue {
        .object(JSONObject(members: members.map { .init(name: $0.key, value: .string($0.value)) }))
    }
}

extension JSONValue: JSONConvertible {
    package var json: JSONValue { self }
}

extension String: JSONConvertible {
    package var json: JSONValue { .string(self) }
}

extension Bool: JSONConvertible {
    package var json: JSONValue { .bool(self) }
}

extension Int: JSONConvertible {
    package var json: JSONValue { .number("\(self)") }
}

extension Array: JSONConvertible where Element: JSONConvertible {
    package var json: JSONValue { .array(map { $0.json }) }
}

extension JSONConvertible where Self: RawRepresentable<String> {
    package var json: JSONValue { .string(rawValue) }
}

extension ItemID: JSONConvertible {
    package var json: JSONValue { .string(description) }
}
