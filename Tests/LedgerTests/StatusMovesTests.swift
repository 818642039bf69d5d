import Changes
import Git
import TestSupport
import Testing

@testable import Ledger

/// The fold of moves: where an item stands, whatever the order in which its records arrive.
@Suite struct StatusMovesTests {
    /// One move: to where, through what, having seen which ones before it.
    private typealias Step = (through: [String], seen: [Int])

    private let ladder = StatusEngine().rungs.map(\.id)

    private func story(_ steps: [Step], seconds: (Int) -> Int64 = { Int64($0) }) throws -> Story {
        var story = Story()
        let release = try #require(Version("1.0"))
        for (number, step) in steps.enumerated() {
            let statement = MoveStatement(
                release: release, item: .rfc1, from: "", through: step.through, reason: nil)
            try story.record(
                .move(statement), by: "Rene", seconds: seconds(number), after: step.seen.map { story.stored[$0].name })
        }
        return story
    }

    private func status(
        on engine: StatusEngine = StatusEngine(), _ steps: Step..., mayEnter: (ReleaseStatus) -> Bool = { _ in true }
    ) throws -> String {
        StatusMoves(try story(steps).sequence).standing(on: engine) { mayEnter($1) }.status.id
    }

    @Test func beginsAtTheFirstStatus() throws {
        #expect(try status() == "developing")
    }

    @Test func goesUpStepByStep() throws {
        #expect(try status((Array(ladder[1...3]), [])) == ladder[3])
        #expect(try status((Array(ladder[1...3]), []), ([ladder[4]], [0])) == ladder[4])
    }

    @Test("a step that is left out is the end of the way")
    func stopsBeforeAGap() throws {
        #expect(try status(([ladder[1], ladder[3]], [])) == ladder[1])
        #expect(try status(([ladder[5]], [])) == ladder[0])
    }

    @Test("who may not enter a status gets no further than before it")
    func stopsWhereTheMoverMayNotGo() throws {
        #expect(try status((Array(ladder[1...5]), [])) { $0.statusClass != .integrate } == ladder[1])
    }

    @Test func goesBackAtOnce() throws {
        #expect(try status((Array(ladder[1...5]), []), ([ladder[1]], [0])) == ladder[1])
    }

    @Test("two ways up that did not see each other lead to the higher one")
    func joinsWaysUp() throws {
        #expect(try status((Array(ladder[1...2]), []), (Array(ladder[1...4]), [])) == ladder[4])
    }

    @Test("a step back voids the way up that had not seen it, whatever the clocks say", arguments: [false, true])
    func believesTheStepBack(_ isEarlier: Bool) throws {
        let steps: [Step] = [(Array(ladder[1...2]), []), ([ladder[0]], [0]), ([ladder[3]], [0])]
        let story = try story(steps) { $0 == 1 ? (isEarlier ? 1 : 9) : Int64(4 * $0) }
        let standing = StatusMoves(story.sequence).standing(on: StatusEngine()) { _, _ in true }
        #expect(standing.status.id == ladder[0])
    }

    @Test("off the ladder nothing leads up but a way from the beginning", arguments: ["rejected", "withdrawn"])
    func beginsAnewOffTheLadder(_ end: String) throws {
        #expect(try status((Array(ladder[1...5]), []), ([end], [0])) == end)
        #expect(try status((Array(ladder[1...5]), []), ([end], [0]), ([ladder[5]], [1])) == ladder[0])
        #expect(try status((Array(ladder[1...5]), []), ([end], [0]), ([ladder[0]], [1])) == ladder[0])
        #expect(try status(([end], []), (Array(ladder[1...5]), [])) == end)
    }

    @Test("what stands in a status that is out of use counts as one further down, and the way up passes over it")
    func holdsNothingInADisabledStatus() throws {
        var engine = StatusEngine()
        engine.ladder[2].isEnabled = false
        #expect(try status(on: engine, (Array(ladder[1...2]), [])) == ladder[1])
        #expect(try status(on: engine, (Array(ladder[1...4]), [])) == ladder[4])
        #expect(try status(on: engine, ([ladder[1], ladder[3]], [])) == ladder[3])
    }

    @Test("a status that the policy does not hold any more leads nowhere")
    func knowsNoOtherStatuses() throws {
        #expect(try status((["in-the-clouds"], [])) == ladder[0])
    }

    @Test("any order of the same records is the same standing; a refusal never lifts an item")
    func dependsOnNoOrder() throws {
        var random = SequenceGenerator(seed: 77)
        let places = ladder + ["rejected", "withdrawn", "unknown"]
        for _ in 0..<300 {
            var steps: [Step] = []
            for number in 0..<Int.random(in: 1...7, using: &random) {
                let start = Int.random(in: 0..<places.count, using: &random)
                let end = Int.random(in: start..<places.count, using: &random)
                steps.append((Array(places[start...end]), (0..<number).filter { _ in Bool.random(using: &random) }))
            }
            let stored = try story(steps).stored
            let standing = StatusMoves(RecordSequence(stored)).standing(on: StatusEngine()) { _, _ in true }
            let shuffled = StatusMoves(RecordSequence(stored.shuffled(using: &random)))
            #expect(shuffled.standing(on: StatusEngine()) { _, _ in true } == standing)
            let refused = shuffled.standing(on: StatusEngine()) { _, _ in false }
            #expect(
                refused.status == .rejected || refused.status == .withdrawn || refused.status == StatusEngine().initial)
        }
    }
}
