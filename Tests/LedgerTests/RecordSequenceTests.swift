import Git
import TestSupport
import Testing

@testable import Ledger

/// The order of records: what was seen comes first, whatever the clocks said.
@Suite struct RecordSequenceTests {
    @Test("F6: records follow what their writers had seen, also where the clock ran backwards")
    func ordersBySight() throws {
        var story = Story()
        let first = try story.record(seconds: 100, after: [])
        let second = try story.record(seconds: 50, after: [first])
        let third = try story.record(seconds: 10, after: [second])
        #expect(story.sequence.records.map(\.name) == [first, second, third])
        #expect(story.sequence.heads.map(\.name) == [third])
    }

    @Test("F6: a writer whose clock is behind still writes later than what it has seen")
    func writesNoEarlierThanItHasSeen() throws {
        let ledger = try TestLedger()
        let first = try ledger.append(.title(.rfc1, "one"), by: .dana(at: 500))
        let second = try ledger.append(.title(.rfc1, "two"), by: .dana(at: 5))
        #expect(second[0].record.at == first[0].record.at)
        #expect(second[0].record.after == [first[0].name])
        #expect(try ledger.reader().item(.rfc1)?.title == "two")
    }

    @Test("generated histories: one order, which no shuffling changes and which respects what was seen")
    func keepsOneOrder() throws {
        var random = SequenceGenerator(seed: 8)
        for _ in 0..<40 {
            let story = try Story.generated(count: 24, &random)
            let order = story.sequence.records.map(\.name)
            let shuffled = RecordSequence(story.stored.shuffled(using: &random))
            #expect(shuffled.records.map(\.name) == order)
            for (place, stored) in story.sequence.records.enumerated() {
                for seen in stored.record.after { #expect(order.firstIndex(of: seen) ?? place < place) }
            }
            #expect(story.sequence.heads.map(\.name) == story.headsByHand)
            #expect(story.sequence.missing.isEmpty)
        }
    }

    @Test("generated histories: who had seen what, directly or through others")
    func knowsWhatWasSeen() throws {
        var random = SequenceGenerator(seed: 9)
        for _ in 0..<10 {
            let story = try Story.generated(count: 20, &random)
            let sight = RecordSight(story.sequence)
            for later in story.stored {
                for earlier in story.stored {
                    let expected = story.reaches(earlier.name, from: later.name)
                    #expect(sight.hasSeen(later.name, earlier.name) == expected)
                }
            }
        }
    }

    @Test("a long chain whose clock runs backwards is put in order, and its ends are known, without a wait")
    func ordersALongChain() throws {
        var story = Story()
        var last: [RecordName] = []
        let count = 5_000
        for number in 0..<count { last = [try story.record(seconds: Int64(count - number), after: last)] }
        let sequence = RecordSequence(story.stored.reversed())
        #expect(sequence.records.map(\.name) == story.stored.map(\.name))
        #expect(RecordSight(sequence).hasSeen(story.stored[count - 1].name, story.stored[0].name))
        #expect(Item(sequence)?.rivalTitles == [])
    }

    @Test("where signatures are asked for, only who signed with a key of the policy can miss another record")
    func believesKeys() throws {
        let gone = RecordName(at: Timestamp(seconds: 1), blob: .zero)
        var story = Story()
        try story.record(seconds: 2, after: [gone])
        #expect(story.sequence.missing == [gone])
        #expect(RecordSequence(story.stored, [], invalid: [], needsKeys: true).missing.isEmpty)
        let signed = story.stored.map {
            StoredRecord(file: $0.file, record: $0.record, authorship: .signed(by: "dana"))
        }
        #expect(RecordSequence(signed, [], invalid: [], needsKeys: true).missing == [gone])
    }

    @Test func namesWhatWasSeenAndIsNotHere() throws {
        var story = Story()
        let first = try story.record(seconds: 1, after: [])
        _ = try story.record(seconds: 2, after: [first])
        #expect(RecordSequence(Array(story.stored.dropFirst())).missing == [first])
        #expect(RecordSequence([]).heads.isEmpty && RecordSequence([]).latest(until: .now) == nil)
    }

    @Test("many records in a row, of a clock that runs backwards, are put into order")
    func ordersManyRecords() throws {
        var story = Story()
        var last: [RecordName] = []
        for number in 0..<500 { last = [try story.record(seconds: Int64(-number), after: last)] }
        #expect(story.sequence.records.count == 500)
        #expect(story.sequence.heads.map(\.name) == last)
    }
}

/// Records about one subject, made one by one.
struct Story {
    private(set) var stored: [StoredRecord] = []

    var sequence: RecordSequence { RecordSequence(stored) }

    /// Adds a record; gives its name.
    @discardableResult
    mutating func record(
        _ statement: Statement? = nil, by name: String = "Dana", seconds: Int64, after: [RecordName]
    ) throws -> RecordName {
        let author = Author.person(name, at: seconds)
        return try record(statement, by: author.person, at: author.time, after: after)
    }

    @discardableResult
    mutating func record(
        _ statement: Statement? = nil, by person: Ledger.Person, at time: Timestamp, after: [RecordName]
    ) throws -> RecordName {
        let record = Record(
            at: time, by: person, repository: TestLedger.identity, after: after.sorted(),
            statement: statement ?? .title(.rfc1, "\(stored.count)"))
        let name = RecordName(at: time, blob: try Repository.id(of: record.line(), .blob))
        stored.append(StoredRecord(file: name, record: record))
        return name
    }

    /// Some writers that see one another's records now and then, with clocks that are wrong by an hour.
    static func generated(count: Int, _ random: inout SequenceGenerator) throws -> Story {
        var story = Story()
        for _ in 0..<count {
            let names = story.stored.map(\.name)
            let seen = names.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            try story.record(seconds: Int64.random(in: 0...3600, using: &random), after: seen)
        }
        return story
    }

    var headsByHand: [RecordName] {
        stored.map(\.name).filter { name in !stored.contains { $0.record.after.contains(name) } }.sorted()
    }

    func reaches(_ earlier: RecordName, from later: RecordName) -> Bool {
        let after = stored.first { $0.name == later }?.record.after ?? []
        return after.contains { $0 == earlier || reaches(earlier, from: $0) }
    }
}
