package import Changes
import Gate
import Git
package import Ledger
package import Releases

/// The planned items of a release by their status: what a board shows, in whatever form.
package struct Board: Sendable {
    package struct Card: Sendable {
        package let item: ItemID
        let title: String
        let assignee: String?
        /// Where each role that approves every item stands, in the policy's order.
        let signOffs: [(role: String, state: SignOffStanding.State)]
        /// Since when it is in its status.
        let since: Timestamp
        /// How long that is.
        let age: TimeSpan
        /// The commits of it that come back with the release, and those that go.
        let returns: [ObjectID]
        let goes: [ObjectID]
    }

    package struct Column: Sendable {
        package let status: ReleaseStatus
        package let cards: [Card]
    }

    package let release: Version
    /// Which commits the release has, and by which rule.
    let scope: String
    /// Items that lose something with the release and are not in its plan, sorted.
    let unplannedGoes: [ItemID]
    /// How many commits without an item go with the release.
    let itemlessGoes: Int
    /// All statuses of the ladder, and those off it in which something is.
    package private(set) var columns: [Column]

    /// The same without the statuses in which nothing is.
    var occupied: Board {
        var board = self
        board.columns = columns.filter { !$0.cards.isEmpty }
        return board
    }

    package var count: Int { columns.reduce(0) { $0 + $1.cards.count } }

    package init(_ facts: GateFacts, at now: Timestamp) {
        release = facts.version
        scope = facts.range.scope.sentence
        let planned = facts.plan?.items ?? []
        unplannedGoes = facts.contents.goingByItem.keys.filter { !planned.contains($0) }.sorted()
        itemlessGoes = facts.contents.fates.goes.count { $0.commit.items.isEmpty }
        let items = Dictionary(grouping: facts.plan?.orderedItems ?? []) {
            facts.statuses.status(of: $0, in: facts.policy)
        }
        let ladder = facts.policy.statuses.rungs
        let ends = ReleaseStatus.ends.filter { items[$0] != nil }
        columns = (ladder + ends).map { status in
            let cards = items[status, default: []].map { Card($0, facts, at: now) }
            return Column(status: status, cards: cards)
        }
    }
}

extension Board.Card {
    fileprivate init(_ item: ItemID, _ facts: GateFacts, at now: Timestamp) {
        let since = facts.statuses.standings[item]?.last?.at ?? facts.plan?.planned ?? now
        self.init(
            item: item, title: facts.items[item]?.title ?? "not in the ledger", assignee: facts.items[item]?[.assignee],
            signOffs: facts.decisions(on: item), since: since,
            age: TimeSpan(seconds: (now.milliseconds - since.milliseconds) / 1000),
            returns: facts.contents.fates.returns.filter { $0.commit.items.contains(item) }.map(\.commit.commit.id),
            goes: facts.contents.goingByItem[item] ?? [])
    }

    /// One mark a role, which can be told without colour.
    var marks: String {
        let moved = [("↩", returns.count), ("↪", goes.count)].filter { $0.1 > 0 }.map { "\($0.0)\($0.1)" }
        return (signOffs.map { "\($0.role)\($0.state.mark)" } + moved).joined(separator: " ")
    }

    var paint: Paint? {
        let states = signOffs.map(\.state)
        if states.allSatisfy({ $0 == .approved }) { return .green }
        return states.contains(.rejected) || states.contains(.stale) ? .red : nil
    }

    /// Minutes, then hours, then days: `12m`, `26h`, `3d`.
    var ageText: String { age.description.hasSuffix("s") ? "0m" : age.description }
}

extension SignOffStanding.State {
    /// `✓` approved, `✗` rejected, `~` stale, `?` not decided, `!` decided in a way that does not count.
    package var mark: String {
        switch self {
        case .approved: "✓"
        case .rejected, .contradicted: "✗"
        case .stale: "~"
        case .open, .revoked, .partly: "?"
        case .ownWork, .outsider, .unsigned, .early: "!"
        }
    }
}

extension GateFacts {
    /// How the sign-offs of an item stand, and the word of its board, by role.
    func decisions(on item: ItemID) -> [(role: String, state: SignOffStanding.State)] {
        let signOffs = self.signOffs.standings.filter { $0.item == item }.map { ($0.role, $0.state) }
        let boards = (items[item].map(policy.boards) ?? []).map { ($0, state(of: item, before: $0)) }
        return boards + signOffs.filter { role, _ in !boards.contains { $0.0 == role } }
    }

    private func state(of item: ItemID, before role: String) -> SignOffStanding.State {
        let board = signOffs.board(of: item, as: role, self)
        return if !board.rejections.isEmpty {
            .rejected
        } else if board.isApproved {
            .approved
        } else if !board.valid.isEmpty {
            .partly
        } else if !board.own.isEmpty {
            .ownWork
        } else {
            board.outsiders.isEmpty ? .open : .outsider
        }
    }
}
