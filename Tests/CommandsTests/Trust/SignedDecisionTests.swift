import Changes
import Git
import Ledger
import TestSupport
import Testing

@Suite("Signed decisions")
struct SignedDecisionTests {
    @Test func opensForASignedApprovalByTheRole() throws {
        let signed = try SignedRepository()
        let approved = try signed.approve(by: "quinn")
        #expect(approved.status == 0)
        #expect(approved.errors.contains("Signed by quinn <quinn@example.org>."))
        let gate = try signed.gate()
        #expect(gate.status == 0, "\(gate.output)")
        #expect(!gate.output.contains("unsigned"))
        #expect(try signed.test.sluice("tag", "1.0.0").status == 0)
        #expect(try signed.gate().status == 0)
    }

    @Test("T1: an approval is its key's, whatever name and address Git was told")
    func believesTheKey() throws {
        let signed = try SignedRepository()
        // Dana's key under Quinn's name: Dana is not of QA.
        let refused = try signed.approve(by: "dana", person: .tester)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("may not speak for qa"))
        // Quinn's key under Dana's name: Quinn's word.
        #expect(try signed.approve(by: "quinn", person: .developer).status == 0)
        #expect(try signed.gate().status == 0)
        #expect(try signed.test.sluice("journal", "TASK-1").output.contains("quinn"))
    }

    @Test("T1: what is not signed, or with a key that nobody has, decides nothing and is told")
    func countsNoUnsignedApproval() throws {
        let signed = try SignedRepository()
        try signed.forge(signed.approval())
        let gate = try signed.gate()
        #expect(gate.status == 1)
        #expect(gate.output.contains("only quinn approved, without a signature that counts"))
        #expect(try signed.test.sluice("journal").output.contains("[does not count: unsigned]"))

        let other = try SignedRepository()
        let approval = try other.approval()
        try other.forge(approval, other.signature(of: approval, by: "mallory"))
        #expect(try other.gate().status == 1)
        #expect(try other.test.sluice("journal").output.contains("a key that the policy does not know"))
        #expect(try other.approve(by: "mallory").errors.contains("knows no person with the key ssh-ed25519 …"))
    }

    @Test("T1: nor does an unsigned plan, exemption or rejection")
    func countsNoOtherUnsignedDecision() throws {
        let signed = try SignedRepository()
        try signed.approve(by: "quinn")
        let stray = try signed.test.commit("no item")
        try signed.use("quinn")
        try #require(try signed.gate().status == 1)
        try signed.forge(
            Record(
                at: Timestamp(seconds: Int64(signed.test.time)), by: .init(name: "Quinn", email: "quinn@example.org"),
                repository: try signed.reader.identity, after: [],
                statement: .exemption(
                    .init(commit: try #require(ObjectID(stray)), exempt: true, reason: "none needed"))))
        let gate = try signed.gate()
        #expect(gate.status == 1)
        #expect(gate.output.contains("unlinked"))
        #expect(try signed.test.sluice("link", stray, "--exempt", "--reason", "a typo").status == 0)
        #expect(try signed.gate().status == 0, "signed, the exemption counts")
        try signed.forge(signed.approval(decision: .reject))
        #expect(try signed.gate().status == 0, "who signs nothing cannot reject")
    }

    @Test("T2: nobody approves their own work under another address, nor as a co-author or by a mailmap")
    func countsNoApprovalOfOwnWork() throws {
        let more = """
            [person "sam"]
                email = sam@example.org
                email = sam@home.example
                key = KEY
            [role "qa"]
                member = sam
            """
        let places: [(message: String, author: TestSupport.Person, mailmap: String?)] = [
            ("TASK-1: more", .init(name: "Somebody", email: "SAM@home.example"), nil),
            ("TASK-1: more\n\nCo-authored-by: S <sam@example.org>", .developer, nil),
            ("TASK-1: more", .init(name: "Nobody", email: "s@old.example"), "Sam <sam@example.org> <s@old.example>\n"),
        ]
        for (message, author, mailmap) in places {
            let signed = try SignedRepository()
            try signed.makeKey("sam")
            try signed.use("dana")
            try signed.edit(more.replacing("KEY", with: try signed.publicKey("sam")))
            if let mailmap { try signed.test.write(".mailmap", mailmap) }
            try signed.test.commit(message, person: author)
            try signed.use("sam")
            let refused = try signed.test.sluice("approve", "TASK-1", "--release", "1.0.0", person: .tester)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("worked on TASK-1 and cannot approve it"))
            let record = try signed.wholeApproval()
            try signed.forge(record, signed.signature(of: record, by: "sam"))
            let gate = try signed.gate()
            #expect(gate.status == 1)
            #expect(gate.output.contains("segregation"), "\(gate.output)")
        }
    }

    @Test("T2: two keys of one person are one person; whom the policy names without their signature, none")
    func countsPeopleNotKeys() throws {
        let signed = try SignedRepository(threshold: 2)
        try signed.makeKey("second")
        try signed.use("dana")
        try signed.edit(
            "[person \"quinn\"]\n key = \(try signed.publicKey("second"))\n", threshold: 2)
        try signed.approve(by: "quinn")
        let record = try signed.approval(at: signed.test.time + 100)
        try signed.forge(record, signed.signature(of: record, by: "second"))
        try signed.forge(signed.approval(by: .manager))
        let gate = try signed.gate()
        #expect(gate.status == 1)
        #expect(gate.output.contains("expected  approval by 2 people of qa"))
        #expect(gate.output.contains("found     approval by quinn alone"))
        #expect(try signed.approve(by: "rene").status == 0)
        #expect(try signed.gate().status == 0)
    }

    @Test("T3: a commit after the approval makes it stale, signed or not")
    func goesStale() throws {
        let signed = try SignedRepository()
        try signed.approve(by: "quinn")
        try signed.test.commit("TASK-1: one more")
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("stale"))
    }

    @Test("T5: an approval for another release, item or repository stands nowhere else")
    func countsNoReplay() throws {
        let signed = try SignedRepository()
        let version = try #require(Version("1.0.0"))
        let item = try #require(ItemID("TASK-1"))
        for record in [try signed.approval(release: "0.9.0"), try signed.approval(item: "TASK-2")] {
            try signed.forAWhile {
                try signed.forge(record, signed.signature(of: record, by: "quinn"), about: .releaseItem(version, item))
                let gate = try signed.gate()
                #expect(gate.status == 1 && gate.output.contains("it is about something else than its folder"))
            }
        }
        var elsewhere = try signed.approval()
        elsewhere.repository = String(repeating: "0", count: 32)
        try signed.forge(elsewhere, signed.signature(of: elsewhere, by: "quinn"))
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("it was written for another repository"))
    }

    @Test("T6: a message that claims an approval is none")
    func believesNoMessage() throws {
        let signed = try SignedRepository()
        try signed.test.commit("TASK-1: more\n\nApproved-by: quinn <quinn@example.org>")
        #expect(try signed.gate().status == 1)
    }
}

extension SignedRepository {
    /// An approval of all that the item has now.
    func wholeApproval() throws -> Record {
        var record = try approval()
        let commits = try test.git("rev-list", "main").split(separator: "\n").compactMap { ObjectID(String($0)) }
        guard case .signOff(var statement) = record.statement else { return record }
        statement.content = commits.sorted()
        statement.binding = try ItemBinding.digest(of: reader.item(statement.item))
        record.statement = .signOff(statement)
        return record
    }
}
