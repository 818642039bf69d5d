package import Changes

/// Who wrote a record, as Git knows them here. Without a signature this is a claim.
package struct Person: Hashable, Comparable, Sendable, ObjectField, CustomStringConvertible {
    package let name: String
    package let email: String

    package init(name: String, email: String) {
        self.name = name
        self.email = email
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        name = try fields.value("name")
        email = try fields.value("email")
    }

    package var json: JSONValue { .object(["name": name, "email": email]) }

    package var description: String { "\(name) <\(email)>" }

    /// Whether both are one person as far as names and addresses can tell: either is enough, in any case of letters,
    /// so that a second address does not make a second person.
    package func isSamePerson(as other: Person) -> Bool {
        email.isEqualIgnoringCase(to: other.email) || name.isEqualIgnoringCase(to: other.name)
    }

    /// Whether both have one address: what it takes to change one's own word. A name is too little, as others bear it.
    package func hasAddress(of other: Person) -> Bool { email.isEqualIgnoringCase(to: other.email) }

    package static func < (left: Person, right: Person) -> Bool {
        (left.email, left.name) < (right.email, right.name)
    }
}

extension String {
    /// Lower-casing makes new strings, which comparisons of many people by many others would notice.
    fileprivate func isEqualIgnoringCase(to other: String) -> Bool {
        guard utf8.allSatisfy({ $0 < 0x80 }), other.utf8.allSatisfy({ $0 < 0x80 }) else {
            return lowercased() == other.lowercased()
        }
        return utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self }
}
