package import Changes
import Git
package import Ledger

/// Where the planned items stand on the ladder of release statuses, and what is true of them that its guards ask.
package struct StatusFacts: Sendable {
    /// Of each planned item.
    package let standings: [ItemID: StatusStanding]
    private let plan: ReleasePlan?
    private let items: ItemFacts
    private let signOffs: SignOffFacts
    private let tests: TestFacts
    /// Whether the release runs in production.
    private let isDeployed: Bool
    /// Whether nothing is held against it that is open.
    private let isSettled: Bool

    package init(
        _ moves: [ItemID: StatusMoves], _ plan: ReleasePlan?, on items: ItemFacts, _ signOffs: SignOffFacts,
        _ tests: TestFacts, isDeployed: Bool = false, isSettled: Bool = true, policy: Policy
    ) {
        (self.plan, self.items, self.signOffs, self.tests) = (plan, items, signOffs, tests)
        (self.isDeployed, self.isSettled) = (isDeployed, isSettled)
        var movers = Movers(policy)
        var standings: [ItemID: StatusStanding] = [:]
        for (item, moves) in moves {
            standings[item] = moves.standing(on: policy.statuses) { move, status in
                movers.mayEnter(status, move, signOffs.authors[item] ?? [])
            }
        }
        self.standings = standings
    }

    /// Whether an item meets a guard, whoever moves it; `reviewed` depends on who does. Asked of few items: those that wait.
    private func meets(_ condition: StatusGuard, _ item: ItemID) -> Bool {
        switch condition {
        case .linked: isLinked(item)
        case .integrated: isLinked(item) && items.outside.byItem[item, default: []].isEmpty
        case .signedOff:
            signOffs.standings.allSatisfy { $0.item != item || $0.isApproved && $0.rejections.isEmpty }
        case .integrationTests: tests.isPassed(item, stage: .integration)
        case .acceptanceTests: tests.isPassed(item, stage: .acceptance)
        case .deployed: isDeployed
        case .settled: isSettled
        case .reviewed: true
        }
    }

    private func isLinked(_ item: ItemID) -> Bool {
        plan?.withoutCommits.contains(item) == true || items.hasCommits(item)
    }

    package func status(of item: ItemID, in policy: Policy) -> ReleaseStatus {
        standings[item]?.status ?? policy.statuses.initial
    }

    /// The guards of a status that an item does not meet, if this person moved it there. In the policy's order.
    ///
    /// - Parameter completed: what is met as soon as that is recorded which is about to be.
    package func missing(
        _ item: ItemID, for status: ReleaseStatus, by person: Person?, completed: Set<StatusGuard> = []
    ) -> [StatusGuard] {
        status.guards.filter { condition in
            guard condition == .reviewed else {
                return !completed.contains(condition) && !meets(condition, item)
            }
            return person.map { isAuthor($0, of: item) } ?? false
        }
    }

    /// The status that an item falls back to when its sign-off is gone; nil where it stands on none.
    package func fall(of item: ItemID, in policy: Policy) -> ReleaseStatus? {
        let engine = policy.statuses
        guard let signedOff = engine.rungs.first(where: { $0.guards.contains(.signedOff) }),
            let needed = engine.rung(of: signedOff), let rung = engine.rung(of: status(of: item, in: policy)),
            rung >= needed
        else { return nil }
        return engine.previous(before: signedOff)
    }

    package func isAuthor(_ person: Person, of item: ItemID) -> Bool {
        signOffs.authors[item]?.contains { person.isSamePerson(as: $0) } ?? false
    }

    /// The statuses that an item moves through by itself once its guards are met, if this person's decision completed them:
    /// up to the one before the next that waits, or that is entered by hand only.
    ///
    /// - Parameter limit: the class at which it stops; what a deployment moves is not for a sign-off to move.
    package func due(
        _ item: ItemID, by person: Person, upTo limit: StatusClass, completed: Set<StatusGuard>, in policy: Policy
    ) -> [ReleaseStatus] {
        let engine = policy.statuses
        var (steps, status): ([ReleaseStatus], ReleaseStatus) = ([], status(of: item, in: policy))
        while let next = engine.next(after: status), next.statusClass <= limit, !next.guards.isEmpty,
            missing(item, for: next, by: person, completed: completed).isEmpty,
            !next.guards.contains(.reviewed) || policy.mayMove(person, into: next)
        {
            steps.append(next)
            status = next
        }
        return steps
    }
}

/// Who may move items where. Few people move many items, so that each is looked up once.
private struct Movers {
    private let policy: Policy
    /// By role, then by address.
    private var deciding: [String: [String: Bool]] = [:]
    /// The roles whose decisions the policy asks for.
    private let asked: Set<String>

    init(_ policy: Policy) {
        self.policy = policy
        asked = Set(policy.decidingRoles)
    }

    /// By a decision an item moves whoever is named for the status, as its guards are looked at by rules of their own; only
    /// nobody else looks at who reviewed it.
    mutating func mayEnter(_ status: ReleaseStatus, _ move: StatusMove, _ authors: Set<Person>) -> Bool {
        if status.guards.contains(.reviewed) {
            return move.deciding != StatusMove.testing && policy.mayMove(move.by, into: status)
                && !authors.contains { move.by.isSamePerson(as: $0) }
        }
        // Nothing is decided about a status without guards: it is entered by hand. Nor by a role that nobody asks.
        guard let role = move.deciding, !status.guards.isEmpty, role == StatusMove.testing || asked.contains(role)
        else {
            return policy.mayMove(move.by, into: status)
        }
        return mayDecide(move.by, as: role)
    }

    private mutating func mayDecide(_ person: Person, as role: String) -> Bool {
        if let known = deciding[role]?[person.email] { return known }
        let answer = role == StatusMove.testing ? policy.mayTest(person) : policy.mayAct(person, as: role)
        deciding[role, default: [:]][person.email] = answer
        return answer
    }
}
