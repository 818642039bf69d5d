/// Who runs a command: the author, the committer and the tagger of what it makes.
package struct Person: Hashable, Sendable {
    package let name: String
    package let email: String

    package init(name: String, email: String) {
        self.name = name
        self.email = email
    }

    package static let developer = Person(name: "Dana Developer", email: "dana@example.org")
    package static let tester = Person(name: "Quinn Tester", email: "quinn@example.org")
    package static let manager = Person(name: "Rene Manager", email: "rene@example.org")
}
