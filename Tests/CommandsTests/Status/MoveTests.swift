import Changes
import Git
import Ledger
import TestSupport
import Testing

/// `move`: through the ladder, back, off it, and up and down.
@Suite("move") struct MoveTests {
    private let repository: TestRepository

    /// Release 1.0 with TASK-1 and TASK-2, which Dana made.
    init() throws {
        repository = try TestRepository()
        try repository.commit("TASK-1: first")
        try repository.commit("TASK-2: second")
        try repository.makeLedger()
        try repository.addItems(["TASK-1", "TASK-2", "TASK-3"])
        try #require(try repository.sluice("release", "new", "1.0").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "TASK-1", "TASK-2").status == 0)
    }

    private func statuses() throws -> [String: String] {
        let board = try repository.sluice("board", "1.0").output
        var (status, found) = ("", [:] as [String: String])
        for line in board.split(separator: "\n") {
            if line.hasPrefix("  "), let item = line.split(separator: " ").first {
                found[String(item)] = status
            } else if let name = line.split(separator: "(").first {
                status = String(name.dropLast())
            }
        }
        return found
    }

    @Test func movesOneStatusToTheRight() throws {
        let result = try repository.sluice("move", "TASK-1", "right")
        #expect(result.output == "TASK-1 in 1.0: Developing → Ready for Review.\n" && result.status == 0)
        #expect(try statuses()["TASK-1"] == "Ready for Review")
        #expect(try statuses()["TASK-2"] == "Developing")
    }

    @Test("who made the commits does not review them")
    func refusesOwnReview() throws {
        try repository.sluice("move", "TASK-1", "right")
        let result = try repository.sluice("move", "TASK-1", "right")
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: TASK-1 cannot go to Ready for Integration: it lacks a reviewer who made none of its commits
                hint: someone else has to move it

                """)
        #expect(try repository.sluice("move", "TASK-1", "right", person: .manager).status == 0)
    }

    @Test("a status further up is reached through all between, or not at all")
    func climbsOrStays() throws {
        let before = try repository.resolve("sluice/ledger")
        let refused = try repository.sluice("move", "TASK-1", "ready-for-production", person: .tester)
        #expect(refused.status == 1 && refused.errors.contains("it lacks the sign-off of this content"))
        #expect(refused.errors.contains("`sluice approve TASK-1 --release 1.0 --role qa` approves it"))
        #expect(try repository.resolve("sluice/ledger") == before)
        let moved = try repository.sluice("move", "TASK-1", "Ready for Acceptance Test", "--json", person: .tester)
        #expect(moved.output.contains(#""to": "ready-for-acceptance-test""#))
        #expect(try statuses()["TASK-1"] == "Ready for Acceptance Test")
    }

    @Test("an approval that completes the last guard moves the item by itself, and a revocation moves it back")
    func movesByItself() throws {
        let approved = try repository.sluice("approve", "TASK-1", person: .tester)
        #expect(approved.output == "Approved TASK-1 in 1.0 as qa: 1 commit; it is Ready for Production now.\n")
        #expect(try statuses()["TASK-1"] == "Ready for Production")
        let revoked = try repository.sluice("revoke", "TASK-1", "--note", "wrong build", person: .tester)
        #expect(revoked.output.hasSuffix("it is Ready for Acceptance Test now.\n"))
        #expect(try repository.sluice("journal", "TASK-1", "--limit", "1").output.contains("ready-for-acceptance-test"))
    }

    @Test("back and off the ladder needs a reason, which the journal tells")
    func goesBackWithAReason() throws {
        try repository.sluice("approve", "TASK-1", person: .tester)
        let refused = try repository.sluice("move", "TASK-1", "left")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("hint: `sluice move TASK-1 left --release 1.0 --reason \"…\"` says why"))
        try #require(try repository.sluice("move", "TASK-1", "developing", "-m", "it loses data").status == 0)
        let journal = try repository.sluice("journal", "TASK-1", "--limit", "1").output
        #expect(journal.contains("moved from ready-for-production to developing (it loses data)"))
        let gate = try repository.sluice("gate", "tag", "1.0")
        #expect(gate.status == 1 && gate.output.contains("found     Developing, moved there by Dana Developer"))
    }

    @Test("who approves the same again is told how the item goes on that was moved back meanwhile")
    func tellsHowAnApprovedItemGoesOn() throws {
        try repository.sluice("approve", "TASK-1", person: .tester)
        try repository.sluice("move", "TASK-1", "developing", "-m", "it loses data")
        let again = try repository.sluice("approve", "--all", person: .tester)
        #expect(
            again.errors.contains(
                """
                note: TASK-1: nothing changes, you have approved this content already.
                hint: `sluice move TASK-1 ready-for-production --release 1.0` makes it Ready for Production

                """))
        #expect(try statuses()["TASK-1"] == "Developing")
        let move = try repository.sluice("move", "TASK-1", "ready-for-production", "--release", "1.0", person: .tester)
        #expect(move.status == 0)
        #expect(try statuses()["TASK-1"] == "Ready for Production")
        let third = try repository.sluice("approve", "TASK-1", person: .tester)
        #expect(third.errors == "note: TASK-1: nothing changes, you have approved this content already.\n")
    }

    @Test("what was withdrawn shuts the gate until it is dropped, and comes back at the beginning")
    func withdraws() throws {
        try repository.sluice("approve", "--all", person: .tester)
        try #require(try repository.sluice("move", "TASK-1", "withdrawn", "-m", "not wanted").status == 0)
        let gate = try repository.sluice("gate", "tag", "1.0")
        #expect(gate.output.contains("found     Withdrawn, moved there by Dana Developer: not wanted"))
        #expect(try repository.sluice("move", "TASK-1", "right", person: .tester).status == 1)
        let back = try repository.sluice("move", "TASK-1", "ready-for-production", "-m", "wanted", person: .tester)
        #expect(back.output == "TASK-1 in 1.0: Withdrawn → Developing.\n")
    }

    @Test("up and down change the order on the board, within a status")
    func ordersItems() throws {
        try #require(try repository.sluice("release", "add", "1.0", "TASK-3", "--without-commits").status == 0)
        #expect(try repository.sluice("move", "TASK-3", "up").output == "TASK-3 went up in Developing.\n")
        let board = try repository.sluice("board", "1.0").output
        let order = board.split(separator: "\n").filter { $0.hasPrefix("  TASK") }.map { $0.prefix(8) }
        #expect(order == ["  TASK-1", "  TASK-3", "  TASK-2"])
        let last = try repository.sluice("move", "TASK-2", "down")
        #expect(last.status == 0 && last.errors == "note: TASK-2: nothing changes, it is the last one in Developing.\n")
    }

    @Test("wrong words are told, with what was meant")
    func refusesWrongWords() throws {
        #expect(
            try repository.sluice("move", "TASK-3", "right").errors.contains("TASK-3 is not planned in release 1.0"))
        let slip = try repository.sluice("move", "TASK-1", "clsoed")
        #expect(slip.status == 2 && slip.errors.contains("did you mean closed?"))
        let unclear = try repository.sluice("move", "TASK-1", "ready")
        #expect(unclear.status == 2 && unclear.errors.contains("is the beginning of several statuses"))
        let same = try repository.sluice("move", "TASK-1", "developing")
        #expect(same.status == 0 && same.errors.contains("nothing changes"))
    }

    @Test("a role that the policy fills moves its statuses alone")
    func heedsRoles() throws {
        let policy =
            try repository.sluice("policy", "show").output + "\n[role \"reviewer\"]\n\tmember = rene@example.org\n"
        try repository.write("policy", policy)
        try #require(try repository.sluice("policy", "edit", "--file", "policy").status == 0)
        try repository.sluice("move", "TASK-1", "right")
        let refused = try repository.sluice("move", "TASK-1", "right", person: .tester)
        #expect(refused.status == 1 && refused.errors.contains("may not move items to Ready for Integration"))
        // An approval does not take the reviewer's place.
        try repository.sluice("approve", "--all", person: .tester)
        let gate = try repository.sluice("gate", "tag", "1.0")
        #expect(gate.output.contains("expected  Ready for Production or later"))
        #expect(try repository.sluice("move", "TASK-1", "ready-for-integration", person: .manager).status == 0)
    }

    @Test("under the free profile everybody moves everything, one way and the other")
    func isFreeWhereThePolicySaysSo() throws {
        let policy = try repository.sluice("policy", "show").output
        try repository.write("policy", policy + "\n[status]\n\tprofile = free\n")
        try #require(try repository.sluice("policy", "edit", "--file", "policy").status == 0)
        #expect(try repository.sluice("move", "TASK-1", "closed").status == 0)
        #expect(try repository.sluice("approve", "TASK-2", person: .tester).output.hasSuffix("1 commit.\n"))
        #expect(try statuses()["TASK-2"] == "Developing")
    }

    @Test("T55: a decision moves nothing into a status without guards, which its role enters by hand")
    func climbsIntoNoReservedStatus() throws {
        let policy =
            TestRepository.hookPolicy + """

                [status]
                    profile = own
                [status "open"]
                    class = build
                [status "security"]
                    class = accept
                    role = security
                [status "done"]
                    class = approved
                    role = qa
                    guard = signed-off
                [role "security"]
                    member = rene@example.org
                [role "developer"]
                    member = dana@example.org
                """
        let edited = try repository.sluice(
            "policy", "edit", "--file", "-", "--reason", "ladder", input: Array(policy.utf8))
        try #require(edited.status == 0, "\(edited.errors)")
        _ = try repository.sluice("approve", "--all", "--release", "1.0", person: .tester)
        #expect(try repository.gate("1.0", status: 1).codes == ["status", "status"])
        let item = try #require(ItemID("TASK-1"))
        let commit = try #require(ObjectID(try repository.resolve("HEAD~1")))
        var statement = SignOffStatement(
            release: try #require(Version("1.0")), item: item, role: "developer", decision: .approve, content: [commit],
            patches: [.zero], note: nil)
        statement.moves = ["security", "done"]
        try repository.append([.signOff(statement)])
        #expect(try repository.gate("1.0", status: 1).codes == ["status", "status"])
        for item in ["TASK-1", "TASK-2"] {
            for status in ["security", "done"] {
                let person: TestSupport.Person = status == "done" ? .tester : .manager
                let moved = try repository.start([Places.program, "move", item, status], person: person).wait()
                try #require(moved.status == 0, "\(moved.errors)")
            }
        }
        #expect(try repository.gate("1.0", status: 0).open)
    }
}
