import TestSupport
import Testing

/// Ways around the gate that a stranger found open.
@Suite("Ways around the gate")
struct GateEvasionTests {
    private let repository: TestRepository

    /// 1.0 is tagged through the gate; 1.1 has TASK-1 by Dana, approved by Quinn, and a commit before it that is nobody's.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try repository.addItems(["TASK-1", "TASK-2"])
        try repository.commit("nobody asked for this")
        try repository.commit("TASK-1: first")
        try repository.plan("1.1", "TASK-1")
        try #require(try repository.sluice("approve", "--all", "--release", "1.1", person: .tester).status == 0)
    }

    private func gate(_ release: String = "1.1") throws -> CommandResult {
        try repository.sluice("gate", "tag", release)
    }

    @Test("a base of one's own choice hides no commits")
    func refusesAnOwnBase() throws {
        try #require(try gate().status == 1)
        for base in ["HEAD~1", try repository.resolve("HEAD~1")] {
            try repository.sluice("release", "new", "1.1", "--base", base)
            let gate = try gate()
            #expect(gate.status == 1)
            #expect(gate.output.contains("no gate was opened for it"), "\(gate.output)")
        }
        try repository.sluice("release", "new", "1.1", "--base", "1.0")
        #expect(try gate().output.contains("unlinked"))
    }

    @Test("the policy can accept a base, by its commit")
    func acceptsABaseByPolicy() throws {
        let base = try repository.resolve("HEAD~1")
        try repository.sluice("release", "new", "1.1", "--base", base)
        let policy = try repository.sluice("policy", "show").output
        let text = policy.replacing("[sign-off]", with: "[release] base = \(base)\n[sign-off]")
        try #require(try repository.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 0)
        let gate = try gate()
        #expect(gate.status == 0, "\(gate.output)")
        #expect(gate.output.contains("base named by hand: 1.1 ← \(base.prefix(10))"))
    }

    @Test("a tag that was slipped in past the hooks is no base, also before the first gated release")
    func refusesASlippedInTag() throws {
        let repository = try TestRepository()
        try repository.commit("TASK-1: first")
        try repository.makeLedger()
        try repository.addItems(["TASK-1"])
        try repository.commit("nobody asked for this")
        try repository.git("tag", "v0.5")
        try repository.commit("TASK-1: second")
        try repository.approve("1.0", "TASK-1")
        let gate = try repository.sluice("gate", "tag", "1.0")
        #expect(gate.status == 1)
        #expect(gate.output.contains("no gate was opened for it"))
    }

    @Test("who made a commit is not who exempts it")
    func countsNoOwnExemption() throws {
        try repository.sluice("link", "HEAD~1", "--exempt", "--reason", "small")
        let own = try gate()
        #expect(own.status == 1)
        #expect(own.output.contains("Dana Developer declared that it needs no item, and made it"))
        try repository.sluice("link", "HEAD~1", "--exempt", "--reason", "looked at", person: .tester)
        let other = try gate()
        #expect(other.status == 0, "\(other.output)")
        #expect(other.output.contains("by Quinn Tester: looked at"))
    }

    @Test("a rejection stays with the commits that were rejected, whatever item they are given to")
    func keepsRejections() throws {
        try repository.sluice("link", "HEAD~1", "--exempt", "--reason", "looked at", person: .tester)
        try repository.sluice("reject", "TASK-1", "--release", "1.1", "--note", "fails", person: .tester)
        try repository.sluice("link", "HEAD", "TASK-2", "--reason", "moved")
        try repository.sluice("unlink", "HEAD", "TASK-1", "--reason", "moved")
        try repository.sluice("release", "drop", "1.1", "TASK-1", "--reason", "later")
        try repository.sluice("release", "add", "1.1", "TASK-2")
        try repository.sluice("approve", "TASK-2", "--release", "1.1", person: .manager)
        let gate = try gate()
        #expect(gate.status == 1)
        #expect(gate.output.contains("Quinn Tester rejected") && gate.output.contains("as TASK-1, which was dropped"))
        try repository.sluice("release", "add", "1.1", "TASK-1")
        try repository.sluice("revoke", "TASK-1", "--release", "1.1", person: .tester)
        try repository.sluice("release", "drop", "1.1", "TASK-1", "--reason", "later")
        #expect(try self.gate().status == 0)
    }
}
