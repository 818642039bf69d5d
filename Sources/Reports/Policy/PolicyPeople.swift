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

    /// For machines.
    var roleDocuments: [JSONValue] { roles.map(json) }

    var personDocuments: [JSONValue] { policy.people.map(json) }

    private enum Use: String {
        case items, configuration, process, policy
    }

    private struct Role {
        let name: String
        let use: Use?

        var label: String {
            switch use {
            case .items: "sign-off"
            case .configuration: "owners"
            case .process, .policy, nil: "role"
            }
        }
    }

    /// All that are asked for or named, those that decide first.
    private var roles: [Role] {
        let named = Set(policy.members.keys).union(policy.thresholds.keys).union([Policy.administrators])
        let others = named.subtracting(policy.decidingRoles).sorted()
        let deciding = policy.decidingRoles.map { role in
            Role(
                name: role, use: policy.signOffRoles.contains(role) ? .items : isOwner(role) ? .configuration : .process
            )
        }
        return deciding
            + others.map { role in
                Role(
                    name: role, use: role == Policy.administrators ? .policy : duties(of: role).isEmpty ? nil : .process
                )
            }
    }

    private func isOwner(_ role: String) -> Bool { policy.configuration.items.contains { $0.signOffRole == role } }

    /// What a role does beside signing off, in words.
    private func duties(of role: String) -> [String] {
        let boards = ReleaseType.allCases.filter { policy.boards.roles[$0] == role }.map(\.rawValue)
        let environments = policy.environments.filter { $0.approvers.contains(role) }.map(\.name)
        let all: [(Bool, String)] = [
            (!boards.isEmpty, "authorises \(boards.joined(separator: " and ")) RfCs"),
            ((policy.testRoles ?? ["qa"]).contains(role), "records results of tests"),
            (!environments.isEmpty, "approves deployments to \(environments.joined(separator: " and "))"),
            (policy.deploymentRoles.contains(role), "deploys"), (policy.handoverRole == role, "takes releases over"),
            (policy.waiverRoles.contains(role), "lifts rules"),
            (policy.statuses.ladder.contains { $0.roles.contains(role) }, "moves items"),
        ]
        return all.filter(\.0).map(\.1)
    }

    private func sentence(_ role: Role) -> String {
        let members = policy.members[role.name] ?? []
        let who = members.isEmpty ? nobody(in: role) : members.joined(separator: ", ")
        let threshold = policy.thresholds[role.name].map { $0 > 1 ? "; \($0) of them have to approve" : "" } ?? ""
        let use =
            switch role.use {
            case .items, .process: ""
            case .configuration: ", for configuration changes"
            case .policy where policy.requiredSignatures == .none: "; changes the policy once signatures are required"
            case .policy: "; changes the policy"
            case nil: "; nothing asks for it"
            }
        // What every tester does goes without saying.
        let duties = role.use == .items ? "" : duties(of: role.name).map { "; \($0)" }.joined()
        return "\(role.name): \(who)\(threshold)\(use)\(duties)"
    }

    /// What it means that a role has no member.
    private func nobody(in role: Role) -> String {
        guard policy.isOpen(role.name), role.use != .policy else { return "no member" }
        return policy.waiverRoles.contains(role.name) ? "open to anyone, but nobody may lift rules" : "open to anyone"
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
            // Whether anyone may speak for it; one without members is closed otherwise.
            "open": policy.isOpen(role.name),
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

extension EmptyRole {
    /// `role 'qa' is asked for and has no member: nobody can speak for it`
    package var sentence: String {
        "role '\(SafeText.line(role))' is asked for and has no member: "
            + (isOpen ? "anyone may speak for it" : "nobody can speak for it")
    }
}
