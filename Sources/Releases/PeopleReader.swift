import Changes
package import Git
package import Ledger

/// Finds the people behind commits: authors, committers and co-authors, under the names that they gave, and also under those
/// that the policy and the repository's mailmap know them by. A mailmap can only add people: it stands in the tree that is
/// judged. Few people make many commits, so that each is made out of bytes once.
struct PeopleReader {
    private let policy: Policy
    private let mailmap: Mailmap?
    /// By the identity as text; identities of different bytes may have one text.
    private var known: [String: (identity: ArraySlice<UInt8>, persons: [Person])] = [:]

    init(_ policy: Policy, mailmap: Mailmap?) {
        self.policy = policy
        self.mailmap = mailmap
    }

    mutating func people(behind commits: [LinkedCommit]) -> Set<Person> {
        var people: Set<Person> = []
        var last: Commit?
        for read in commits.lazy.map(\.read) {
            if last?.hasSameMakers(as: read.commit) != true {
                people.formUnion(persons(read.commit.authorIdentity))
                people.formUnion(persons(read.commit.committerIdentity))
                last = read.commit
            }
            for author in read.reading.coAuthors {
                people.formUnion(aliases(of: Person(name: author.name, email: author.email)))
            }
        }
        return people
    }

    /// Whom a text means that names somebody, as `Name <address>`, by one of both, or by a person's name in the policy.
    func people(named text: String) -> [Person] {
        let signature = Signature(line: Array(text.utf8)[...])
        let name = String(decoding: signature.name, as: UTF8.self)
        let isAddress = signature.email.isEmpty && name.contains("@") && !name.contains(" ")
        let email = isAddress ? name : String(decoding: signature.email, as: UTF8.self)
        let byID = policy.people.filter { $0.id.lowercased() == name.lowercased() }.map(\.person)
        return aliases(of: Person(name: name, email: email)) + byID
    }

    private mutating func persons(_ identity: ArraySlice<UInt8>) -> [Person] {
        let text = String(decoding: identity, as: UTF8.self)
        if let known = known[text], known.identity == identity { return known.persons }
        let signature = Signature(line: identity)
        let persons = aliases(of: Person(name: signature.name, email: signature.email))
        known[text] = (identity, persons)
        return persons
    }

    private func aliases(of person: Person) -> [Person] {
        let mapped = mailmap?.resolved(name: person.name, email: person.email)
        let all = [person] + (mapped.map { [Person(name: $0.name, email: $0.email)] } ?? [])
        return all + all.map(policy.known)
    }
}

extension Person {
    init(name: [UInt8], email: [UInt8]) {
        self.init(name: String(decoding: name, as: UTF8.self), email: String(decoding: email, as: UTF8.self))
    }
}

extension LinkedCommit {
    /// Who declared by hand that the commit needs no item, and made it; nil where nobody did both.
    package func ownExemption(under policy: Policy, mailmap: Mailmap?) -> Person? {
        var people = PeopleReader(policy, mailmap: mailmap)
        return ownExemption(&people)
    }

    func ownExemption(_ people: inout PeopleReader) -> Person? {
        guard case .byHand(_, let person) = exemption,
            people.people(behind: [self]).contains(where: { person.isSamePerson(as: $0) })
        else { return nil }
        return person
    }
}
