import Changes
import Foundation
import Git
import TestSupport
import Testing

@testable import Ledger

/// What was done to the ledger behind Sluice's back is found where it is read, and named by its path.
@Suite struct LedgerReadingTests {
    private let ledger: TestLedger

    init() throws { ledger = try TestLedger() }

    /// Expects that a file is left out, named by its subject's records, and that all else is read.
    private func expect(
        _ fault: LedgerProblem.Fault, at path: String, among subject: Subject,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let invalid = try ledger.reader().records(of: subject).invalid
        #expect(invalid.map(\.path) == [path] && invalid.map(\.fault) == [fault], sourceLocation: sourceLocation)
    }

    @Test func readsWhatWasAppended() throws {
        try ledger.append(.title(.rfc1, "one"), .title(.rfc2, "two"))
        try ledger.append(.title(.rfc1, "three"), by: .person("Quinn", at: 9))
        let reader = try ledger.reader()
        #expect(try reader.items().map(\.title) == ["three", "two"])
        #expect(try reader.item(.rfc1)?.addedBy.name == "Dana")
        #expect(try reader.item(ItemID(key: "RFC", number: 3)) == nil)
        #expect(try ledger.test.git("fsck", "--strict", "--no-dangling").isEmpty)
    }

    @Test("T10: many items, read by two threads, are those that are read one by one; a misplaced record is found")
    func readsManyItems() throws {
        let ids = (1...300).map { ItemID(key: "RFC", number: $0) }
        let statements = ids.map { Statement.title($0, "number \($0.number)") }
        let stored = try LedgerWriter(ledger.repository, by: .dana(at: 1)).append("many") { _ in statements }
        let unknown = ItemID(key: "RFC", number: 999)
        let read = try ledger.reader().items(Set(ids + [unknown]))
        #expect(read.count == 300 && read[unknown] == nil)
        #expect(try ids.allSatisfy { try read[$0] == ledger.reader().item($0) })
        for number in [7, 295] {
            let path = try (Subject.item(ids[number]).folder() + [stored[0].name.description]).joined(separator: "/")
            try ledger.put(try ledger.blob(stored[0].record.line()), at: path)
            try expect(.place, at: path, among: .item(ids[number]))
            try ledger.put(nil, at: path)
        }
    }

    @Test("T10: a record that was moved to another subject")
    func findsAMisplacedRecord() throws {
        let stored = try ledger.append(.title(.rfc1, "one"))[0]
        let path = try (Subject.item(.rfc2).folder() + [stored.name.description]).joined(separator: "/")
        try ledger.put(try ledger.blob(stored.record.line()), at: path)
        try expect(.place, at: path, among: .item(.rfc2))
        #expect(try ledger.reader().items().map(\.title) == ["one"])
        #expect(try ledger.reader().item(.rfc1)?.title == "one")
    }

    @Test("T5: an approval that was carried to another release or item", arguments: ["2.0", "RFC-2"])
    func findsAReplayedApproval(target: String) throws {
        let stored = try ledger.append(try .signOff(.approve))[0]
        let one = try #require(Version("1.0"))
        let subject = Version(target).map { Subject.releaseItem($0, .rfc1) } ?? .releaseItem(one, .rfc2)
        let path = try (subject.folder() + [stored.name.description]).joined(separator: "/")
        try ledger.put(try ledger.blob(stored.record.line()), at: path)
        try expect(.place, at: path, among: subject)
    }

    @Test("T5: a record that was written for another repository")
    func findsARecordOfAnotherRepository() throws {
        let other = try TestLedger(identity: "fedcba9876543210fedcba9876543210")
        let line = try other.append(.title(.rfc1, "foreign"))[0].record.line()
        let path = try ledger.putRecord(line, about: .item(.rfc1), at: Author.dana(at: 1).time)
        try expect(.repository, at: path, among: .item(.rfc1))
    }

    @Test("T10: a record that was edited in place, or renamed")
    func findsAnEditedRecord() throws {
        let stored = try ledger.append(.title(.rfc1, "one"))[0]
        let path = try ledger.path(stored)
        var changed = stored.record
        changed.statement = .title(.rfc1, "other")
        try ledger.put(try ledger.blob(changed.line()), at: path)
        try expect(.name, at: path, among: .item(.rfc1))
        try ledger.put(nil, at: path)
        let renamed = path.replacingOccurrences(of: "20231114T221321", with: "20221114T221321")
        try ledger.put(try ledger.blob(stored.record.line()), at: renamed)
        try expect(.name, at: renamed, among: .item(.rfc1))
        try ledger.put(nil, at: renamed)
        let folder = try Subject.item(.rfc1).folder().joined(separator: "/")
        try ledger.put(try ledger.blob(stored.record.line()), at: folder + "/note.txt")
        try expect(.name, at: folder + "/note.txt", among: .item(.rfc1))
    }

    @Test("T10: a record that was deleted, where another one has seen it")
    func findsADeletedRecord() throws {
        let first = try ledger.append(.title(.rfc1, "one"))[0]
        try ledger.append(.title(.rfc1, "two"))
        try ledger.put(nil, at: ledger.path(first))
        #expect(throws: LedgerProblem.notVerified(path: try ledger.path(first), .missing)) {
            try ledger.reader().item(.rfc1)
        }
    }

    @Test("T13: a link or a submodule in the place of a record or a folder is never followed")
    func followsNoLinks() throws {
        let stored = try ledger.append(.title(.rfc1, "one"))[0]
        let path = try ledger.path(stored)
        let target = try ledger.blob(Array("../../../../format".utf8))
        for mode in ["120000", "160000"] {
            try ledger.put(target, at: path, mode: mode)
            try expect(.notAFile, at: path, among: .item(.rfc1))
        }
        try ledger.put(target, at: "items", mode: "120000")
        #expect(try ledger.reader().item(.rfc1) == nil)
        #expect(try ledger.reader().items().isEmpty)
    }

    @Test("T15: a huge record is refused unread")
    func refusesAHugeRecord() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: Record.sizeLimit + 1)
        let path = try ledger.putRecord(bytes, about: .item(.rfc1), at: Author.dana(at: 1).time)
        try expect(.tooLarge(limit: Record.sizeLimit), at: path, among: .item(.rfc1))
    }

    @Test("a record of another version or kind, or no JSON at all, is named by its path")
    func refusesWhatIsNoRecord() throws {
        let line = String(decoding: try ledger.append(.title(.rfc2, "x"))[0].record.line(), as: UTF8.self)
        for (old, new) in [
            ("\"v\":1", "\"v\":2"), ("\"kind\":\"item\"", "\"kind\":\"vote\""), (line, "no JSON"), (line, ""),
            ("{", "{ "), ("}\n", ",\"extra\":1}\n"), ("}\n", "}"),
        ] {
            let bytes = Array(line.replacingOccurrences(of: old, with: new).utf8)
            let path = try ledger.putRecord(bytes, about: .item(.rfc1), at: Author.dana(at: 1).time)
            let invalid = try ledger.reader().records(of: .item(.rfc1)).invalid
            #expect(invalid.map(\.path) == [path])
            guard case .content? = invalid.first?.fault else {
                Issue.record("\(new) is found to be \(invalid)")
                continue
            }
            try ledger.put(nil, at: path)
        }
    }

    @Test("one item is read without the others, whatever became of them")
    func readsOneItemAlone() throws {
        try ledger.append(.title(.rfc1, "one"))
        let other = try ledger.append(.title(.rfc2, "two"))[0]
        let id = try Repository.id(of: other.record.line(), .blob)
        try FileManager.default.removeItem(
            atPath: "\(ledger.test.path)/.git/objects/\(id.description.prefix(2))/\(id.description.dropFirst(2))")
        #expect(try ledger.reader().item(.rfc1)?.title == "one")
        #expect(throws: RepositoryProblem.missingObject(id, partialClone: false)) { try ledger.reader().items() }
    }

    @Test("a plan whose records are about another release is found in the list of releases")
    func findsAMisplacedPlan() throws {
        var plan = PlanStatement(release: try #require(Version("1.0")))
        plan.target = "refs/heads/main"
        let stored = try ledger.append(.plan(plan))[0]
        try ledger.put(try ledger.blob(stored.record.line()), at: "releases/2.0/\(stored.name)")
        #expect(try ledger.reader().releases().map(\.version.text) == ["1.0"])
    }
}
