import Changes
import Git
import Ledger
import Testing

@testable import Reports

@Suite("Journal text")
struct JournalTests {
    private static let item = ItemID(key: "TASK", number: 1)

    private func version() throws -> Version { try #require(Version("2.4.0")) }

    private func commit() throws -> ObjectID { try #require(ObjectID(String(repeating: "ab", count: 20))) }

    /// One record after the other, a second apart.
    private func sequence(_ statements: Statement...) throws -> RecordSequence {
        var after: [RecordName] = []
        return RecordSequence(
            try statements.enumerated().map { second, statement in
                let record = Record(
                    at: Timestamp(seconds: Int64(1_767_603_540 + second)), by: Person(name: "Dana", email: "d@x"),
                    repository: "r", after: after, statement: statement)
                let name = RecordName(at: record.at, blob: try commit())
                after = [name]
                return StoredRecord(file: name, record: record)
            })
    }

    private func sentences(_ sequence: RecordSequence) -> [String] {
        Journal([sequence]).entries.map { "\($0.about) | \($0.sentence())" }
    }

    @Test func tellsOfReleases() throws {
        var planned = PlanStatement(release: try version())
        planned.target = "refs/heads/main"
        planned.add = [ItemID(key: "TASK", number: 10), Self.item]
        var changed = PlanStatement(release: try version())
        changed.base = "2.3.0"
        changed.drop = [Self.item]
        changed.reason = "too late"
        let told = try sentences(sequence(.plan(planned), .plan(changed)))
        #expect(
            told == [
                "release 2.4.0 | dropped TASK-1; base: 2.3.0 (too late)",
                "release 2.4.0 | planned; added TASK-1, TASK-10; target: refs/heads/main",
            ])
    }

    @Test func tellsOfSignOffs() throws {
        let decisions: [SignOffStatement.Decision] = [.approve, .reject, .revoke]
        let told = try decisions.flatMap { decision in
            let statement = SignOffStatement(
                release: try version(), item: Self.item, role: "qa", decision: decision, content: [try commit()],
                note: decision == .reject ? "login fails" : nil)
            return try sentences(sequence(.signOff(statement)))
        }
        #expect(
            told == [
                "TASK-1 in 2.4.0 | approved as qa: 1 commit",
                "TASK-1 in 2.4.0 | rejected as qa: 1 commit (login fails)",
                "TASK-1 in 2.4.0 | revoked the decision of qa",
            ])
    }

    @Test func tellsOfTagsPoliciesAndWordsByHand() throws {
        let manifest = ManifestStatement(
            release: try version(), tag: "v2.4.0", candidate: try commit(), base: nil, baseRule: "", policy: 1,
            items: [Self.item], commits: [], signOffs: [])
        let tagged = try sentences(sequence(.manifest(manifest)))
        #expect(tagged == ["release 2.4.0 | tagged v2.4.0 on ababababab: 0 commits"])
        let policy = PolicyStatement(version: 2, text: try commit(), reason: "a second role")
        #expect(try sentences(sequence(.policy(policy))) == ["policy | version 2 (a second role)"])
        let link = LinkStatement(commit: try commit(), item: Self.item, belongs: false, reason: "typo")
        #expect(try sentences(sequence(.link(link))) == ["commit ababababab | unlinked from TASK-1 (typo)"])
        let exemption = ExemptionStatement(commit: try commit(), exempt: false, reason: "")
        #expect(try sentences(sequence(.exemption(exemption))) == ["commit ababababab | needs an item again"])
    }

    @Test func tellsFromWhatToWhat() throws {
        let edit = { (values: [ItemAttribute: String]) in
            Statement.item(ItemStatement(item: Self.item, noun: .task, set: values))
        }
        let told = try sentences(
            sequence(edit([.title: "One"]), edit([.due: "2026-01-05"]), edit([.due: "", .title: "Two\nlines"])))
        #expect(
            told == [
                "TASK-1 | title: One → Two lines; due: 2026-01-05 → none", "TASK-1 | due: 2026-01-05",
                "TASK-1 | added; title: One",
            ])
    }
}
