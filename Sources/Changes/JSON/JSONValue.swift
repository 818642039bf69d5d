/// A JSON text as a value (RFC 8259).
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The digits as they were written: `0.1`, `1e3` and numbers of twenty digits lose nothing.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// Reads one JSON text.
    ///
    /// - Throws: `JSONProblem` for what RFC 8259 does not allow, for a name that an object holds twice, and for values
    ///   within more than `depthLimit` others.
    package init(_ bytes: ArraySlice<UInt8>) throws(JSONProblem) {
        var reader = JSONReader(bytes)
        self = try reader.text()
    }

    package static let depthLimit = 256
}

/// The members of an object, in the order of the text, no name twice.
package struct JSONObject: Hashable, Sendable {
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package let members: [Member]

    package init(members: [Member]) { self.members = members }

    /// The value of a name; nil where the object does not have it.
    package subscript(name: String) -> JSONValue? { members.first { $0.name.isSpelled(as: name) }?.value }
}

extension String {
    /// Whether both are the same bytes: two spellings of one accented letter are equal to Swift.
    func isSpelled(as other: String) -> Bool {
        self == other && (utf8.allSatisfy { $0 < 0x80 } || utf8.elementsEqual(other.utf8))
    }
}

/// Why a text is no JSON, and where. Data only.
package struct JSONProblem: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case unexpectedEnd, unexpectedByte, notUTF8, badEscape, tooDeep
        case nameTwice(String)
    }

    package let reason: Reason
    /// The place in the text, in bytes from its beginning.
    package let offset: Int
}

extension JSONProblem: CustomStringConvertible {
    /// `byte 12 is not expected`
    package var description: String {
        switch reason {
        case .unexpectedEnd: "it ends too early"
        case .unexpectedByte: "byte \(offset) is not expected"
        case .notUTF8: "byte \(offset) is not UTF-8"
        case .badEscape: "byte \(offset) begins an escape that does not exist"
        case .tooDeep: "values are nested too deeply"
        case .nameTwice(let name): "an object has two members named \(name)"
        }
    }
}
