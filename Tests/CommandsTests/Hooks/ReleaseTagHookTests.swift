import Foundation
import TestSupport
import Testing

@Suite("Release tags, where they are made and pushed from")
struct ReleaseTagHookTests {
    private let repository: TestRepository

    init() throws {
        repository = try .withHooks()
        try repository.commit("RFC-1: first")
    }

    @Test(arguments: [true, false])
    func refusesATagWhoseGateIsShut(annotated: Bool) throws {
        #expect(throws: CommandFailure.self) { try repository.tag("v1.0.0", annotated: annotated) }
        #expect(try repository.git("tag", "--list").isEmpty)
    }

    @Test func namesTheFindingsAndTheCommandThatTellsMore() throws {
        try repository.plan("1.0.0", "RFC-1")
        try expectSnapshot(try repository.tryGit("tag", "v1.0.0"), named: "hook-tag")
    }

    @Test("H5: a tag object is judged by the commit behind it")
    func allowsATagWhoseGateIsOpen() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.tag("v1.0.0")
        #expect(try repository.git("cat-file", "-t", "v1.0.0") == "tag")
    }

    @Test func judgesTheCommitThatIsTaggedNotThePlan() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.commit("RFC-1: second")
        #expect(throws: CommandFailure.self) { try repository.tag("v1.0.0") }
        try repository.tag("v1.0.0", at: "HEAD~1")
    }

    @Test func letsSluiceTag() throws {
        try repository.approve("1.0.0", "RFC-1")
        #expect(try repository.sluice("tag", "1.0.0").status == 0)
    }

    @Test(arguments: ["nightly", "1.0.0", "v-next"])
    func staysSilentOnOtherTags(name: String) throws {
        try repository.tag(name)
    }

    @Test("H5: a move is judged against the tag as it is, not as the caller believes")
    func refusesAMove() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.tag("v1.0.0")
        try repository.commit("RFC-1: second")
        let moved = try repository.tryGit("tag", "--force", "v1.0.0", "HEAD")
        #expect(moved.status != 0 && moved.errors.contains("tag v1.0.0 is refused"))
        let updated = try repository.tryGit("update-ref", "refs/tags/v1.0.0", "HEAD")
        #expect(updated.status != 0)
        try repository.git("update-ref", "refs/tags/v1.0.0", "refs/tags/v1.0.0")
    }

    @Test func refusesToReplaceWhatSluiceTagged() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.sluice("tag", "1.0.0")
        let moved = try repository.tryGit("tag", "--force", "v1.0.0", "HEAD")
        #expect(moved.errors.contains("tag v1.0.0 is that of release 1.0.0"))
    }

    @Test func refusesATagOfATree() throws {
        let tag = try repository.tryGit("tag", "v1.0.0", "HEAD^{tree}")
        #expect(tag.status != 0 && tag.errors.contains("marks a tree, not a commit"))
    }

    @Test("H2: gc and pack-refs go on beside an unapproved tag")
    func letsReferencesBePacked() throws {
        try repository.git("-c", "core.hooksPath=/dev/null", "tag", "v1.0.0")
        try repository.git("-c", "core.hooksPath=/dev/null", "tag", "-a", "-m", "x", "v1.1.0")
        try repository.git("gc", "--quiet")
        try repository.git("pack-refs", "--all")
        #expect(try repository.read(".git/packed-refs").contains("refs/tags/v1.0.0"))
        try repository.git("tag", "-d", "v1.0.0")
    }

    @Test(
        "H3: fetching brings unapproved tags",
        arguments: [
            ["fetch"], ["-c", "a.b=c", "-C", ".", "fetch", "--tags"], ["pull", "--no-rebase"], ["remote", "update"],
            ["fetch", "--atomic", "origin", "refs/tags/*:refs/tags/*"], ["bring"],
        ])
    func letsFetchesBringTags(arguments: [String]) throws {
        let clone = try repository.clone()
        try clone.git("branch", "sluice/ledger", "origin/sluice/ledger")
        try clone.git("config", "alias.bring", "fetch")
        try clone.sluice("hooks", "install")
        try repository.commit("RFC-1: second")
        try repository.git("-c", "core.hooksPath=/dev/null", "tag", "v1.0.0")
        let fetched = try clone.start(["git"] + arguments).wait()
        #expect(fetched.status == 0, "\(fetched.errors)")
        #expect(try clone.git("tag", "--list") == "v1.0.0")
    }

    @Test("H3: cloning with the hooks in a template brings unapproved tags")
    func letsClonesBringTags() throws {
        try repository.git("-c", "core.hooksPath=/dev/null", "tag", "v1.0.0")
        _ = try repository.start(["mkdir", "../template"]).wait()
        _ = try repository.start(["cp", "-R", "\(repository.path)/.git/hooks", "../template/hooks"]).wait()
        try repository.git("clone", "--template=../template", "file://\(repository.path)", "../copy")
        #expect(try repository.git("-C", "../copy", "tag", "--list") == "v1.0.0")
        #expect(try repository.tryGit("-C", "../copy", "tag", "v1.1.0").status != 0)
    }

    @Test("H4: a push of a branch and two tags, one unapproved, is refused, and the tag named")
    func refusesAPush() throws {
        let server = try repository.clone("server.git", bare: true)
        try repository.git("remote", "add", "origin", "file://\(server.path)")
        try repository.approve("1.0.0", "RFC-1")
        try repository.sluice("tag", "1.0.0")
        try repository.git("-c", "core.hooksPath=/dev/null", "tag", "v1.1.0")
        let push = try repository.tryGit("push", "origin", "main", "v1.0.0", "v1.1.0")
        #expect(push.status != 0)
        #expect(push.errors.contains("tag v1.1.0 is refused"))
        #expect(!push.errors.contains("tag v1.0.0 is refused"))
        #expect(try server.git("tag", "--list").isEmpty)
        try repository.git("push", "origin", "main", "v1.0.0", "sluice/ledger")
        #expect(try server.git("tag", "--list") == "v1.0.0")
        let deleted = try repository.tryGit("push", "origin", ":v1.0.0")
        #expect(deleted.errors.contains("tag v1.0.0 is that of release 1.0.0"))
        try repository.tag("nightly")
        let disguised = try repository.tryGit("push", "origin", "nightly:refs/tags/v1.2.0")
        #expect(disguised.errors.contains("tag v1.2.0 is refused"))
        try repository.git("push", "origin", "nightly")
    }

    @Test("H7: a tag is judged in a linked worktree, and with `--git-dir`")
    func worksElsewhere() throws {
        let worktree = try repository.worktree("feature")
        #expect(throws: CommandFailure.self) { try worktree.tag("v1.0.0") }
        let place = ["--git-dir=\(repository.path)/.git", "--work-tree=\(repository.path)"]
        let tag = try repository.start(["git"] + place + ["tag", "v1.0.0"], directory: "/").wait()
        #expect(tag.errors.contains("tag v1.0.0 is refused"))
    }

    @Test func staysSilentWhereThereNeverWasALedger() throws {
        let other = try TestRepository()
        try #require(try other.sluice("hooks", "install").status == 0)
        try other.commit("first")
        try other.tag("v1.0.0")
    }

    @Test("T9: a ledger that is gone is not the same as no rules")
    func refusesTagsWhereTheLedgerIsGone() throws {
        try repository.git("branch", "-D", "sluice/ledger")
        let tag = try repository.tryGit("tag", "v1.0.0")
        #expect(tag.status != 0 && tag.errors.contains("there is no ledger here any more"))
    }

    @Test func refusesTagsWhereTheLedgerCannotBeRead() throws {
        try repository.git("branch", "-f", "sluice/ledger", "main")
        try repository.forgetLedger()
        let tag = try repository.tryGit("tag", "v1.0.0")
        #expect(tag.status != 0 && tag.errors.contains("branch sluice/ledger is no ledger"))
    }
}

extension ReleaseTagHookTests {
    @Test("a tag that is moved from release to release needs no gate of its own, as long as its commit passed one")
    func letsFloatingTagsMove() throws {
        try repository.approve("1.0.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0.0").status == 0)
        try repository.tag("v1")
        try repository.commit("TASK-7: second")
        #expect(try repository.tryGit("tag", "-f", "v1").status != 0, "no gate saw this commit")
        try repository.approve("1.1.0", "TASK-7")
        try #require(try repository.sluice("tag", "1.1.0").status == 0)
        try repository.git("tag", "-f", "v1")
        #expect(try repository.resolve("v1^{commit}") == repository.resolve("v1.1.0^{commit}"))
    }
}
