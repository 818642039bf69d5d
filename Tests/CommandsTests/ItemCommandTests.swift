import Foundation
import TestSupport
import Testing

@Suite("Item commands")
struct ItemCommandTests {
    private let repository: TestRepository

    init() throws {
        repository = try .withLedger()
    }

    private func json(_ arguments: String...) throws -> [String: Any] {
        let result = try repository.start([Places.program] + arguments + ["--json"]).wait()
        #expect(result.status == 0, "\(result.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any])
    }

    @Test(arguments: ["rfc", "task", "problem", "incident"])
    func addsUnderTheNextFreeNumber(noun: String) throws {
        let key = noun.uppercased()
        #expect(try repository.sluice(noun, "add", "--title", "One").output == "Added \(key)-1: One\n")
        #expect(try repository.sluice(noun, "add", "\(key)-7", "--title", "Seven").output == "Added \(key)-7: Seven\n")
        #expect(try repository.sluice(noun, "add", "--title=Eight").output == "Added \(key)-8: Eight\n")
    }

    @Test("numbers that the history has are not given out anew, linked or only mentioned, on whichever branch")
    func passesOverNumbersOfTheHistory() throws {
        try repository.commit("RFC-41: from the tracker of before")
        try repository.checkout("topic", create: true)
        try repository.commit("Speed up\n\nAfter RFC-57 this is safe; TASK-999999999 is a joke.")
        try repository.checkout("main")
        #expect(try repository.sluice("rfc", "add", "--title", "One").output == "Added RFC-58: One\n")
        #expect(try repository.sluice("rfc", "add", "--title", "Two").output == "Added RFC-59: Two\n")
        #expect(try repository.sluice("task", "add", "--title", "One").output == "Added TASK-1: One\n")
        #expect(try repository.sluice("problem", "add", "--title", "One").output == "Added PROBLEM-1: One\n")
        #expect(try repository.sluice("rfc", "add", "RFC-41", "--title", "Old").status == 0)
    }

    @Test func numbersItemsInAShallowClone() throws {
        for number in 1...3 { try repository.commit("RFC-\(number): a") }
        let clone = try repository.clone(options: ["--depth=2", "--no-single-branch"])
        let added = try clone.sluice("rfc", "add", "--title", "One")
        #expect(added.status == 0 && added.errors.hasPrefix("note: numbers in the history are not looked at: "))
    }

    @Test("closing an incident or a problem resolves it, unless somebody said when; opening it again takes that back")
    func resolvesWhatIsClosed() throws {
        try repository.sluice("incident", "add", "--title", "Down")
        try repository.sluice("incident", "close", "INCIDENT-1")
        let closed = try json("incident", "show", "INCIDENT-1")["resolved"] as? String
        #expect(closed?.hasPrefix("2026-01-05T") == true)
        try repository.sluice("incident", "edit", "INCIDENT-1", "--state", "open")
        #expect(try json("incident", "show", "INCIDENT-1")["resolved"] == nil)
        try repository.sluice("incident", "edit", "INCIDENT-1", "--resolved", "2026-01-04")
        try repository.sluice("incident", "close", "INCIDENT-1")
        #expect(try json("incident", "show", "INCIDENT-1")["resolved"] as? String == "2026-01-04")
        try repository.sluice("rfc", "add", "--title", "Card")
        #expect(try repository.sluice("rfc", "close", "RFC-1").status == 0)
    }

    @Test func addsAnRfcAsNormalOpenAndAskedForByWhoeverAdds() throws {
        let rfc = try json("rfc", "add", "--title", "Card login", "--back-out-plan", "switch it off")
        #expect(rfc["id"] as? String == "RFC-1")
        #expect(rfc["type"] as? String == "normal")
        #expect(rfc["state"] as? String == "open")
        #expect(rfc["requester"] as? String == "Dana Developer <dana@example.org>")
        #expect(rfc["back-out-plan"] as? String == "switch it off")
        let other = try json("rfc", "add", "--title", "x", "--type", "EMERGENCY", "--requester", "Ops")
        #expect(other["type"] as? String == "emergency")
        #expect(other["requester"] as? String == "Ops")
    }

    @Test func giveEveryWriterANumberOfItsOwn() throws {
        // Whoever comes later is dated no earlier.
        let date = "@\(repository.time + 3600) +0000"
        let writers = try (0..<8).map { number in
            try repository.start(
                [Places.program, "task", "add", "--title", "writer \(number)"],
                environment: ["GIT_COMMITTER_DATE": date])
        }
        let answers = try writers.map { try $0.wait() }
        #expect(answers.allSatisfy { $0.status == 0 })
        let ids = Set(answers.map { $0.output.prefix { $0 != ":" } })
        #expect(ids == Set((1...8).map { "Added TASK-\($0)" }))
    }

    @Test func refusesWhatCannotBeAdded() throws {
        try repository.sluice("rfc", "add", "--title", "One")
        let again = try repository.sluice("rfc", "add", "RFC-1", "--title", "Other")
        #expect(again.status == 1)
        #expect(
            again.errors == "error: RFC-1 is in the ledger already\nhint: `sluice rfc edit RFC-1` changes it\n")
        #expect(try repository.sluice("rfc", "add").status == 2)
        #expect(try repository.sluice("rfc", "add", "--title", " ").status == 2)
        let task = try repository.sluice("rfc", "add", "TASK-1", "--title", "x")
        #expect(task.status == 2)
        #expect(task.errors.hasPrefix("error: TASK-1 is a task, not an RfC\n"))
        #expect(try repository.sluice("task", "add", "--title", "x", "--type", "normal").status == 2)
    }

    @Test func aTaskNeedsAKnownRfc() throws {
        try repository.sluice("rfc", "add", "RFC-90", "--title", "Ninety")
        let unknown = try repository.sluice("task", "add", "--title", "x", "--rfc", "RFC-9")
        #expect(unknown.status == 1)
        #expect(
            unknown.errors == """
                error: RFC-9 is not in the ledger
                hint: add it with `sluice rfc add RFC-9 --title …`, or did you mean RFC-90?

                """)
        #expect(try repository.sluice("task", "add", "--title", "x", "--rfc", "TASK-1").status == 2)
        #expect(try json("task", "add", "--title", "x", "--rfc", "RFC-90")["rfc"] as? String == "RFC-90")
    }

    @Test func recordsOnlyWhatChanges() throws {
        try repository.sluice("task", "add", "--title", "One", "--priority", "high", "--due", "2026-02-03")
        let edited = try repository.sluice(
            "task", "edit", "TASK-1", "--priority", "low", "--title", "One", "--due", "", "-m", "less urgent")
        #expect(edited.output == "Changed TASK-1: priority: high → low; due: 2026-02-03 → none (less urgent)\n")
        let length = try repository.ledgerLength()
        let same = try repository.sluice("task", "edit", "TASK-1", "--priority", "LOW")
        #expect(same.status == 0)
        #expect(same.errors == "note: TASK-1: nothing changes, it is so already.\n")
        #expect(try repository.ledgerLength() == length)
        let task = try json("task", "show", "TASK-1")
        #expect(task["due"] == nil)
        #expect(task["priority"] as? String == "low")
    }

    @Test func refusesBadValues() throws {
        try repository.sluice("task", "add", "--title", "One")
        for (option, value) in [
            ("priority", "soon"), ("due", "2026-02-31"), ("title", "a\nb"), ("title", ""), ("state", ""),
        ] {
            let result = try repository.sluice("task", "edit", "TASK-1", "--\(option)", value)
            #expect(result.status == 2)
            #expect(result.errors.hasPrefix("error: "))
        }
        #expect(try repository.sluice("task", "edit", "TASK-1").status == 2)
        #expect(try repository.sluice("task", "edit", "TASK-2", "--priority", "low").status == 1)
    }

    @Test func closesWithAReasonAndOpensAgain() throws {
        try repository.sluice("incident", "add", "--title", "Down")
        let closed = try repository.sluice("incident", "close", "INCIDENT-1", "--reason", "is up again")
        #expect(
            closed.output
                == "Changed INCIDENT-1: state: open → closed; resolved: 2026-01-05T09:03:00.000Z (is up again)\n")
        #expect(try repository.sluice("incident", "close", "INCIDENT-1").errors.contains("nothing changes"))
        #expect(try repository.sluice("incident", "list").output == "")
        #expect(try repository.sluice("incident", "edit", "INCIDENT-1", "--state", "open").status == 0)
        #expect(try repository.sluice("incident", "list").output.contains("INCIDENT-1  open"))
    }

    @Test func listsByStateAssigneeAndText() throws {
        try repository.sluice("task", "add", "--title", "Card reader", "--assignee", "Dana", "--priority", "high")
        try repository.sluice("task", "add", "--title", "Paper reader", "--assignee", "Quinn")
        try repository.sluice("task", "close", "TASK-2")
        try repository.sluice("rfc", "add", "--title", "Reader")
        let list = { (words: [String]) in
            try repository.start([Places.program, "task", "list"] + words).wait().output
        }
        #expect(
            try list([]) == """
                id      state  priority  assignee  title
                TASK-1  open   high      Dana      Card reader

                """)
        let ids = { (words: [String]) in
            try list(words + ["--json"]).split(separator: "\n").map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            }.map { $0?["id"] as? String }
        }
        #expect(try ids(["--state", "all"]) == ["TASK-1", "TASK-2"])
        #expect(try ids(["--state", "closed"]) == ["TASK-2"])
        #expect(try ids(["--state", "all", "--assignee", "quinn"]) == ["TASK-2"])
        #expect(try ids(["--state", "all", "READER", "card"]) == ["TASK-1"])
        #expect(try repository.sluice("task", "list", "--release", "1.0.0").status == 1)
    }

    @Test func showsWhatHangsTogether() throws {
        try repository.sluice("rfc", "add", "--title", "Card login", "--description", "one\ntwo")
        try repository.sluice("task", "add", "--title", "Reader", "--rfc", "RFC-1")
        try expectSnapshot(try repository.sluice("rfc", "show", "RFC-1"), named: "rfc-show")
        let sheet = try json("rfc", "show", "RFC-1")
        #expect((sheet["tasks"] as? [[String: Any]])?.map { $0["id"] as? String } == ["TASK-1"])
        #expect((sheet["journal"] as? [[String: Any]])?.count == 1)
    }

    @Test func needsALedgerAndAnIdentity() throws {
        let bare = try TestRepository()
        #expect(try bare.sluice("rfc", "add", "--title", "x").status == 3)
        #expect(try bare.sluice("rfc", "list").status == 3)
        #expect(try bare.sluice("journal").status == 3)
    }

    @Test(
        "T13: hostile IDs are refused in one line",
        arguments: [
            "..", "../RFC-1", "RFC-1/..", "RFC-1\nhint: all is well", "RFC-\u{1B}[2J1", "RFC-01", "RFC-0", "RFC-1 ",
            ".git",
            "git~1", "RFC-1000000000", String(repeating: "A", count: 5_000),
            "RFC-" + String(repeating: "1", count: 5_000),
        ])
    func refusesHostileIDs(id: String) throws {
        for words in [
            ["rfc", "add", id, "--title", "x"], ["rfc", "show", id], ["link", "HEAD", id, "--reason", "x"],
        ] {
            let result = try repository.start([Places.program] + words).wait()
            #expect(result.status == 2)
            #expect(result.errors.split(separator: "\n").count == 2)
            #expect(result.errors.hasPrefix("error: '"))
            #expect(result.errors.utf8.count < 300)
            #expect(!result.errorBytes.contains(0x1B))
        }
        #expect(try repository.ledgerLength() == 1)
    }

    @Test("T14: hostile text is shown harmless, and kept as it is")
    func showsHostileTextHarmless() throws {
        let title = "\u{1B}[2Jred\u{202E}txt\u{7}"
        try repository.sluice("rfc", "add", "--title", title, "--description", "a\u{1B}b\nc")
        for words in [
            ["rfc", "list"], ["rfc", "show", "RFC-1"], ["journal"], ["rfc", "edit", "RFC-1", "--title", "\u{9B}x"],
        ] {
            let result = try repository.start([Places.program] + words).wait()
            #expect(result.status == 0)
            #expect(!result.outputBytes.contains(0x1B) && !result.output.unicodeScalars.contains("\u{202E}"))
            #expect(!result.output.unicodeScalars.contains("\u{9B}"))
        }
        #expect(try json("rfc", "show", "RFC-1")["title"] as? String == "\u{9B}x")
    }

    @Test("T15: oversized values are refused")
    func refusesOversizedValues() throws {
        let long = String(repeating: "a", count: 70_000)
        let result = try repository.sluice("rfc", "add", "--title", "x", "--description", long)
        #expect(result.status == 2)
        #expect(result.errors.contains("is longer than 65536 bytes"))
        #expect(result.errors.utf8.count < 400)
        #expect(try repository.ledgerLength() == 1)
    }
}
