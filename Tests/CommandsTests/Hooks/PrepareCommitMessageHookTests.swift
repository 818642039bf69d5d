import Foundation
import TestSupport
import Testing

@Suite("The prepare-commit-msg hook")
struct PrepareCommitMessageHookTests {
    private let repository: TestRepository

    init() throws {
        repository = try .withHooks()
        try repository.commit("RFC-1: first")
        try repository.checkout("feature/TASK-7-short-name", create: true)
    }

    @Test func addsTheTrailerOfTheBranchsItem() throws {
        try repository.git("commit", "--allow-empty", "-m", "a change")
        #expect(try message() == "a change\n\nTask: TASK-7\n")
    }

    @Test func takesTheTrailerNamedAsTheItemsSort() throws {
        try repository.checkout("feature/rfc-1_x", create: true)
        try repository.git("commit", "--allow-empty", "-m", "a change", "-m", "Signed-off-by: D <d@example.org>")
        #expect(try message() == "a change\n\nSigned-off-by: D <d@example.org>\nRfC: RFC-1\n")
    }

    @Test(arguments: ["TASK-7: x\n", "x\n\nTask: TASK-7\n", "x\n\nRefs: TASK-7\n"])
    func addsNothingWhereTheItemIsNamed(text: String) throws {
        try repository.commit(text)
        #expect(try message() == text)
    }

    @Test func addsTheItemBesideAnother() throws {
        try repository.git("commit", "--allow-empty", "-m", "RFC-1: x")
        #expect(try message() == "RFC-1: x\n\nTask: TASK-7\n")
    }

    @Test func addsItOnceThroughAmendments() throws {
        try repository.git("commit", "--allow-empty", "-m", "a change")
        try repository.git("commit", "--amend", "--no-edit", "--allow-empty")
        try repository.git("commit", "--amend", "-m", "another", "--allow-empty")
        #expect(try message() == "another\n\nTask: TASK-7\n")
    }

    @Test func amendsOnlyWhatHasNoItem() throws {
        try repository.git("commit", "--allow-empty", "-n", "-m", "RFC-1: x")
        try repository.git("commit", "--amend", "--no-edit", "--allow-empty")
        #expect(try message() == "RFC-1: x\n\nTask: TASK-7\n")
        try repository.checkout("main")
        try repository.git("commit", "--allow-empty", "-m", "RFC-1: x")
        try repository.git("checkout", "--quiet", "-B", "feature/TASK-7-short-name")
        try repository.git("commit", "--amend", "--no-edit", "--allow-empty")
        #expect(try message() == "RFC-1: x\n")
    }

    @Test(arguments: [["-v"], ["--cleanup=scissors"], ["--cleanup=strip"]])
    func putsItAboveCommentsAndScissors(options: [String]) throws {
        try repository.write("a.txt", "1\n")
        try repository.git("add", ".")
        repository.variables["GIT_EDITOR"] = "sed -i '1s/^/a change/'"
        for character in ["#", ";", "auto"] {
            try repository.git("config", "core.commentChar", character)
            let commit = try repository.start(["git", "commit", "--allow-empty"] + options).wait()
            #expect(commit.status == 0, "\(commit.errors)")
            #expect(try message() == "a change\n\nTask: TASK-7\n")
        }
    }

    @Test("H82: Git of before 2.45 knows no comment string, and a heading is no comment next to one")
    func putsItAboveCommentsOfSeveralCharacters() throws {
        try repository.git("config", "core.commentString", "//")
        let rest = "\n// Please enter\n// ------------------------ >8 ------------------------\nTASK-9\n"
        try repository.write("draft", "a change\n\n# heading\n" + rest)
        try #require(try repository.sluice("hook", "prepare-commit-msg", "draft").status == 0)
        #expect(try repository.read("draft") == "a change\n\n# heading\n\nTask: TASK-7\n" + rest)
        #expect(try repository.sluice("hook", "commit-msg", "draft").status == 0)
    }

    @Test func makesNoCommitOfAnEditorThatWasLeftAtOnce() throws {
        repository.variables["GIT_EDITOR"] = "true"
        for options in [[], ["--signoff"]] {
            let commit = try repository.start(["git", "commit", "--allow-empty"] + options).wait()
            #expect(commit.status == 1)
            #expect(commit.errors.contains("the message says nothing but its trailer"))
        }
    }

    @Test("with our trailer in it, Git would take a template that nobody edited for a message")
    func leavesTemplatesAlone() throws {
        try repository.write("template", "Why:\n")
        try repository.git("config", "commit.template", "template")
        repository.variables["GIT_EDITOR"] = "true"
        let commit = try repository.tryGit("commit", "--allow-empty")
        #expect(commit.status != 0)
        #expect(try !repository.read(".git/COMMIT_EDITMSG").contains("TASK-7"))
    }

    @Test("a squash merge gets the trailer, and the settings of the user change nothing in it")
    func addsItToSquashMerges() throws {
        try repository.git("config", "trailer.separators", "=")
        try repository.git("config", "trailer.task.key", "Work #")
        try repository.checkout("topic", create: true)
        try repository.commit("on topic\n\n---\nbelow", files: ["a": "1\n"])
        try repository.checkout("feature/TASK-7-short-name")
        try repository.git("merge", "--squash", "topic")
        repository.variables["GIT_EDITOR"] = "true"
        try repository.git("commit")
        #expect(try message().hasSuffix("\n\nTask: TASK-7\n"))
    }

    @Test(arguments: ["fixup! a", "squash! a", "amend! a"])
    func leavesAutosquashCommitsAlone(text: String) throws {
        try repository.git("commit", "--allow-empty", "-m", text)
        #expect(try message() == text + "\n")
    }

    @Test func leavesMergesAndSquashesAlone() throws {
        try repository.checkout("main")
        try repository.commit("RFC-1: on main")
        try repository.checkout("feature/TASK-7-short-name")
        try repository.commit("TASK-7: on topic")
        try repository.merge("main", message: "Merge main")
        #expect(try message() == "Merge main\n")
    }

    @Test func leavesPickedCommitsWithAnItemAlone() throws {
        try repository.commit("TASK-7: on topic")
        try repository.checkout("main")
        let picked = try repository.commit("RFC-1: on main\n")
        try repository.git("commit", "--allow-empty", "-n", "-m", "no item")
        try repository.checkout("feature/TASK-7-short-name")
        try repository.git("cherry-pick", picked)
        #expect(try message() == "RFC-1: on main\n")
        try repository.git("cherry-pick", "--allow-empty", "main")
        #expect(try message() == "no item\n\nTask: TASK-7\n")
    }

    @Test(arguments: ["topic/TASK-7", "main"])
    func staysSilentElsewhere(branch: String) throws {
        try repository.git("checkout", "--quiet", "-B", branch)
        try repository.git("commit", "--allow-empty", "-m", "RFC-1: x")
        #expect(try message() == "RFC-1: x\n")
    }

    @Test func staysSilentOnADetachedHead() throws {
        try repository.git("checkout", "--quiet", "--detach")
        try repository.git("commit", "--allow-empty", "-m", "x")
        #expect(try message() == "x\n")
    }

    private func message() throws -> String { try repository.git("log", "-1", "--format=%B") }
}
