import Git
import Ledger
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

    /// Release 1.0 is approved, and lacks the fix of 0.9.1, which was there before the ledger and whose tag is missing.
    private func adoptedHotfix() throws -> (repository: TestRepository, fix: String) {
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
        return (repository, fix)
    }

    @Test(
        "an adopted release whose tag is missing is a release all the same; where nobody has its commit, nobody can tell"
    )
    func findsTheLossOfAnAdoptedRelease() throws {
        let (repository, fix) = try adoptedHotfix()
        let verdict = try repository.gate("1.0", status: 1)
        #expect(verdict.codes == ["lost"])
        try repository.git("cherry-pick", "-x", fix)
        try repository.sluice("link", "HEAD", "RFC-1", "--reason", "x")
        try repository.sluice("approve", "RFC-1", "--release", "1.0", person: .tester)
        #expect(try repository.gate("1.0", status: 0).open)
    }

    @Test("T46: a manifest of anybody's takes no release of before the ledger out of sight")
    func keepsAdoptedReleases() throws {
        let (repository, _) = try adoptedHotfix()
        let version = try #require(Version("0.9.1"))
        let base = try #require(ObjectID(try repository.resolve("v0.9^{commit}")))
        try repository.plan("0.9.1")
        try repository.append([
            .manifest(
                ManifestStatement(
                    release: version, tag: "v0.9.1", candidate: base, base: nil, baseRule: "first release", policy: 1,
                    items: [], commits: [], signOffs: []))
        ])
        #expect(try repository.gate("1.0", status: 3).codes.contains("lost"))
    }

    @Test("T49: what an earlier release took back fulfils no dependency", arguments: [true, false])
    func asksForWhatWasTakenBackEarlier(isBack: Bool) throws {
        let repository = try TestRepository.withOpenGate(policy: LostStory.policy)
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try repository.git("revert", "--no-edit", "HEAD")
        try repository.addItems(["TASK-1", "TASK-2", "TASK-3"])
        try repository.sluice("link", "HEAD", "TASK-1", "--reason", "x")
        try repository.approve("1.1", "TASK-1")
        let tag = try repository.sluice("tag", "1.1")
        try #require(tag.status == 0, "\(tag.output)\(tag.errors)")
        if isBack {
            try repository.git("revert", "--no-edit", "HEAD")
            try repository.sluice("link", "HEAD", "TASK-3", "--reason", "x")
        }
        try repository.commit("TASK-2: needs it", files: ["needs": "1\n"])
        try repository.sluice("task", "edit", "TASK-2", "--depends-on", "RFC-1")
        try repository.approve("1.2", "TASK-2")
        let verdict = try repository.gate("1.2", status: 1)
        let found = verdict.findings.filter { $0.code == "dependency" }
        #expect(isBack == found.isEmpty, "\(verdict.codes)")
    }

    @Test("T61: a policy that does not read a release any more hides nothing of what it has")
    func keepsReleasesThatThePolicyCannotRead() throws {
        let story = try LostStory(hotfix: "1.0.0.1")
        #expect(try story.codes() == ["lost"])
        let edited = try change(story, LostStory.policy + "[version]\n    scheme = semver\n")
        #expect(edited.errors.contains("v1.0, v1.0.0.1 are no release tags any more"), "\(edited.errors)")
        #expect(edited.errors.contains("[version] scheme = natural"))
        let lost = try story.repository.gate("1.1.0", status: 1).findings.filter { $0.code == "lost" }
        #expect(lost.count == 1 && "\(lost)".contains("1.0.0.1"), "\(lost)")
    }

    @Test("T61: nor does one that leaves out the pattern of its tag")
    func keepsReleasesOfOtherPatterns() throws {
        let both = LostStory.policy.replacing("tag = v{version}", with: "tag = r{version}\n    tag = v{version}")
        let story = try LostStory(policy: both)
        try #require(try story.repository.git("tag", "--list").contains("r1.0.1"))
        #expect(try story.codes() == ["lost"])
        let edited = try change(story, LostStory.policy)
        #expect(edited.errors.contains("keep `tag = r{version}`"), "\(edited.errors)")
        let codes = try story.repository.gate("1.1.0", status: 1).codes
        #expect(codes.contains("lost"), "\(codes)")
    }

    private func change(_ story: LostStory, _ policy: String) throws -> CommandResult {
        try story.repository.write(".git/policy", policy)
        let edited = try story.repository.sluice("policy", "edit", "--file", ".git/policy", "--reason", "x")
        try #require(edited.status == 0, "\(edited.errors)")
        return edited
    }

    @Test("T53: an accepted base opens nothing where it is not lower")
    func acceptsNoHigherBase() throws {
        let story = try LostStory()
        let commit = try story.repository.resolve("v1.0.1^{commit}")
        let accepted = LostStory.policy + "[release]\n    base = \(commit)\n"
        try story.repository.write(".git/policy", accepted)
        try story.succeeds("policy", "edit", "--file", ".git/policy", "--reason", "accepted")
        let refused = try story.repository.sluice("release", "new", "1.0.0.1", "--base", "1.0.1")
        #expect(refused.status == 1 && refused.errors.contains("1.0.1 is not lower"), "\(refused.errors)")
        try story.succeeds("release", "new", "1.0.0.1", "--base", commit)
        #expect(try story.repository.gate("1.0.0.1", status: 1).codes.contains("history"))
    }

    @Test("T44: an approval of what comes is none of its loss")
    func tellsLossesFromArrivals() throws {
        let story = try LostStory()
        try story.succeeds("release", "new", "1.1.0", "--target", "line", "--base", "1.0")
        try story.succeeds("release", "add", "1.1.0", "RFC-2")
        try story.approves("RFC-2")
        try story.succeeds("release", "new", "1.1.0", "--target", "main", "--base", "")
        try story.plansTheLoss()
        let verdict = try story.repository.gate("1.1.0", status: 1)
        #expect(verdict.codes == ["stale"] && verdict.findings[0].found.contains("what came then goes now"))
        try story.approves("RFC-2")
        #expect(try story.codes(status: 0).isEmpty)
    }

    @Test("T45: a candidate is no base of its final release, nor is a manifest that leaves out what goes an answer")
    func believesNeitherCandidatesNorManifests() throws {
        let story = try LostStory()
        try story.succeeds("release", "new", "1.1.0-rc1")
        try story.succeeds("release", "add", "1.1.0-rc1", "TASK-1")
        for item in ["TASK-1"] { try story.succeeds("approve", item, "--release", "1.1.0-rc1", person: .tester) }
        try story.succeeds("release", "add", "1.1.0-rc1", "RFC-2", "--removed", "-m", "x")
        try story.succeeds("approve", "RFC-2", "--release", "1.1.0-rc1", person: .tester)
        try story.succeeds("tag", "1.1.0-rc1")
        let refused = try story.repository.sluice("release", "new", "1.1.0", "--base", "1.1.0-rc1")
        #expect(refused.status == 1 && refused.errors.contains("cannot be its base"), "\(refused.errors)")
        let commit = try story.repository.resolve("v1.1.0-rc1^{commit}")
        try story.succeeds("release", "new", "1.1.0", "--base", commit)
        #expect(try story.codes().contains("history"))
        try story.succeeds("release", "new", "1.1.0", "--base", "")
        #expect(try story.codes() == ["lost"])
        // Somebody tags by hand, with a manifest of their own.
        let (candidate, base) = (
            try #require(ObjectID(try story.repository.resolve("main"))),
            try #require(ObjectID(try story.repository.resolve("v1.0.1^{commit}")))
        )
        try story.repository.append([
            .manifest(
                ManifestStatement(
                    release: try #require(Version("1.1.0")), tag: "v1.1.0", candidate: candidate, base: base,
                    baseRule: "next lower version", policy: 1, items: [], commits: [], signOffs: []))
        ])
        let path = try #require(try story.repository.ledgerPaths("releases/1.1.0").sorted().last)
        let tip = try story.repository.resolve("sluice/ledger")
        try story.repository.git(
            "tag", "-a", "-m", "x\n\nSluice-Manifest: \(path)\nSluice-Ledger: \(tip)", "v1.1.0", "main")
        #expect(try story.codes().contains("lost"))
        #expect(try story.repository.sluice("audit").output.contains("lost RFC-2"))
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
