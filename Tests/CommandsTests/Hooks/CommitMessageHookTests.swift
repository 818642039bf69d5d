import Foundation
import TestSupport
import Testing

@Suite("The commit-msg hook")
struct CommitMessageHookTests {
    private let repository: TestRepository

    init() throws {
        repository = try .withHooks()
    }

    @Test(arguments: ["RFC-1: x", "x\n\nTask: TASK-7\n", "[TASK-7] x", "feat(login): RFC-1, TASK-7 x"])
    func letsPassWhatBelongsToOpenItems(message: String) throws {
        try repository.commit(message)
    }

    @Test func refusesAMessageWithoutAnItem() throws {
        try expectRefusal(of: "a change", saying: "error: the message names no item that the commit belongs to")
    }

    @Test func tellsHowToGoOn() throws {
        try expectSnapshot(try repository.tryGit("commit", "--allow-empty", "-m", "a change"), named: "hook-commit-msg")
        repository.variables["GIT_EDITOR"] = "sed -i '1s/^/RFC-1: /'"
        try repository.git("commit", "--allow-empty", "-eF", ".git/COMMIT_EDITMSG")
        #expect(try repository.git("log", "-1", "--format=%B") == "RFC-1: a change\n")
    }

    @Test("a refused amend goes on as one, so that no second commit is made")
    func tellsHowToGoOnAmending() throws {
        try repository.commit("RFC-1: x")
        let count = try repository.git("rev-list", "--count", "HEAD")
        try repository.git("config", "alias.again", "commit --allow-empty --amend")
        for words in [["commit", "--allow-empty", "--amend", "-m", "y"], ["again", "-m", "y"]] {
            let refused = try repository.start(["git"] + words).wait()
            #expect(refused.status == 1)
            #expect(
                refused.errors.contains(
                    "is kept: `git commit --amend -eF .git/COMMIT_EDITMSG` goes on with it, with `-a`"),
                "\(refused.errors)")
        }
        repository.variables["GIT_EDITOR"] = "sed -i '1s/^/RFC-1: /'"
        try repository.git("commit", "--amend", "--allow-empty", "-eF", ".git/COMMIT_EDITMSG")
        #expect(try repository.git("log", "-1", "--format=%B") == "RFC-1: y\n")
        #expect(try repository.git("rev-list", "--count", "HEAD") == count)
    }

    @Test("where nobody knows which command it was, both are named, each with its case")
    func namesBothWaysToGoOn() throws {
        try repository.write(".git/COMMIT_EDITMSG", "a change\n")
        let alone = try repository.sluice("hook", "commit-msg", ".git/COMMIT_EDITMSG")
        #expect(alone.status == 1)
        #expect(
            alone.errors.contains(
                "`git commit -eF .git/COMMIT_EDITMSG` goes on with it, or `git commit --amend -eF .git/COMMIT_EDITMSG` "
                    + "if you were changing the last commit, with `-a` where you used it"), "\(alone.errors)")
    }

    @Test("the example has the key and the trailer of tasks that the policy has")
    func givesExamplesOfThePolicy() throws {
        let other = try TestRepository.withHooks(
            policy: """
                [item "SHOP"]
                    kind = task
                [link]
                    trailer = RfC
                    trailer = Task
                [hooks]
                    branch = main
                [release]
                    tag = v{version}
                    branch = main
                [sign-off]
                    role = qa
                """)
        let refused = try other.tryGit("commit", "--allow-empty", "-m", "a change")
        #expect(refused.errors.contains("`SHOP-12: …`, or end the message with a trailer `Task: SHOP-12`"))
        let mentioned = try other.tryGit("commit", "--allow-empty", "-m", "as SHOP-16 says")
        #expect(mentioned.errors.contains("`SHOP-16: …`, or end the message with a trailer `Task: SHOP-16`"))
    }

    @Test func refusesAnUnknownItemAndNamesTheCommandThatAddsIt() throws {
        try expectRefusal(
            of: "RFC-9: x", saying: "error: RFC-9 is not in the ledger\nhint: add it with `sluice rfc add RFC-9")
    }

    @Test func refusesAClosedItem() throws {
        try repository.addItems(["RFC-2"], state: "closed")
        try expectRefusal(of: "RFC-1, RFC-2: x", saying: "error: RFC-2 is closed")
    }

    @Test("where a remote's ledger holds what the local one lacks, messages are held against both")
    func checksBesideADivergedLedger() throws {
        let ledger = try repository.resolve("sluice/ledger")
        try repository.addItems(["RFC-5"])
        try repository.git("update-ref", "refs/remotes/origin/sluice/ledger", "sluice/ledger")
        try repository.git("update-ref", "refs/heads/sluice/ledger", ledger)
        for state in ["behind", "diverged"] {
            if state == "diverged" {
                let other = try repository.git("commit-tree", "-p", ledger, "-m", "other", "\(ledger)^{tree}")
                try repository.git("update-ref", "refs/heads/sluice/ledger", other)
            }
            try expectRefusal(of: "a change", saying: "names no item")
            try expectRefusal(of: "RFC-6: a change", saying: "RFC-6 is not in the ledger")
            try repository.commit("RFC-5: \(state)")
        }
    }

    @Test("L1: words that look like IDs do not count")
    func refusesOtherWords() throws {
        try expectRefusal(of: "Read UTF-8, ISO-8601 and CVE-2024-1234", saying: "names no item")
    }

    @Test("L2: a near miss is suggested, never taken", arguments: ["TAKS-7: x", "TASK- 7 : x", "Task 7: x"])
    func suggestsNearMisses(message: String) throws {
        try expectRefusal(of: message, saying: "did it mean TASK-7?")
    }

    @Test("L4, L6: a trailer that Git does not see counts, and is told")
    func warnsOfHiddenTrailers() throws {
        let commit = try repository.tryGit(
            "commit", "--allow-empty", "-m", "x", "-m", "Refs: RFC-1", "-m", "Signed-off-by: D <d@example.org>")
        #expect(commit.status == 0)
        #expect(commit.errors.contains("Git does not see the trailer \"Refs: RFC-1\": a blank line stands"))
    }

    @Test("L7: a key that only the diff of `commit -v` holds does not count")
    func readsNoDiff() throws {
        try repository.write("a.txt", "RFC-1: nothing\n")
        try repository.git("add", ".")
        repository.variables["GIT_EDITOR"] = "sed -i '1s/^/a change/'"
        let commit = try repository.tryGit("commit", "-v")
        #expect(commit.status != 0)
        #expect(commit.errors.contains("names no item"))
        #expect(try repository.read(".git/COMMIT_EDITMSG") == "a change\n")
    }

    @Test func readsNoComments() throws {
        repository.variables["GIT_EDITOR"] = "sed -i '1s/^/a change/; $s/$/ RFC-1: x/'"
        for character in ["#", ";", "auto"] {
            try repository.git("config", "core.commentChar", character)
            #expect(try repository.tryGit("commit", "--allow-empty").errors.contains("names no item"))
        }
    }

    @Test func keepsLinesThatGitKeepsWhereNoEditorIsOpened() throws {
        try repository.git("commit", "--allow-empty", "-m", "x", "-m", "#1\nTask: TASK-7")
    }

    @Test func leavesAnEmptyMessageToGit() throws {
        repository.variables["GIT_EDITOR"] = "true"
        let commit = try repository.tryGit("commit", "--allow-empty")
        #expect(commit.status != 0)
        #expect(commit.errors.contains("Aborting commit due to empty commit message"))
    }

    @Test("L8: bytes of any encoding, CRLF, and a message of 2 MB are read")
    func readsBytes() throws {
        try repository.commit(messageBytes: Array("RFC-1: caf".utf8) + [0xE9, 0x0A])
        try repository.commit("RFC-1: x\r\n\r\nbody\r\n")
        try repository.commit("RFC-1: x\n\n" + String(repeating: "words and more words\n", count: 100_000))
        try expectRefusal(of: "caf\u{1B}[2J\u{202E}", saying: "names no item")
    }

    @Test("L8: a NUL byte is refused")
    func refusesNUL() throws {
        try repository.write("message", bytes: Array("RFC-1: x\0y\n".utf8))
        let commit = try repository.tryGit("commit", "--allow-empty", "-F", "message")
        #expect(commit.errors.contains("the message holds a NUL byte"))
    }

    @Test func showsForeignTextHarmless() throws {
        let commit = try repository.tryGit("commit", "--allow-empty", "-m", "TASK-\u{1B} 7 \u{202E}")
        #expect(!commit.errors.contains("\u{1B}") && !commit.errors.contains("\u{202E}"))
    }

    @Test("an ID that is there and counts for nothing is named")
    func saysWhereAnIDLinks() throws {
        try expectRefusal(
            of: "as RFC-1 says", saying: "error: RFC-1 is in the message, but not where it makes the commit")
        try expectRefusal(of: "as RFC-1 says", saying: "begin the subject with an item, `RFC-1: …`")
    }

    @Test("where the policy says so, a commit without an item is only warned of; its text is judged all the same")
    func onlyWarns() throws {
        let other = try TestRepository.withHooks(
            policy: TestRepository.hookPolicy.replacingOccurrences(of: "[hooks]", with: "[hooks]\n    missing = warn"))
        for (message, warning) in [("a change", "names no item"), ("RFC-9: x", "RFC-9 is not in the ledger")] {
            let commit = try other.tryGit("commit", "--allow-empty", "-m", message)
            #expect(commit.status == 0 && commit.errors.contains("warning: ") && commit.errors.contains(warning))
        }
        #expect(try other.tryGit("commit", "--allow-empty", "-m", "x", "-m", "Task: RFC-1").status == 0)
        #expect(try other.tryGit("commit", "--allow-empty", "-m", "Task: RFC-1").status == 1)
    }

    @Test("the gate asks for no item of exempt files and of reverts, and so the hook asks for none")
    func asksNoMoreThanTheGate() throws {
        let other = try TestRepository.withHooks(
            policy: TestRepository.hookPolicy + "\n[exempt]\n    path = CHANGELOG.md\n    path = docs/**\n")
        try other.commit("RFC-1: one", files: ["a": "1\n", "CHANGELOG.md": "1\n", "docs/x": "1\n"])
        try other.commit("bump: 1.0 → 1.1", files: ["CHANGELOG.md": "2\n", "docs/x": "2\n"])
        #expect(throws: CommandFailure.self) { try other.commit("bump", files: ["CHANGELOG.md": "3\n", "a": "2\n"]) }
        try other.git("reset", "--quiet", "--hard")
        let first = try other.commit("RFC-1: two", files: ["a": "2\n"])
        try other.commit("RFC-1: three", files: ["a": "3\n"])
        #expect(try other.tryGit("revert", "--no-edit", first).status != 0, "a conflict")
        try other.write("a", "1\n")
        try other.git("add", "a")
        other.variables["GIT_EDITOR"] = "true"
        try other.git("revert", "--continue")
    }

    @Test("H83: nor of a message that is written anew, of what a bot may do, and of any words about a revert")
    func asksNoMoreThanTheGateOfOthers() throws {
        let other = try TestRepository.withHooks(
            policy: TestRepository.hookPolicy
                + "\n[exempt]\n    path = CHANGELOG.md\n[exempt \"bot\"]\n    author = bot@example.org\n    path = lock\n"
        )
        try other.commit("RFC-1: one", files: ["a": "1\n", "CHANGELOG.md": "1\n"])
        try other.commit("bump", files: ["CHANGELOG.md": "2\n"])
        try other.git("commit", "--amend", "-m", "bump: to 2")
        #expect(throws: CommandFailure.self) { try other.commit("lock", files: ["lock": "1\n"]) }
        other.variables["GIT_AUTHOR_EMAIL"] = "bot@example.org"
        try other.commit("lock", files: ["lock": "2\n"])
        #expect(throws: CommandFailure.self) { try other.commit("more", files: ["lock": "3\n", "a": "2\n"]) }
        try other.git("reset", "--quiet", "--hard")
        let two = try other.commit("RFC-1: two", files: ["a": "2\n"])
        try other.commit("RFC-1: three", files: ["a": "3\n"])
        #expect(try other.tryGit("revert", "--no-edit", two).status != 0, "a conflict")
        try other.write("a", "1\n")
        try other.git("commit", "-a", "-m", "back to one")
    }

    private func expectRefusal(of message: String, saying text: String) throws {
        let commit = try repository.tryGit("commit", "--allow-empty", "-m", message)
        #expect(commit.status == 1)
        #expect(commit.errors.contains(text), "\(commit.errors)")
    }
}
