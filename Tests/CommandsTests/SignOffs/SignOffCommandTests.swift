import TestSupport
import Testing

@Suite("approve, reject and revoke")
struct SignOffCommandTests {
    private let repository: TestRepository

    /// TASK-1 is Dana's work, TASK-2 is Rene's; both are planned in 1.0.
    init() throws {
        repository = try TestRepository()
        try repository.commit("TASK-1: first")
        try repository.commit("TASK-2: second", person: .manager)
        try repository.makeLedger()
        try repository.addItems(["TASK-1", "TASK-2"])
        try #require(try repository.sluice("release", "new", "1.0").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "TASK-1", "TASK-2").status == 0)
    }

    @Test func approvesAllButTheOwnWorkAndSaysSo() throws {
        let result = try repository.sluice("approve", "--all", person: .manager)
        #expect(result.status == 1)
        #expect(result.output == "Approved TASK-1 in 1.0 as qa: 1 commit; it is Ready for Production now.\n")
        #expect(result.errors.contains("error: Rene Manager worked on TASK-2 and cannot approve it"))
    }

    @Test func writesNothingWhereANamedItemIsRefused() throws {
        let before = try repository.resolve("sluice/ledger")
        let result = try repository.sluice("approve", "TASK-1", "TASK-2", person: .manager)
        #expect(result.status == 1 && result.output.isEmpty)
        #expect(try repository.resolve("sluice/ledger") == before)
    }

    @Test func tellsThatTheRejectionOfAnotherStands() throws {
        try repository.sluice("reject", "TASK-1", "--note", "login fails", person: .tester)
        let revoked = try repository.sluice("revoke", "TASK-1", person: .manager)
        #expect(revoked.errors.contains("warning: Quinn Tester rejected TASK-1, and that stands"))
        let approved = try repository.sluice("approve", "TASK-1", person: .manager)
        #expect(approved.errors.contains("warning: Quinn Tester rejected TASK-1, and that stands"))
        #expect(try repository.sluice("gate", "tag", "1.0").output.contains("Quinn Tester rejected it: login fails"))
    }

    @Test func keepsTheNoteOfASecondRejection() throws {
        try repository.sluice("reject", "TASK-1", person: .tester)
        try repository.sluice("reject", "TASK-1", "--note", "login fails", person: .tester)
        #expect(try repository.sluice("gate", "tag", "1.0").output.contains("Quinn Tester rejected it: login fails"))
    }

    @Test func decidesNothingMoreOnceTheReleaseIsTagged() throws {
        try repository.sluice("approve", "--all", person: .tester)
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let result = try repository.sluice("reject", "TASK-1", "--release", "1.0", person: .tester)
        #expect(result.status == 1)
        #expect(result.errors.contains("release 1.0 is tagged: what was decided for it stands"))
        #expect(try repository.sluice("gate", "tag", "1.0").status == 0)
    }

    @Test func approvesAfterTheTagWhatThePolicyBeganToAskFor() throws {
        try repository.sluice("approve", "--all", person: .tester)
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let again = try repository.sluice("approve", "TASK-1", "--release", "1.0", person: .tester)
        #expect(again.status == 1 && again.errors.contains("is tagged: what was decided for it stands"))
        let policy = try repository.sluice("policy", "show").output
        try repository.write("policy", policy + "\n[sign-off]\n    role = operations\n")
        try #require(try repository.sluice("policy", "edit", "--file", "policy").status == 0)
        #expect(try repository.sluice("gate", "tag", "1.0").status == 1)
        let more = try repository.sluice(
            "approve", "--all", "--release", "1.0", "--role", "operations", person: .tester)
        #expect(more.status == 0, "\(more.errors)")
        #expect(try repository.sluice("gate", "tag", "1.0").status == 0)
    }

    @Test func doesNotTakeTheDotsOfASuggestedCommandForWords() throws {
        let result = try repository.sluice("task", "add", "TASK-3", "--title", "…")
        #expect(result.status == 2)
        #expect(result.errors.contains("title: '…' stands for words of your own"))
    }

    @Test func asksForTheAddressOfWhoDecides() throws {
        let repository = try TestRepository.withOpenGate()
        let nobody = ["GIT_COMMITTER_NAME": "Dana Developer", "GIT_COMMITTER_EMAIL": ""]
        let result = try repository.sluice("approve", "RFC-1", "--release", "1.0", environment: nobody)
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("error: Git knows no address of 'Dana Developer'"))
        #expect(result.errors.contains("hint: `git config user.email <address>`"))
    }
}
