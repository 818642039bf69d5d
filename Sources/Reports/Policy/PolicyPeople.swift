import Changes
import Ledger

/// Who decides by a policy: its roles, its persons with their keys, and what has to be signed.
struct PolicyPeople {
    private let policy: Policy

    init(_ policy: Policy) { self.policy = policy }

    /// For people: what a row is about, and what it says.
    var rows: [(String, String)] {
        roles.map { ($0.label, sentence($0)) } + policy.people.map { ("person", sentence($0)) }
            + [("signatures", signatures)]
    }

    /// For machines; a role without members is open to anyone.
    var roleDocuments: [JSONValue] { roles.map(json) }

    var personDocuments: [JSONValue] { policy.people.map(json) }

    private enum Use: String {
        case items, configuration, policy
    }

    private struct Role {
        let name: String
        let use: Use?

        var label: String {
            switch use {
            case .items: "sign-off"
            case .configuration: "owners"
            case .policy, nil: "role"
            }
        }
    }

    /// All that are asked for or named, those that decide first.
    private var roles: [Role] {
        let named = Set(policy.members.keys).union(policy.thresholds.keys).union([Policy.administrators])
        let others = named.subtracting(policy.decidingRoles).sorted()
        let deciding = policy.decidingRoles.map { role in
            Role(name: role, use: policy.signOffRoles.contains(role) ? .items : .configuration)
        }
        return deciding + others.map { Role(name: $0, use: $0 == Policy.administrators ? .policy : nil) }
    }

    private func sentence(_ role: Role) -> String {
        let members = policy.members[role.name] ?? []
        // A slip in the role's name would leave the role that was meant open to anyone.
        let who = members.isEmpty ? "open to anyone" : members.joined(separator: ", ")
        let threshold = policy.thresholds[role.name].map { $0 > 1 ? "; \($0) of them have to approve" : "" } ?? ""
        let use =
            switch role.use {
            case .items: ""
            case .configuration: ", for configuration changes"
            case .policy where policy.requiredSignatures == .none: "; changes the policy once signatures are required"
            case .policy: "; changes the policy"
            case nil: "; no sign-off asks for it"
            }
        return "\(role.name): \(who)\(threshold)\(use)"
    }

    private func sentence(_ person: KnownPerson) -> String {
        let name = person.name.map { " (\($0))" } ?? ""
        let keys = person.keys.map { key in
            let times = [key.from.map { "from \($0.shown)" }, key.until.map { "until \($0.shown)" }]
            return "; " + (["key \(key.key.shown)"] + times.compactMap(\.self)).joined(separator: " ")
        }
        return "\(person.id)\(name): " + person.addresses.joined(separator: ", ")
            + (keys.isEmpty ? "; no key" : keys.joined())
    }

    private var signatures: String {
        switch policy.requiredSignatures {
        case .none: "none has to be signed: who approved is a claim"
        case .decisions: "all that can open a gate is signed by a person above"
        case .all: "every record is signed by a person above"
        }
    }

    private func json(_ role: Role) -> JSONValue {
        .object([
            "name": role.name, "members": policy.members[role.name] ?? [],
            "threshold": policy.thresholds[role.name] ?? 1, "decides": (role.use?.rawValue).orNull,
        ])
    }

    private func json(_ person: KnownPerson) -> JSONValue {
        .object([
            "id": person.id, "name": person.name.orNull, "emails": person.addresses,
            "keys": person.keys.map { key in
                JSONValue.object(["key": key.text, "from": key.from.orNull, "until": key.until.orNull])
            },
        ])
    }
}
