package import Changes

/// The JSON form of a document: keys sorted, so that one input has one text.
package enum JSONText {
    /// Several lines, for a result that is one document.
    package static func document(_ value: some JSONConvertible) -> String {
        disarmed(String(repairing: value.json.bytes(indented: true))) + "\n"
    }

    /// One line, for a result of many (JSON Lines).
    package static func line(_ value: some JSONConvertible) -> String {
        disarmed(String(repairing: value.json.bytes())) + "\n"
    }

    /// Pipelines read commands anywhere in a line (see `PipelineCommand`), and `##` is in strings alone: escaped, it is the
    /// same text to all who read JSON.
    private static func disarmed(_ text: String) -> String {
        text.contains("##") ? text.replacing("##", with: "\\u0023\\u0023") : text
    }
}

extension Optional where Wrapped: JSONConvertible {
    /// The value, or null: for keys that are always there.
    var orNull: JSONValue { self?.json ?? .null }
}

extension String {
    /// Bytes of a repository as text; what is no UTF-8 is repaired.
    init(repairing bytes: some Collection<UInt8>) { self.init(decoding: bytes, as: UTF8.self) }
}
