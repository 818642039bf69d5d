import Changes
import Foundation
import Git
import TestSupport
import Testing

@testable import Ledger

/// Many writers, one branch: nothing is lost, nothing is half done.
@Suite struct LedgerWritingTests {
    private let ledger: TestLedger

    init() throws { ledger = try TestLedger() }

    /// How much each of the eight writes; 200 takes minutes where the disk is slow.
    private let count = ProcessInfo.processInfo.environment["SLUICE_WRITES"].flatMap(Int.init) ?? 25

    @Test("F1: eight writers at once, none of their records lost")
    func losesNoRecord() throws {
        let path = ledger.test.path
        let failures = Failures()
        DispatchQueue.concurrentPerform(iterations: 8) { [count] writer in
            do {
                let repository = try Repository.open(at: path)
                for number in 1...count {
                    let item =
                        number % 5 == 0 ? ItemID.rfc1 : ItemID(key: "RFC", number: 100_000 * (writer + 1) + number)
                    try LedgerWriter(repository, by: .person("W\(writer)", at: Int64(number)))
                        .append("test") { _ in [.title(item, "\(writer) \(number)")] }
                }
            } catch { failures.note("\(error)") }
        }
        #expect(failures.texts.isEmpty)
        let records = try ledger.reader().allRecords(under: "items").flatMap(\.records)
        #expect(records.count == 8 * count)
        #expect(try ledger.reader().records(of: .item(.rfc1)).records.count == 8 * (count / 5))
        #expect(try ledger.test.git("rev-list", "--count", LedgerLocation.defaultBranch) == "\(8 * count + 1)")
    }

    @Test("many records of one command are one commit")
    func writesManyRecordsAsOneCommit() throws {
        let statements = (1...100).map { Statement.title(ItemID(key: "RFC", number: $0), "title \($0)") }
        let written = try LedgerWriter(ledger.repository, by: .dana(at: 1)).append("many") { _ in statements }
        #expect(written.count == 100)
        #expect(try ledger.test.git("rev-list", "--count", LedgerLocation.defaultBranch) == "2")
        #expect(
            try ledger.test.git("log", "-1", "--format=%s|%an|%ae", LedgerLocation.defaultBranch)
                == "many|Dana|dana@example.org")
        #expect(try ledger.reader().items().count == 100)
    }

    @Test("records of one command about one subject follow one another")
    func chainsRecordsOfOneCommand() throws {
        let written = try ledger.append(.title(.rfc1, "one"), .title(.rfc1, "two"))
        #expect(written[1].record.after == [written[0].name])
        #expect(try ledger.reader().item(.rfc1)?.title == "two")
    }

    @Test func writesNothingWhereNothingIsSaid() throws {
        let tip = try ledger.reader().tip
        #expect(try ledger.append().isEmpty)
        #expect(try ledger.reader().tip == tip)
    }

    @Test("what is said is said again in view of what another writer has just written")
    func asksAgainAfterAnotherWriter() throws {
        var views: [ObjectID] = []
        try LedgerWriter(ledger.repository, by: .dana(at: 3)).append("test") { reader in
            if views.isEmpty { try ledger.append(.title(.rfc2, "meanwhile")) }
            views.append(reader.tip)
            return [.title(.rfc1, "one")]
        }
        #expect(Set(views).count == 2)
        #expect(try ledger.reader().items().count == 2)
    }

    @Test("a first record in a fresh clone starts the local branch at the remote one")
    func startsFromTheRemoteLedger() throws {
        try ledger.test.commit("first")
        try ledger.append(.title(.rfc1, "one"))
        let clone = try ledger.test.clone()
        let repository = try Repository.open(at: clone.path)
        #expect(try repository.ledgerLocation().isRemoteTracking)
        try LedgerWriter(repository, by: .person("Quinn", at: 2)).append("test") { _ in [.title(.rfc2, "two")] }
        #expect(try !repository.ledgerLocation().isRemoteTracking)
        #expect(try LedgerReader(repository).items().map(\.title) == ["one", "two"])
    }

    @Test("T9: a local ledger that lacks records of the remote one is read together with it, and joined by a writer")
    func readsAnOlderLedgerWithTheRemoteOne() throws {
        try ledger.test.commit("first")
        let clone = try ledger.test.clone()
        try clone.git("branch", "--track", "sluice/ledger", "origin/sluice/ledger")
        try ledger.append(.title(.rfc1, "one"))
        try clone.git("fetch", "--quiet")
        let repository = try Repository.open(at: clone.path)
        let behind = try LedgerReader(repository)
        #expect(try behind.item(.rfc1)?.title == "one")
        #expect(behind.location.unjoined?.shortName == "origin/sluice/ledger")
        let old = try #require(try repository.reference("refs/heads/sluice/ledger")?.target)
        let reader = try LedgerReader(repository, branch: "sluice/ledger", tip: old)
        let mine = try LedgerWriter(repository, by: .dana(at: 4))
            .prepare("mine", [.title(.rfc2, "mine")], after: reader)
        try repository.update("refs/heads/sluice/ledger", to: mine.newTip, expecting: mine.expecting, reason: "test")
        let apart = try LedgerReader(repository)
        #expect(apart.tips == [mine.newTip, behind.tip])
        #expect(try apart.items().map(\.title) == ["one", "mine"])
        #expect(try !Repository.open(at: clone.path).contains(apart.view.root), "reading writes nothing")
        let (one, two) = (apart.tips[0], apart.tips[1])
        try LedgerWriter(repository, by: .dana(at: 5)).append("test") { _ in [.title(.rfc1, "joined")] }
        #expect(try clone.git("log", "-1", "--format=%P", "sluice/ledger") == "\(one) \(two)")
        #expect(try clone.git("fsck", "--strict", "--no-dangling").isEmpty)
        #expect(try LedgerReader(repository).location.unjoined == nil)
    }

    @Test("F4: two ledgers that grew apart, joined in either order, are the same ledger")
    func joinsLedgersInEitherOrder() throws {
        try ledger.append(.title(.rfc1, "one"))
        let base = try ledger.reader()
        var tips: [ObjectID] = []
        for (number, name) in ["Quinn", "Rene"].enumerated() {
            let writer = LedgerWriter(ledger.repository, by: .person(name, at: Int64(90 - number)))
            let decision: SignOffStatement.Decision = number == 0 ? .approve : .reject
            let first = try writer.prepare("one", [.title(.rfc1, name), .title(.rfc2, name)], after: base)
            let grown = try LedgerReader(ledger.repository, branch: base.branch, tip: first.newTip)
            tips.append(try writer.prepare("two", [try .signOff(decision)], after: grown).newTip)
        }
        let trees = try [tips, tips.reversed()].map { try joined($0) }
        #expect(trees[0] == trees[1])
        let tip = try ledger.test.git("commit-tree", "-m", "joined", trees[0])
        let reader = try LedgerReader(ledger.repository, branch: base.branch, tip: try #require(ObjectID(tip)))
        #expect(try reader.item(.rfc1)?.title == "Quinn")
        let records = try reader.records(of: .releaseItem(try #require(Version("1.0")), .rfc1))
        #expect(SignOffs(role: "qa", in: records).contradicted.count == 1)
    }

    private func joined(_ tips: [ObjectID]) throws -> String {
        let trees = try tips.map { try ledger.repository.commit($0).tree }
        var stage = ObjectStage(in: ledger.repository)
        let union = try stage.addUnion(of: trees[0], and: trees[1]) { _, lower, _ in lower }
        try stage.write()
        return "\(union)"
    }
}

/// What went wrong in other threads.
private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var noted: [String] = []

    var texts: [String] { lock.withLock { noted } }

    func note(_ text: String) { lock.withLock { noted.append(text) } }
}
