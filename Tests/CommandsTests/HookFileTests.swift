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
    }

    @Test(arguments: names)
    func isAnExecutableOfThreeLines(name: String) throws {
        #expect(try text(of: name).split(separator: "\n").count == 3)
        #expect(FileManager.default.isExecutableFile(atPath: "\(Places.package)/hooks/\(name)"))
    }

    @Test(arguments: commitHooks, [0, 1, 3])
    func answersWhatTheProgramAnswers(name: String, status: Int32) throws {
        try install(name, running: try writeProgram(status: status))
        let commit = try repository.tryGit("commit", "--allow-empty", "--message=RFC-1: x")
        #expect((commit.status == 0) == (status == 0))
        #expect(try repository.read(".git/calls").hasPrefix("hook \(name) .git/COMMIT_EDITMSG"))
    }

    @Test func startsTheProgramOnlyForPreparedTransactions() throws {
        try install("reference-transaction", running: try writeProgram(status: 0))
        let commit = try repository.commit("x")
        let calls = try repository.read(".git/calls").split(separator: "\n")
        #expect(calls.contains { $0.hasSuffix("\(commit) refs/heads/main") })
        #expect(calls.filter { $0.hasPrefix("hook") }.allSatisfy { $0 == "hook reference-transaction prepared" })
    }

    @Test("H8: commit hooks without their program refuse, and say so", arguments: commitHooks, broken)
    func refusesCommits(name: String, program: String) throws {
        try install(name, running: program)
        let commit = try repository.tryGit("commit", "--allow-empty", "--message=RFC-1: x")
        #expect(commit.status != 0)
        #expect(commit.errors.contains("error: cannot run \(program): "))
        #expect(commit.errors.contains("correct its path in .git/hooks/\(name)"))
    }

    @Test("H8: commit hooks that the policy leaves open let commits pass", arguments: commitHooks, broken)
    func letsCommitsPass(name: String, program: String) throws {
        try install(name, running: program, status: 0)
        let commit = try repository.tryGit("commit", "--allow-empty", "--message=RFC-1: x")
        #expect(commit.status == 0)
        #expect(commit.errors.contains("cannot run \(program): "))
    }

    @Test("H8: without the program tags are refused, and branches go on", arguments: broken)
    func refusesTags(program: String) throws {
        try install("reference-transaction", running: program)
        try repository.commit("x")
        let tag = try repository.tryGit("tag", "v1")
        #expect(tag.status != 0)
        #expect(tag.errors.contains("error: cannot run \(program): these tags were not checked"))
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
        #expect(push.errors.contains("error: cannot run \(program): these tags were not checked"))
    }

    @Test("H8: a server without the program refuses every push", arguments: broken)
    func refusesPushes(program: String) throws {
        try install("pre-receive", running: program)
        let clone = try repository.clone()
        try clone.commit("x")
        let push = try clone.tryGit("push", "origin", "main:other")
        #expect(push.status != 0)
        #expect(push.errors.contains("error: cannot run \(program): this push was not checked"))
    }

    private func text(of name: String) throws -> String {
        try String(contentsOfFile: "\(Places.package)/hooks/\(name)", encoding: .utf8)
    }

    /// Installs a hook as `sluice hooks install` does; `status` is what it answers when the program does not start.
    private func install(_ name: String, running program: String, status: Int = 1) throws {
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
