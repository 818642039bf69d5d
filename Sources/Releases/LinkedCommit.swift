package import Changes
package import Git
package import Ledger

/// A commit with the items that it belongs to, and why it needs none where it has none.
///
/// A class, as it is large, never changes, and is handed about a lot.
package final class LinkedCommit: Sendable {
    package let read: ReadCommit
    /// What the message and the words said by hand come to together, sorted by item.
    package let links: [Link]
    package let exemption: Exemption?
    /// For a merge: the paths where it brings in content that no parent has.
    package let mergedContent: [[UInt8]]

    package init(
        _ read: ReadCommit, links: [Link], exemption: Exemption?, mergedContent: [[UInt8]]
    ) {
        self.read = read
        self.links = links
        self.exemption = exemption
        self.mergedContent = mergedContent
    }

    package var commit: Commit { read.commit }
    package var reading: MessageReading { read.reading }
    package var items: [ItemID] { links.map(\.item) }
    /// Whether somebody declared that it needs no item, which nothing in the commit shows.
    package var isExemptByHand: Bool {
        if case .byHand = exemption { true } else { false }
    }
    /// Neither linked nor exempt: somebody has to say what it is for.
    package var isUnlinked: Bool { links.isEmpty && exemption == nil }
}

/// Why a commit needs no item.
package enum Exemption: Hashable, Sendable {
    /// A merge that brings no content of its own.
    case merge
    /// It touches only paths that the policy exempts.
    case paths
    case byHand(reason: String, by: Person)

    /// The stable name for JSON and manifests.
    package var name: String {
        switch self {
        case .merge: "merge"
        case .paths: "paths"
        case .byHand: "by-hand"
        }
    }
}

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
