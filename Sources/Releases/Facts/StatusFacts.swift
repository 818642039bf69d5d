package import Changes
import Git
package import Ledger

/// Where the planned items stand on the ladder of release statuses, and what is true of them that its guards ask.
package struct StatusFacts: Sendable {
    /// Of each planned item.
    package let standings: [ItemID: StatusStanding]
    /// The guards that each planned item meets, whoever moves it; `reviewed` depends on who does.
    package let met: [ItemID: Set<StatusGuard>]
    private let authors: [ItemID: Set<Person>]

    package init(
        _ moves: [ItemID: StatusMoves], _ plan: ReleasePlan?, on items: ItemFacts, _ signOffs: SignOffFacts,
        _ tests: TestFacts, policy: Policy
    ) {
        let authors = signOffs.authors
        self.authors = authors
        var movers = Movers(policy)
        var standings: [ItemID: StatusStanding] = [:]
        for (item, moves) in moves {
            standings[item] = moves.standing(on: policy.statuses) { move, status in
                movers.mayEnter(status, move, authors[item] ?? [])
            }
        }
        self.standings = standings
        let decided = Dictionary(grouping: signOffs.standings, by: \.item)
        met = items.planned.reduce(into: [:]) { met, item in
            met[item] = Self.met(item, plan, items, decided[item] ?? [], tests)
        }
    }

    private static func met(
        _ item: ItemID, _ plan: ReleasePlan?, _ items: ItemFacts, _ signOffs: [SignOffStanding],
        _ tests: TestFacts
    ) -> Set<StatusGuard> {
        let isLinked = plan?.withoutCommits.contains(item) == true || !items.content(of: item).isEmpty
        let isSignedOff = signOffs.allSatisfy { $0.isApproved && $0.rejections.isEmpty }
        return Set(
            StatusGuard.allCases.filter { condition in
                switch condition {
                case .linked: isLinked
                case .integrated: isLinked && items.outside[item, default: []].isEmpty
                case .signedOff: isSignedOff
                case .integrationTests: tests.isPassed(item, stage: .integration)
                case .acceptanceTests: tests.isPassed(item, stage: .acceptance)
                case .reviewed, .deployed, .settled: false
                }
            })
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
                return met[item]?.contains(condition) != true && !completed.contains(condition)
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
        authors[item]?.contains { person.isSamePerson(as: $0) } ?? false
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
    private struct Question: Hashable {
        let address: String
        let role: String
    }

    private let policy: Policy
    private var deciding: [Question: Bool] = [:]

    init(_ policy: Policy) { self.policy = policy }

    /// By a decision an item moves whoever is named for the status, as its guards are looked at by rules of their own; only
    /// nobody else looks at who reviewed it.
    mutating func mayEnter(_ status: ReleaseStatus, _ move: StatusMove, _ authors: Set<Person>) -> Bool {
        if status.guards.contains(.reviewed) {
            return move.deciding != StatusMove.testing && policy.mayMove(move.by, into: status)
                && !authors.contains { move.by.isSamePerson(as: $0) }
        }
        return move.deciding.map { mayDecide(move.by, as: $0) } ?? policy.mayMove(move.by, into: status)
    }

    private mutating func mayDecide(_ person: Person, as role: String) -> Bool {
        let question = Question(address: person.email, role: role)
        if let known = deciding[question] { return known }
        let answer = role == StatusMove.testing ? policy.mayTest(person) : policy.mayAct(person, as: role)
        deciding[question] = answer
        return answer
    }
}
