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
        email.lowercased() == other.email.lowercased() || name.lowercased() == other.name.lowercased()
    }

    /// Whether both have one address: what it takes to change one's own word. A name is too little, as others bear it.
    package func hasAddress(of other: Person) -> Bool { email.lowercased() == other.email.lowercased() }

    package static func < (left: Person, right: Person) -> Bool {
        (left.email, left.name) < (right.email, right.name)
    }
}
