extension PolicyKey {
    static let statuses = [
        PolicyKey(
            "status.profile",
            "The ladder of release statuses: itil (eight statuses with guards), free (the same without guards and roles),",
            "or own (the sections below, in their order). Under itil and free, sections change the status that they name."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard policy.changedStatuses.isEmpty else { throw .profileAfterStatuses }
            policy.statuses = StatusEngine(try choice(value))
        },
        PolicyKey("status.*.label", "The name of the status.") { policy, value, section throws(PolicyValueProblem) in
            guard (1...40).contains(value.utf8.count), !value.utf8.contains(where: { $0 < 0x20 }) else {
                throw .badLabel(value)
            }
            try policy.change(status: section) { $0.label = value }
        },
        PolicyKey(
            "status.*.class", "Its class: \(StatusClass.ladder.map(\.rawValue).joined(separator: ", ")).",
            "The gate asks for approved or later. An ID keeps its class for good."
        ) { policy, value, section throws(PolicyValueProblem) in
            guard let statusClass = StatusClass(rawValue: value), statusClass.isOnLadder else {
                throw .notAmong(value, StatusClass.ladder.map(\.rawValue))
            }
            try policy.change(status: section) { $0.statusClass = statusClass }
        },
        PolicyKey(
            "status.*.role", isRepeatable: true,
            "The roles that move items into it. A role without members limits nobody here."
        ) { policy, value, section throws(PolicyValueProblem) in
            let role = try role(value)
            try policy.change(status: section, replacing: \.roles, as: "role") { $0.roles.append(role) }
        },
        PolicyKey(
            "status.*.guard", isRepeatable: true,
            "The conditions to enter it: \(StatusGuard.allCases.map(\.rawValue).joined(separator: ", ")).",
            "An item moves by itself into a status whose guards are met; into one without guards, only by hand."
        ) { policy, value, section throws(PolicyValueProblem) in
            let condition: StatusGuard = try choice(value)
            try policy.change(status: section, replacing: \.guards, as: "guard") { $0.guards.append(condition) }
        },
        PolicyKey("status.*.disabled", "Whether it is skipped. Items in it count as one status further down.") {
            policy, value, section throws(PolicyValueProblem) in
            let isDisabled = try truth(value)
            try policy.change(status: section) { $0.isEnabled = !isDisabled }
        },
    ]
}

extension Policy {
    /// Who moves items into a status by hand: the roles that are named for it, as far as they have members.
    func right(toEnter status: ReleaseStatus) -> SpeakingRight {
        let limiting = status.roles.filter { members[$0]?.isEmpty == false }
        return limiting.isEmpty ? .anyone : .members(limiting)
    }

    package func mayMove(_ person: Person, into status: ReleaseStatus) -> Bool {
        has(person, right(toEnter: status))
    }

    /// - Parameter name: the key whose first word in the policy replaces what a status of a profile has there.
    fileprivate mutating func change<Value>(
        status id: String, replacing list: WritableKeyPath<ReleaseStatus, [Value]>, as name: String,
        _ body: (inout ReleaseStatus) -> Void
    ) throws(PolicyValueProblem) {
        let isFirst = changedStatuses[id]?.contains(name) != true
        try change(status: id) { status in
            if isFirst { status[keyPath: list] = [] }
            body(&status)
        }
        changedStatuses[id]?.insert(name)
    }

    fileprivate mutating func change(
        status id: String, _ body: (inout ReleaseStatus) -> Void
    ) throws(PolicyValueProblem) {
        guard RoleName.accepts(id), !ReleaseStatus.ends.contains(where: { $0.id == id }) else { throw .badStatus(id) }
        if !statuses.ladder.contains(where: { $0.id == id }) {
            guard statuses.profile == .own else { throw .unknownStatus(id, statuses.ladder.map(\.id)) }
            statuses.ladder.append(ReleaseStatus(id, id, .build))
        }
        changedStatuses[id] = changedStatuses[id] ?? []
        for index in statuses.ladder.indices where statuses.ladder[index].id == id { body(&statuses.ladder[index]) }
    }
}

/// What is wrong with a ladder as a whole, which no single line shows.
package enum StatusFault: Error, Equatable, Sendable {
    case noStatus
    /// Items could not begin there.
    case firstHasGuards(String)
    case firstIsNotBuild(String)
    /// Its class comes before that of the status to its left.
    case classFalls(String, after: String)
    /// The gate could never open.
    case noApproved
    /// It waits for what only comes after the gate.
    case approvedNeverReached(String, StatusGuard)
    case sameLabel(String, String)
}

extension StatusEngine {
    /// - Throws: `StatusFault`: the first thing that makes the ladder unusable.
    func check() throws(StatusFault) {
        let rungs = rungs
        guard let first = rungs.first else { throw .noStatus }
        guard first.guards.isEmpty else { throw .firstHasGuards(first.id) }
        guard first.statusClass == .build else { throw .firstIsNotBuild(first.id) }
        for right in rungs.indices.dropFirst() where rungs[right].statusClass < rungs[right - 1].statusClass {
            throw .classFalls(rungs[right].id, after: rungs[right - 1].id)
        }
        guard let approved = rungs.firstIndex(where: \.statusClass.isApproved), rungs[approved].statusClass == .approved
        else { throw .noApproved }
        for status in rungs[...approved] {
            if let late = status.guards.first(where: { $0 == .deployed || $0 == .settled }) {
                throw .approvedNeverReached(status.id, late)
            }
        }
        var labels: [String: String] = [:]
        for status in ladder + ReleaseStatus.ends {
            if let other = labels.updateValue(status.id, forKey: status.label.lowercased()) {
                throw .sameLabel(other, status.id)
            }
        }
    }

    /// An ID keeps its meaning for good: moves into it were recorded.
    ///
    /// - Parameter earlier: the ladders of the versions before, the first one first.
    /// - Returns: a status whose ID was another one's, or that was taken out and comes back.
    package func reused(after earlier: [StatusEngine]) -> ReleaseStatus? {
        ladder.first { status in
            if Self.preset(.itil).contains(where: { $0.id == status.id && $0.statusClass == status.statusClass }) {
                return false
            }
            let known = earlier.map { engine in engine.ladder.first { $0.id == status.id } }
            let classes = known.compactMap { $0?.statusClass }
            let isBack = known.last == .some(nil) && !classes.isEmpty
            return isBack || classes.contains { $0 != status.statusClass }
        }
    }
}
