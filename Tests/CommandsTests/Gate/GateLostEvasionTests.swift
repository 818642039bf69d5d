import TestSupport
import Testing

/// T34, R40…: ways round the question of what a release loses: by bases, rejections, owners and dependencies.
@Suite("T34: what a release would lose is asked whatever its base is") struct GateLostEvasionTests {
    @Test("a missing tag, and one that was replaced by a tag of a tree, hide no loss", arguments: [true, false])
    func findsTheLossWithoutTheTag(isMissing: Bool) throws {
        let story = try LostStory()
        if isMissing {
            try story.repository.git("tag", "-d", "v1.0.1")
        } else {
            try story.repository.git("tag", "-f", "v1.0.1", "HEAD^{tree}")
        }
        let verdict = try story.repository.gate("1.1.0", status: isMissing ? 3 : 1)
        let lost = try #require(verdict.findings.first { $0.code == "lost" })
        #expect(lost.expected == "RFC-2 in 1.1.0 as in 1.0.1")
        let text = try story.repository.sluice("gate", "tag", "1.1.0").output
        #expect(text.contains("compared with v1.0.1 (\(story.fix.prefix(10))), too"), "\(text)")
        try story.plansTheLoss()
        try story.approves("RFC-2")
        #expect(try story.repository.gate("1.1.0", status: 0).open)
        try story.succeeds("tag", "1.1.0")
        #expect(try story.repository.gate("1.1.0", status: 0).open)
    }

    @Test(
        "an adopted release whose tag is missing is a release all the same; where nobody has its commit, nobody can tell"
    )
    func findsTheLossOfAnAdoptedRelease() throws {
        let repository = try TestRepository()
        try repository.commit("RFC-1: first", files: ["a": "1\n"])
        try repository.tag("v0.9")
        try repository.checkout("line", create: true)
        let fix = try repository.commit("fix", files: ["a": "fixed\n"])
        try repository.checkout("main")
        try repository.commit("RFC-1: more", files: ["b": "1\n"])
        try repository.makeLedger(policy: LostStory.policy, adopted: ["v0.9.1": fix])
        try repository.addItems(["RFC-1"])
        try repository.approve("1.0", "RFC-1")
        let verdict = try repository.gate("1.0", status: 1)
        #expect(verdict.codes == ["lost"])
        try repository.git("cherry-pick", "-x", fix)
        try repository.sluice("link", "HEAD", "RFC-1", "--reason", "x")
        try repository.sluice("approve", "RFC-1", "--release", "1.0", person: .tester)
        #expect(try repository.gate("1.0", status: 0).open)
    }

    @Test("a plan that names an older base asks for the version's own one, too")
    func asksForTheVersionsOwnBase() throws {
        let story = try LostStory()
        try story.succeeds("release", "new", "1.1.0", "--base", "1.0")
        #expect(try story.codes() == ["lost"])
        try story.plansTheLoss()
        try story.approves("RFC-2")
        #expect(try story.codes(status: 0).isEmpty)
    }

    @Test("a plan names no base that is not lower")
    func refusesAHigherBase() throws {
        let story = try LostStory()
        let refused = try story.repository.sluice("release", "new", "1.0.0.1", "--base", "1.0.1")
        #expect(refused.status == 1 && refused.errors.contains("1.0.1 is not lower than 1.0.0.1"), "\(refused.errors)")
    }

    @Test("a variant of the base is a release before, as it was made after the base")
    func asksForVariants() throws {
        let story = try LostStory(hotfix: "1.0-hotfix")
        let verdict = try story.repository.gate("1.1.0", status: 1)
        #expect(verdict.codes == ["lost"] && verdict.findings[0].expected == "RFC-2 in 1.1.0 as in 1.0-hotfix")
    }

    @Test(
        "R42: the rejection of a loss stays, whether the item is dropped, the commit exempted, or given to another item"
    )
    func keepsRejectionsOfALoss() throws {
        let story = try LostStory()
        try story.plansTheLoss()
        try story.succeeds("reject", "RFC-2", "--release", "1.1.0", "--note", "we need it", person: .tester)
        try story.succeeds("release", "drop", "1.1.0", "RFC-2", "--reason", "no")
        try story.succeeds("link", story.fix, "--exempt", "--release", "1.1.0", "--reason", "x", person: .manager)
        #expect(try story.codes() == ["signoff"])
        try story.succeeds("unlink", story.fix, "--exempt", "--release", "1.1.0")
        try story.succeeds("link", "main", "--carries", story.fix, "--reason", "by hand")
        try story.succeeds("unlink", story.fix, "RFC-2", "--reason", "no")
        try story.approves("TASK-1")
        #expect(try story.codes() == ["signoff"])
        try story.succeeds("revoke", "RFC-2", "--release", "1.1.0", person: .tester)
        #expect(try story.codes(status: 0).isEmpty)
    }

    @Test("R43: what an item depends on may not go, nor be taken back")
    func keepsDependencies() throws {
        let story = try LostStory()
        try story.succeeds("task", "edit", "TASK-1", "--depends-on", "RFC-2")
        try story.plansTheLoss()
        try story.approves("RFC-2", "TASK-1")
        let verdict = try story.repository.gate("1.1.0", status: 1)
        #expect(verdict.codes == ["dependency"])
        #expect(verdict.findings[0].found == "1.1.0 does without RFC-2, which goes or was taken back")
    }

    @Test("R44: the owner of a configuration item answers for what goes of it")
    func asksTheOwner() throws {
        let owned =
            "[role \"ops\"]\n    member = rene@example.org\n[configuration-item \"a\"]\n    path = a\n    signoff = ops\n"
            + "[configuration]\n    file = a properties\n"
        let story = try LostStory()
        try story.repository.write(".git/policy", LostStory.policy + owned)
        try story.succeeds("policy", "edit", "--file", ".git/policy", "--reason", "owners")
        try story.plansTheLoss()
        try story.approves("RFC-2")
        #expect(try story.codes() == ["configuration"])
        try story.succeeds("approve", "RFC-2", "--release", "1.1.0", "--role", "ops", person: .manager)
        #expect(try story.codes(status: 0).isEmpty)
    }
}
