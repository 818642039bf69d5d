/// One change of a release item's status, by hand or by a decision that completed what it waited for.
package struct StatusMove: Hashable, Sendable {
    package let record: RecordName
    package let at: Timestamp
    package let by: Person
    /// The IDs of the statuses passed, the last one being where it ended.
    package let through: [String]
    /// The role whose decision moved it by itself, `testing` for the result of a test; nil for a move by hand.
    package let deciding: String?
    package let reason: String?
    /// Whether it may lead up. Back, it leads in any case.
    package var mayClimb = true

    /// Stands for all roles that test: no role of a policy has such a name.
    package static let testing = "test result"
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
        var place = StatusPlace.rung(0)
        var last: StatusMove?
        var back: Set<RecordName> = []
        for move in moves {
            let end = engine.place(of: move)
            if place.isBelow(end) {
                guard move.mayClimb, back.isEmpty || back.isDisjoint(with: unseen[move.record] ?? []) else { continue }
                if place.isOffLadder { (place, last) = (.rung(0), move) }
                if let reached = engine.climb(from: place, move, mayEnter) { (place, last) = (reached, move) }
            } else if place != end {
                (place, last) = (end, move)
                back.insert(move.record)
            }
        }
        return StatusStanding(status: engine.status(at: place), last: last)
    }

    package static let none = StatusMoves(RecordSequence([]))
}

/// Where a release item stands.
package struct StatusStanding: Hashable, Sendable {
    package let status: ReleaseStatus
    /// What brought it there; nil where it was never moved.
    package let last: StatusMove?

    package init(status: ReleaseStatus, last: StatusMove?) {
        self.status = status
        self.last = last
    }
}

/// A status by its number on the ladder, counted without those out of use, or as one of the ends.
private enum StatusPlace: Hashable {
    case rung(Int)
    case end(ReleaseStatus)

    var isOffLadder: Bool { if case .end = self { true } else { false } }

    /// Also from off the ladder everything leads up: what comes back passes all statuses anew.
    func isBelow(_ other: StatusPlace) -> Bool {
        guard case .rung(let other) = other else { return false }
        guard case .rung(let own) = self else { return true }
        return own < other
    }
}

extension StatusEngine {
    fileprivate func status(at place: StatusPlace) -> ReleaseStatus {
        switch place {
        case .rung(let number): rungs.indices.contains(number) ? rungs[number] : initial
        case .end(let status): status
        }
    }

    /// Where a move ends by this ladder: in the place of a status that is out of use stands the one before it.
    fileprivate func place(of move: StatusMove) -> StatusPlace {
        let id = move.through.last ?? ""
        if let rung = rung(of: id) { return .rung(rung) }
        if let end = ReleaseStatus.ends.first(where: { $0.id == id }) { return .end(end) }
        let before = ladder.prefix { $0.id != id }
        return .rung(before.count == ladder.count ? 0 : max(0, before.count(where: \.isEnabled) - 1))
    }

    /// How far up a move leads; nil where that is not from the spot.
    fileprivate func climb(
        from place: StatusPlace, _ move: StatusMove, _ mayEnter: (StatusMove, ReleaseStatus) -> Bool
    ) -> StatusPlace? {
        guard case .rung(let start) = place else { return nil }
        var reached = start
        for id in move.through {
            // What was passed before, or is out of use now, is no step.
            guard let passed = rung(of: id), passed > reached else { continue }
            guard passed == reached + 1, mayEnter(move, rungs[passed]) else { break }
            reached = passed
        }
        return reached > start ? .rung(reached) : nil
    }
}

extension StatusMove {
    fileprivate init?(_ stored: StoredRecord) {
        switch stored.record.statement {
        case .move(let statement): self.init(stored, statement.through, deciding: nil, statement.reason)
        case .signOff(let statement):
            guard let moves = statement.moves, !moves.isEmpty else { return nil }
            self.init(stored, moves, deciding: statement.role, statement.note)
        case .testResult(let statement):
            guard let moves = statement.moves, !moves.isEmpty else { return nil }
            self.init(stored, moves, deciding: Self.testing, statement.note)
        default: return nil
        }
    }

    private init(_ stored: StoredRecord, _ through: [String], deciding: String?, _ reason: String?) {
        self.init(
            record: stored.name, at: stored.record.at, by: stored.author, through: through, deciding: deciding,
            reason: reason, mayClimb: stored.opens)
    }
}
