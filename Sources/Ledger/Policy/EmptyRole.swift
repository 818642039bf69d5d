/// A role that a policy asks for, and that has no member.
package struct EmptyRole: Hashable, Sendable {
    package let role: String
    /// Whether anyone may speak for it; nobody can otherwise.
    package let isOpen: Bool
}

extension Policy {
    /// Whether anyone may speak for a role, as it names nobody and decisions need no signature.
    package func isOpen(_ role: String) -> Bool {
        requiredSignatures == .none && members[role, default: []].isEmpty
    }

    /// The roles that are asked for and have no member, which is a fault: they are closed, or a slip in a name left them open
    /// to anyone. Where decisions need no signature and no role has a member, all are meant to be open.
    package var emptyRoles: [EmptyRole] {
        let named = members.values.contains { !$0.isEmpty }
        let empty = askedRoles.filter { members[$0, default: []].isEmpty }
        return empty.map { role in
            EmptyRole(role: role, isOpen: isOpen(role) && !waiverRoles.contains(role))
        }.filter { !$0.isOpen || named }
    }

    /// The roles without whose members something cannot go on, each once.
    package var askedRoles: [String] {
        let signing = requiredSignatures == .none ? [] : [Self.administrators]
        let all = [
            decidingRoles, testRoles ?? [], environments.flatMap(\.approvers), deploymentRoles,
            [handoverRole].compactMap(\.self), waiverRoles, signing,
        ]
        return all.joined().reduce(into: []) { roles, role in if !roles.contains(role) { roles.append(role) } }
    }
}
