import Actions
import Changes
import FactsSupport
import Ledger
import Releases
import Testing

@Suite("Moving an item of a release")
struct MoveTests {
    private func facts(_ through: ClosedRange<Int>? = nil) throws -> Facts {
        var facts = try Facts.approved()
        facts.planned = [.rfc1, .rfc2, .rfc3]
        facts.known = [.rfc1, .rfc2, .rfc3]
        facts.withoutCommits = [.rfc2, .rfc3]
        let rungs = StatusEngine().rungs.map(\.id)
        facts.through = through.map { Array(rungs[$0]) } ?? []
        facts.unmoved = through == nil ? [.rfc1, .rfc2, .rfc3] : []
        return facts
    }

    private func decide(
        _ move: Move, _ facts: Facts, by person: Person = Facts.quinn
    ) throws -> (moved: MovedItem, statements: [Statement]) {
        let value = try facts.value
        let decided = try move.decide(in: value, try #require(value.plan), by: person)
        return (decided.decision, decided.statements)
    }

    private func refusal(
        _ move: Move, _ facts: Facts, by person: Person = Facts.quinn
    ) throws -> Move.Refusal? {
        do {
            _ = try decide(move, facts, by: person)
            return nil
        } catch let refusal as Move.Refusal {
            return refusal
        }
    }

    @Test("to the right it goes one status, which is recorded with where it came from")
    func goesRight() throws {
        let rungs = StatusEngine().rungs
        let (moved, statements) = try decide(Move(.rfc1, to: "right"), try facts())
        #expect(moved.from == rungs[0] && moved.way == .through([rungs[1]]) && moved.isChanged)
        let expected = MoveStatement(
            release: try Facts.version, item: .rfc1, from: rungs[0].id, through: [rungs[1].id], reason: nil)
        #expect(statements == [.move(expected)])
    }

    @Test("a status that is named is reached through all between")
    func passesAllBetween() throws {
        let rungs = StatusEngine().rungs
        let named = try decide(Move(.rfc1, to: rungs[3].id), try facts())
        #expect(named.moved.way == .through(Array(rungs[1...3])))
    }

    @Test("where it is already nothing changes")
    func staysWhereItIs() throws {
        let (moved, statements) = try decide(Move(.rfc1, to: StatusEngine().rungs[0].id), try facts())
        #expect(!moved.isChanged && moved.way == .through([]) && statements.isEmpty)
    }

    @Test("to the left, and off the ladder, it goes with a reason only")
    func asksForReasons() throws {
        let (rungs, end) = (StatusEngine().rungs, ReleaseStatus.ends[0])
        let facts = try facts(1...2)
        for place in ["left", end.id] {
            let to = place == "left" ? rungs[1] : end
            #expect(
                try refusal(Move(.rfc1, to: place), facts)
                    == .withoutReason(.rfc1, place: place, end: to, try Facts.version))
            #expect(try decide(Move(.rfc1, to: place, reason: "why"), facts).moved.way == .through([to]))
        }
    }

    @Test("what is off the ladder comes back by name, to the first status, and neither left nor right")
    func comesBackToTheStart() throws {
        var facts = try facts(1...1)
        let (rungs, end) = (StatusEngine().rungs, ReleaseStatus.ends[0])
        facts.through = [end.id]
        #expect(try refusal(Move(.rfc1, to: "right"), facts) == .offLadder(.rfc1, end, initial: rungs[0]))
        #expect(
            try decide(Move(.rfc1, to: rungs[4].id, reason: "again"), facts).moved.way == .through([rungs[0]]))
    }

    @Test("neither end of the ladder has a further one")
    func stopsAtTheEnds() throws {
        #expect(
            try refusal(Move(.rfc1, to: "left"), try facts()) == .atEnd(.rfc1, StatusEngine().rungs[0], isLast: false))
    }

    @Test("it does not go where something is missing, and says all of it")
    func namesWhatIsMissing() throws {
        var facts = try facts()
        facts.planned = [.rfc2]
        facts.withoutCommits = []
        let needing = try #require(StatusEngine().rungs.first { $0.guards.contains(.linked) })
        let refused = try refusal(Move(.rfc2, to: needing.id), facts)
        #expect(refused == .lacks(.rfc2, needing, missing: [.linked], try Facts.version, role: "qa"))
    }

    @Test("who made the commits reviews nothing of theirs")
    func asksForAnotherReviewer() throws {
        let reviewed = try #require(StatusEngine().rungs.first { $0.guards.contains(.reviewed) })
        let refused = try refusal(Move(.rfc1, to: reviewed.id), try facts(), by: Facts.dana)
        #expect(refused == .lacks(.rfc1, reviewed, missing: [.reviewed], try Facts.version, role: "qa"))
    }

    @Test("a place that is no status is refused with all that there are; one that could be several, with those")
    func refusesUnclearPlaces() throws {
        let all = (StatusEngine().rungs + ReleaseStatus.ends).map(\.id)
        #expect(
            try refusal(Move(.rfc1, to: "sideways"), try facts())
                == .unclear(place: "sideways", matching: [], all: all))
        let several = StatusEngine().statuses(named: "ready")
        try #require(several.count > 1)
        #expect(
            try refusal(Move(.rfc1, to: "ready"), try facts()) == .unclear(place: "ready", matching: several, all: all))
    }

    @Test("what is not planned is refused")
    func refusesWhatIsNotPlanned() throws {
        #expect(try refusal(Move(.task7, to: "right"), try facts()) == .notPlanned(.task7, try Facts.version))
    }

    @Test("up and down change places with the next item of the same status, and record the whole order")
    func changesOrder() throws {
        let (moved, statements) = try decide(Move(.rfc2, to: "up", reason: "urgent"), try facts())
        var expected = PlanStatement(release: try Facts.version)
        (expected.order, expected.reason) = ([.rfc2, .rfc1, .rfc3], "urgent")
        #expect(moved.way == .up && moved.isChanged && statements == [.plan(expected)])
        for (item, place) in [(ItemID.rfc1, "up"), (.rfc3, "down")] {
            let decided = try decide(Move(item, to: place), try facts())
            #expect(!decided.moved.isChanged && decided.statements.isEmpty)
        }
    }
}
