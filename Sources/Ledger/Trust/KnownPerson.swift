import Changes

/// A person whom the policy knows, by their keys and addresses. Who they are is their key, not what Git was told.
package struct KnownPerson: Hashable, Sendable {
    /// The section's name in the policy, and the principal that signatures are verified for.
    package private(set) var id: String
    /// For people to read; the ID where none is given.
    package internal(set) var name: String?
    /// Under which they commit; the first stands for them in what is decided and shown.
    package internal(set) var addresses: [String] = []
    package internal(set) var keys: [SigningKey] = []

    init(id: String) { self.id = id }

    /// Somebody who is to become a person of a policy: the name is that of the address, as far as a name can hold it.
    package init(_ person: Person, key: SigningKey? = nil) {
        let letters = person.email.lowercased().utf8.prefix { $0 != UInt8(ascii: "@") }
            .map { RoleName.isLetterDigitOrDash($0) ? $0 : UInt8(ascii: "-") }.prefix(40)
        id = letters.isEmpty ? Policy.administrators : String(decoding: letters, as: UTF8.self)
        (name, addresses, keys) = (person.name, [person.email], key.map { [$0] } ?? [])
    }

    /// The same with this key alone.
    package func having(_ key: SigningKey) -> KnownPerson {
        var person = self
        person.keys = [key]
        return person
    }

    /// The same under a name that no other person of a policy has.
    package func named(apartFrom people: [KnownPerson]) -> KnownPerson {
        var person = self
        var count = 1
        while people.contains(where: { $0.id == person.id }) {
            count += 1
            person.id = "\(id)-\(count)"
        }
        return person
    }

    /// The person as records name people.
    package var person: Person { Person(name: name ?? id, email: addresses.first ?? "") }
}

/// Which records have to be signed by a person of the policy.
package enum RequiredSignatures: String, CaseIterable, Sendable {
    case none
    /// What can open a gate: sign-offs, plans, links and exemptions by hand, manifests, policies.
    case decisions
    case all

    package func cover(_ kind: Statement.Kind) -> Bool {
        switch self {
        case .none: false
        // What a server's verdict says can be found again by anyone; no gate relies on it.
        case .decisions: kind != .item && kind != .verdict
        case .all: true
        }
    }
}

extension Policy {
    /// The role whose members write the next version of the policy.
    package static let administrators = "administrator"

    /// The person whom the policy knows by this address; what Git was told, otherwise.
    package func known(_ person: Person) -> Person {
        guard !people.isEmpty else { return person }
        return people.first { $0.hasAddress(person.email) }?.person ?? person
    }

    /// When a key ended; nil where that was not before a time, as far as clocks can be trusted.
    func end(of key: PublicKey, before time: Timestamp) -> Timestamp? {
        owner(of: key)?.key.until.flatMap { $0 + clockTolerance < time ? $0 : nil }
    }

    /// Whose key it is, at a time at which it counts or not.
    package func owner(of key: PublicKey) -> (person: KnownPerson, key: SigningKey)? { people.owner(of: key) }
}

extension KnownPerson {
    package func hasAddress(_ address: String) -> Bool {
        addresses.contains { $0.lowercased() == address.lowercased() }
    }
}

extension PolicyKey {
    static let people = [
        PolicyKey(
            "person.*.name", "A person's name, as reports show it. The section's own name is for roles and commands."
        ) { policy, value, section throws(PolicyValueProblem) in try policy.edit(section) { $0.name = value } },
        PolicyKey(
            "person.*.email", isRepeatable: true,
            "The addresses under which the person commits, so that nobody approves their own work under another one."
        ) { policy, value, section throws(PolicyValueProblem) in
            let address = try address(value)
            if let other = policy.people.first(where: { $0.hasAddress(address) && $0.id != section }) {
                throw .takenBy(other.id)
            }
            try policy.edit(section) { $0.addresses.append(address) }
        },
        PolicyKey(
            "person.*.key", isRepeatable: true,
            "Keys that sign the person's records: `ssh-ed25519 AAAA…`, as `~/.ssh/id_ed25519.pub` has it, or",
            "`openpgp <fingerprint> <base64>`, from `gpg --export --export-options export-minimal <fingerprint> | base64 -w0`.",
            "Before it, `from=2026-01-31` and `until=2027-01-31` bound the time in which its signatures count."
        ) { policy, value, section throws(PolicyValueProblem) in
            let key = try SigningKey(value)
            if let other = policy.owner(of: key.key)?.person, other.id != section { throw .takenBy(other.id) }
            try policy.edit(section) { $0.keys.append(key) }
        },
        PolicyKey(
            "signature.required",
            "Which records count only if a person above signed them: none, decisions (all that can open a gate), or all.",
            "From then on a new policy needs the signature of a member of the role administrator."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.requiredSignatures = try choice(value) },
    ]
}

extension Policy {
    fileprivate mutating func edit(
        _ id: String, _ change: (inout KnownPerson) -> Void
    ) throws(PolicyValueProblem) {
        guard RoleName.accepts(id) else { throw .badPerson(id) }
        if !people.contains(where: { $0.id == id }) { people.append(KnownPerson(id: id)) }
        for index in people.indices where people[index].id == id { change(&people[index]) }
    }

    /// What is wrong with the people and roles as a whole, which no single line shows.
    func refuseUnusablePeople(_ line: (_ setting: String, _ occurrence: Int) -> Int?) throws {
        for person in people where person.addresses.isEmpty {
            throw PolicyProblem.missing(name: "person.\(person.id).email")
        }
        for (role, names) in members.sorted(by: { $0.key < $1.key }) {
            for (place, name) in names.enumerated()
            where !name.contains("@") && !people.contains(where: { $0.id == name }) {
                let setting = "role.\(role).member"
                throw PolicyProblem.badValue(line: line(setting, place), name: setting, .unknownPerson(name))
            }
        }
        guard requiredSignatures != .none else { return }
        guard people.contains(where: { !$0.keys.isEmpty && isMember($0.person, of: Self.administrators) }) else {
            throw PolicyProblem.missing(name: "role.\(Self.administrators).member")
        }
    }

    /// Whether somebody can sign the version after this one.
    func canBeReplaced(at time: Timestamp) -> Bool {
        requiredSignatures == .none
            || people.contains { person in
                isMember(person.person, of: Self.administrators) && person.keys.contains { $0.isValid(at: time) }
            }
    }

    /// When the last key of an administrator ends: from then on nobody can sign a further version. Nil where one of them has no end
    /// here, and where no signature is needed. An OpenPGP key can have an end of its own.
    package var endOfAdministration: Timestamp? {
        guard requiredSignatures != .none else { return nil }
        let keys = people.filter { isMember($0.person, of: Self.administrators) }.flatMap(\.keys)
        let ends = keys.compactMap(\.until)
        return ends.count == keys.count ? ends.max() : nil
    }

    /// Whether the role names this person; false also for a role that names nobody.
    package func isMember(_ person: Person, of role: String) -> Bool {
        let person = known(person)
        return members[role, default: []].contains { name in
            let member = people.first { $0.id == name }?.person ?? known(Person(name: "", email: name))
            return member.hasAddress(of: person)
        }
    }
}
