/// One change of a release item's status, by hand or by a decision that completed what it waited for.
package struct StatusMove: Hashable, Sendable {
    package let record: RecordName
    package let at: Timestamp
    package let by: Person
    /// The IDs of the statuses passed, the last one being where it ended.
    package let through: [String]
    /// The role whose decision moved it by itself; nil for a move by hand.
    package let deciding: String?
    package let reason: String?
}

/// All that was recorded of a release item's status, in its order.
package struct StatusMoves: Hashable, Sendable {
    package let moves: [StatusMove]
    /// For each move, those of the earlier ones that its writer had not seen.
    private let unseen: [RecordName: Set<RecordName>]

    package init(_ sequence: RecordSequence) {
        let moves = sequence.records.compactMap { StatusMove($0) }
        self.moves = moves
        guard moves.count > 1 else {
            unseen = [:]
            return
        }
        let sight = RecordSight(sequence)
        let names = moves.map(\.record)
        let pairs = names.enumerated().map { place, name in
            (name, Set(names[..<place].filter { !sight.hasSeen(name, $0) }))
        }
        unseen = Dictionary(pairs) { first, _ in first }
    }

    /// Where the item stands, by the ladder in force.
    ///
    /// Going up counts step by step, as far as who moved it might: whoever passes over a status has moved it no further than
    /// before it. Going back, or off the ladder, always counts, and voids every way up whose writer had not seen it. What is
    /// back on the ladder begins anew.
    ///
    /// - Parameter mayEnter: whether this move may bring the item into a status.
    package func standing(
        on engine: StatusEngine, mayEnter: (StatusMove, ReleaseStatus) -> Bool
    ) -> StatusStanding {
        var standing = StatusStanding(status: engine.initial, last: nil)
        var back: Set<RecordName> = []
        for move in moves {
            let end = engine.place(of: move)
            if engine.leadsUp(from: standing.status, to: end) {
                guard back.isDisjoint(with: unseen[move.record] ?? []) else { continue }
                standing.climb(move, engine, mayEnter)
            } else if standing.status != end {
                (standing.status, standing.last) = (end, move)
                back.insert(move.record)
            }
        }
        return standing
    }

    package static let none = StatusMoves(RecordSequence([]))
}

/// Where a release item stands.
package struct StatusStanding: Hashable, Sendable {
    package fileprivate(set) var status: ReleaseStatus
    /// What brought it there; nil where it was never moved.
    package fileprivate(set) var last: StatusMove?

    package init(status: ReleaseStatus, last: StatusMove?) {
        self.status = status
        self.last = last
    }

    fileprivate mutating func climb(
        _ move: StatusMove, _ engine: StatusEngine, _ mayEnter: (StatusMove, ReleaseStatus) -> Bool
    ) {
        if !status.statusClass.isOnLadder { (status, last) = (engine.initial, move) }
        for id in move.through {
            // What was passed before, or is out of use now, is no step.
            guard let passed = engine[id], engine.leadsUp(from: status, to: passed) else { continue }
            guard passed == engine.next(after: status), mayEnter(move, passed) else { return }
            (status, last) = (passed, move)
        }
    }
}

extension StatusEngine {
    /// Where a move ends by this ladder: in the place of a status that is out of use stands the one before it.
    fileprivate func place(of move: StatusMove) -> ReleaseStatus {
        let id = move.through.last ?? ""
        if let status = self[id] { return status }
        let before = ladder.prefix { $0.id != id }
        return before.count == ladder.count ? initial : before.last(where: \.isEnabled) ?? initial
    }

    /// Also from off the ladder: what comes back passes all statuses anew.
    fileprivate func leadsUp(from status: ReleaseStatus, to end: ReleaseStatus) -> Bool {
        guard let end = rung(of: end) else { return false }
        return rung(of: status).map { $0 < end } ?? true
    }
}

extension StatusMove {
    fileprivate init?(_ stored: StoredRecord) {
        switch stored.record.statement {
        case .move(let statement): self.init(stored, statement.through, deciding: nil, statement.reason)
        case .signOff(let statement):
            guard let moves = statement.moves, !moves.isEmpty else { return nil }
            self.init(stored, moves, deciding: statement.role, statement.note)
        default: return nil
        }
    }

    private init(_ stored: StoredRecord, _ through: [String], deciding: String?, _ reason: String?) {
        self.init(
            record: stored.name, at: stored.record.at, by: stored.author, through: through, deciding: deciding,
            reason: reason)
    }
}
