import Foundation
import TestSupport
import Testing

/// The shell files in `hooks`, run by real Git with a program that notes how it was called.
struct HookFileTests {
    static let names = [
        "prepare-commit-msg", "commit-msg", "pre-push", "reference-transaction", "pre-receive", "post-receive",
    ]
    static let commitHooks = ["prepare-commit-msg", "commit-msg"]

    /// A program that is not there, and one that is there and cannot start.
    static let broken = ["/nowhere/sluice", "/etc/passwd"]

    private let repository: TestRepository
    private var program: String { "\(repository.path)/.git/sluice" }

    init() throws {
        repository = try TestRepository()
        // Without a ledger and any setting of Sluice's, a hook has nothing to refuse.
        try repository.git("config", "sluice.ledger", "sluice/ledger")
    }

    @Test("a hook is executable, and few of its lines run where the program does", arguments: names)
    func isAnExecutableOfFewLines(name: String) throws {
        let lines = try text(of: name).components(separatedBy: "\n")
        let call = try #require(lines.lastIndex { $0.contains("\"$sluice\" hook") })
        #expect(call < (name == "reference-transaction" ? 16 : 3))
        #expect(FileManager.default.isExecutableFile(atPath: "\(Places.package)/hooks/\(name)"))
    }

    @Test(arguments: commitHooks, [0, 1, 3])
    func answersWhatTheProgramAnswers(name: String, status: Int32) throws {
        try install(name, running: try writeProgram(status: status))
        let commit = try repository.tryGit("commit", "--allow-empty", "--message=RFC-1: x")
        #expect((commit.status == 0) == (status == 0))
        #expect(try repository.read(".git/calls").hasPrefix("hook \(name) .git/COMMIT_EDITMSG"))
    }

    private var calls: String { (try? repository.read(".git/calls")) ?? "" }

    @Test("branches, and tags that no release can have, move without the program")
    func startsNoProgramForOtherReferences() throws {
        try install("reference-transaction", running: try writeProgram(status: 1))
        let commit = try repository.commit("x")
        try repository.git("branch", "v1.0.0")
        try repository.git("tag", "nightly")
        try repository.git("tag", "-a", "-m", "x", "stable/latest")
        try repository.git("update-ref", "refs/remotes/origin/v1", commit)
        try repository.git("update-ref", "refs/stash-1", commit)
        #expect(calls.isEmpty)
    }

    @Test(arguments: ["v1.0.0", "1", "deep/er/x2", "release-x-3-y"])
    func startsTheProgramForPreparedReleaseTags(tag: String) throws {
        let commit = try repository.commit("x")
        try install("reference-transaction", running: try writeProgram(status: 0))
        try repository.git("tag", tag)
        let lines = calls.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("hook") } == ["hook reference-transaction prepared"])
        #expect(lines.contains { $0.hasSuffix("\(commit) refs/tags/\(tag)") }, "\(calls)")
        try install("reference-transaction", running: try writeProgram(status: 1))
        #expect(try repository.tryGit("tag", "9.9").status != 0)
    }

    @Test("the ledger's line comes with the tag's, also where there are many", arguments: [1, 600])
    func passesOnWhatIsJudgedBy(branches: Int) throws {
        let commit = try repository.commit("x")
        try install("reference-transaction", running: try writeProgram(status: 0))
        let moves = ["refs/heads/sluice/ledger"] + (1..<branches).map { "refs/heads/many/\($0)" } + ["refs/tags/v1.0.0"]
        let input = moves.map { "create \($0) \(commit)\n" }.joined()
        try repository.git("update-ref", "--stdin", input: Array(input.utf8))
        for name in moves { #expect(calls.contains("\(commit) \(name)\n"), "\(name)") }
        #expect(calls.split(separator: "\n").count == moves.count + 1)
    }

    @Test("many branches and no tag: the program looks")
    func startsTheProgramForLongInputs() throws {
        let commit = try repository.commit("x")
        try install("reference-transaction", running: try writeProgram(status: 0))
        let input = (0..<600).map { "create refs/remotes/origin/\($0) \(commit)\n" }.joined()
        try repository.git("update-ref", "--stdin", input: Array(input.utf8))
        #expect(calls.hasPrefix("hook reference-transaction prepared\n"))
    }

    @Test("a hook that was here before is asked about everything, by the program")
    func startsTheProgramForAChainedHook() throws {
        try install("reference-transaction", running: try writeProgram(status: 0))
        try repository.write(".git/hooks/reference-transaction.before-sluice", "#!/bin/sh\n")
        let commit = try repository.commit("x")
        #expect(calls.contains("hook reference-transaction committed\n"))
        #expect(calls.contains("\(commit) refs/heads/main\n"))
        try install("reference-transaction", running: "/nowhere/sluice")
        #expect(try repository.tryGit("tag", "v1").status != 0)
        try repository.git("branch", "other")
    }

    @Test("H8: commit hooks without their program refuse, and say so", arguments: commitHooks, broken)
    func refusesCommits(name: String, program: String) throws {
        try install(name, running: program)
        let commit = try repository.tryGit("commit", "--allow-empty", "--message=RFC-1: x")
        #expect(commit.status != 0)
        #expect(commit.errors.contains("error: cannot run \(program) (status "))
        #expect(commit.errors.contains("correct its path in .git/hooks/\(name)"))
    }

    @Test("H8: a program that the system ends at its start is one that cannot run")
    func refusesWhatCannotStart() throws {
        try repository.write(".git/sluice", "#!/bin/sh\nkill -ABRT $$\n")
        try repository.makeExecutable(".git/sluice")
        try install("commit-msg", running: program)
        let commit = try repository.tryGit("commit", "--allow-empty", "--message=RFC-1: x")
        #expect(commit.status != 0)
        #expect(commit.errors.contains("cannot run \(program) (status 134): the message was not checked"))
        #expect(
            commit.errors.contains(
                "hint: with status 134 the program stopped itself, as Sluice does where /proc is not mounted: `mount -t "
            ))
    }

    @Test("H8: each hook without its program shows the command that removes all of Sluice's hooks, and that works")
    func showsHowToRemoveTheHooks() throws {
        try repository.commit("x")
        let place = try repository.clone("it's a \"$place\" `x`")
        try place.git("config", "sluice.ledger", "sluice/ledger")
        for name in Self.names {
            try install(name, running: "/nowhere/sluice", in: place)
            let bare = try place.start(
                ["sh", "-c", "echo 0 0 refs/tags/v1 | .git/hooks/\(name) prepared"]
            ).wait()
            #expect(bare.status == 1, "\(name)")
            let command = try removal(in: bare, onServer: ["pre-receive", "post-receive"].contains(name))
            #expect(command.hasSuffix("/hooks' && rm \(name))"), "\(command)")
            try #require(try place.start(["sh", "-c", command], directory: "/").wait().status == 0)
            #expect(!FileManager.default.fileExists(atPath: "\(place.path)/.git/hooks/\(name)"))
        }
    }

    @Test("the command puts earlier hooks back, also links and a manager's, and leaves those of others alone")
    func showsHowToRestoreTheHooks() throws {
        for name in Self.names.prefix(4) { try install(name, running: "/nowhere/sluice") }
        let hooks = ".git/hooks"
        try repository.git("config", "alias.sh", "!sh")
        let script = """
            mkdir \(hooks)/before-sluice scripts && cd \(hooks)
            echo '#!/bin/sh' >before-sluice/pre-push && chmod +x before-sluice/pre-push
            printf '#!/bin/sh\\ntouch .git/ran\\n' >../../scripts/own && chmod +x ../../scripts/own
            ln -s ../../../scripts/own before-sluice/commit-msg
            mv prepare-commit-msg prepare-commit-msg.legacy
            printf '#!/bin/sh\\nexec .git/hooks/prepare-commit-msg.legacy\\n' >prepare-commit-msg
            chmod +x prepare-commit-msg
            echo '#!/bin/sh' >post-commit
            """
        try #require(try repository.start(["sh", "-ec", script]).wait().status == 0)
        let refused = try repository.tryGit("commit", "--allow-empty", "-m", "x")
        #expect(refused.status == 1 && refused.errors.contains("the trailer that names the item of the branch"))
        let command = try removal(in: refused, onServer: false)
        try #require(try repository.start(["sh", "-c", command], directory: "/").wait().status == 0)
        let left = try repository.start(["sh", "-c", "cd \(hooks) && ls | grep -v sample && readlink commit-msg"])
            .wait()
        #expect(
            left.output.split(separator: "\n")
                == [
                    "before-sluice", "commit-msg", "post-commit", "pre-push", "prepare-commit-msg", "../../scripts/own",
                ])
        #expect(try repository.read("\(hooks)/pre-push") == "#!/bin/sh\n")
        try repository.write("\(hooks)/prepare-commit-msg", "#!/bin/sh\n")
        try repository.git("commit", "--allow-empty", "-m", "x")
        #expect(FileManager.default.fileExists(atPath: "\(repository.path)/.git/ran"))
    }

    private func removal(in result: CommandResult, onServer isOnServer: Bool) throws -> String {
        let beginning =
            "hint: if Sluice was removed on purpose, remove its hooks\(isOnServer ? ", on the server" : ""): `"
        let line = result.errors.split(separator: "\n").first { $0.hasPrefix(beginning) }
        return String(try #require(line, "\(result.errors)").dropFirst(beginning.count).dropLast())
    }

    @Test("H70: where nothing says that there is a ledger, hooks without their program refuse nothing")
    func leavesOtherRepositoriesAlone() throws {
        try repository.git("config", "--unset", "sluice.ledger")
        for name in Self.commitHooks + ["reference-transaction", "pre-push"] {
            try install(name, running: "/nowhere/sluice")
        }
        try repository.commit("x")
        try repository.tag("v1")
        let server = try repository.clone(bare: true)
        try repository.git("push", "file://\(server.path)", "v1:refs/tags/v2")
        try repository.git("update-ref", "refs/remotes/origin/sluice/ledger", "HEAD")
        #expect(throws: CommandFailure.self) { try repository.commit("x") }
        #expect(throws: CommandFailure.self) { try repository.tag("v3") }
    }

    @Test("H8: commit hooks that the policy leaves open let commits pass", arguments: commitHooks, broken)
    func letsCommitsPass(name: String, program: String) throws {
        try install(name, running: program, status: 0)
        let commit = try repository.tryGit("commit", "--allow-empty", "--message=RFC-1: x")
        #expect(commit.status == 0)
        #expect(commit.errors.contains("cannot run \(program) (status "))
    }

    @Test("H8: without the program tags are refused, and branches go on", arguments: broken)
    func refusesTags(program: String) throws {
        try install("reference-transaction", running: program)
        try repository.commit("x")
        let tag = try repository.tryGit("tag", "v1")
        #expect(tag.status != 0)
        #expect(
            tag.errors.contains("error: cannot run \(program) (status 12")
                && tag.errors.contains("): these tags were not checked"))
    }

    @Test("H8: without the program pushed tags are refused, and branches go on", arguments: broken)
    func refusesPushedTags(program: String) throws {
        try repository.commit("x")
        try repository.tag("v1")
        try repository.git("remote", "add", "origin", try repository.clone(bare: true).path)
        try repository.git("push", "origin", ":refs/tags/v1")
        try install("pre-push", running: program)
        #expect(try repository.tryGit("push", "origin", "main:other").status == 0)
        let push = try repository.tryGit("push", "origin", "v1")
        #expect(push.status != 0)
        #expect(
            push.errors.contains("error: cannot run \(program) (status 12")
                && push.errors.contains("): these tags were not checked"))
    }

    @Test("H8: a server without the program refuses every push", arguments: broken)
    func refusesPushes(program: String) throws {
        try install("pre-receive", running: program)
        let clone = try repository.clone()
        try clone.commit("x")
        let push = try clone.tryGit("push", "origin", "main:other")
        #expect(push.status != 0)
        #expect(
            push.errors.contains("error: cannot run \(program) (status 12")
                && push.errors.contains("): this push was not checked"))
    }

    private func text(of name: String) throws -> String {
        try String(contentsOfFile: "\(Places.package)/hooks/\(name)", encoding: .utf8)
    }

    /// Installs a hook as `sluice hooks install` does; `status` is what it answers when the program does not start.
    private func install(
        _ name: String, running program: String, status: Int = 1, in other: TestRepository? = nil
    ) throws {
        let repository = other ?? repository
        let text = try text(of: name)
            .replacingOccurrences(of: "sluice=sluice;", with: "sluice=\(program);")
            .replacingOccurrences(of: "exit 1\n", with: "exit \(status)\n")
        try repository.write(".git/hooks/\(name)", text)
        try repository.makeExecutable(".git/hooks/\(name)")
    }

    /// A program that notes its arguments and its standard input.
    private func writeProgram(status: Int32) throws -> String {
        try repository.write(".git/sluice", "#!/bin/sh\n{ echo \"$*\"; cat; } >>.git/calls\nexit \(status)\n")
        try repository.makeExecutable(".git/sluice")
        return program
    }
}
