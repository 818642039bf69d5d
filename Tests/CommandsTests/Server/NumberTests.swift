import Foundation
import TestSupport
import Testing

@Suite("Numbers of others never end the program")
struct NumberTests {
    /// What a command may answer; what a signal ended has 128 and more, and a bug 70.
    private static let answers: Set<Int32> = [0, 1, 2, 3, 4]

    private func ledger() throws -> TestRepository {
        let repository = try TestRepository()
        try repository.makeLedger()
        try repository.addItems(["TASK-1"])
        return repository
    }

    private func forge(
        _ repository: TestRepository, number: String, folder: String
    ) throws {
        let ledger = "refs/heads/sluice/ledger"
        let files = try repository.git("ls-tree", "--name-only", ledger, "trust/1/").split(separator: "\n")
        let path = try #require(files.first { $0.hasSuffix(".json") }).description
        let text =
            try repository.git("cat-file", "blob", "\(ledger):\(path)")
            .replacingOccurrences(of: "\"version\":1", with: "\"version\":\(number)") + "\n"
        let record = try repository.git("hash-object", "-w", "--stdin", input: Array(text.utf8))
        let policy = try repository.git("rev-parse", "\(ledger):trust/1/policy")
        let index = ["GIT_INDEX_FILE": "\(repository.path)/.git/forged-index"]
        func run(_ arguments: String...) throws -> String {
            let result = try repository.start(["git"] + arguments, environment: index).wait()
            try #require(result.status == 0, "\(result.errors)")
            return result.output.trimmingCharacters(in: .newlines)
        }
        _ = try run("read-tree", ledger)
        let name = "\(path.split(separator: "/")[2].prefix(21))\(record.prefix(16)).json"
        _ = try run("update-index", "--add", "--cacheinfo", "100644,\(record),trust/\(folder)/\(name)")
        _ = try run("update-index", "--add", "--cacheinfo", "100644,\(policy),trust/\(folder)/policy")
        let commit = try repository.git("commit-tree", "-p", ledger, "-m", "raw", try run("write-tree"))
        try repository.git("update-ref", ledger, commit)
    }

    @Test(
        "versions of the policy",
        arguments: [
            "9223372036854775807", "9223372036854775806", "-9223372036854775808", "4000000", "999999999", "0", "-1",
        ])
    func readsPolicyNumbers(number: String) throws {
        let repository = try ledger()
        try forge(repository, number: number, folder: number)
        for arguments in [
            ["task", "show", "TASK-1"], ["audit"], ["doctor"], ["policy", "show"], ["gate", "tag", "1.0"],
        ] {
            let result = try repository.start([Places.program] + arguments).wait()
            #expect(Self.answers.contains(result.status), "\(arguments): \(result.status) \(result.errors)")
        }
        let edit = try repository.sluice(
            "policy", "edit", environment: ["GIT_EDITOR": "sh -c 'echo \"# x\" >> \"$1\"' e"])
        #expect(Self.answers.contains(edit.status), "\(edit.errors)")
    }

    @Test(
        "dates of commits",
        arguments: ["999999999999999999", "-999999999999999999", "9223372036854775807", "253402300800"])
    func readsCommitDates(date: String) throws {
        let repository = try ledger()
        let first = try repository.commit("TASK-1: first")
        let text = """
            tree \(try repository.git("rev-parse", "\(first)^{tree}"))
            parent \(first)
            author A <a@example.org> \(date) +9999999999
            committer A <a@example.org> \(date) -9999999999

            TASK-1: second

            """
        let commit = try repository.git(
            "hash-object", "-t", "commit", "-w", "--literally", "--stdin", input: Array(text.utf8))
        try repository.git("update-ref", "refs/heads/main", commit)
        try repository.plan("1.0", "TASK-1")
        try repository.git("update-ref", "refs/tags/v0.9", commit)
        for arguments in [
            ["log", "main"], ["log", "main", "--json"], ["notes", "1.0"], ["gate", "tag", "1.0"], ["which", commit],
            ["kpi"], ["audit"], ["release", "list"], ["release", "show", "1.0"], ["journal"],
        ] {
            let result = try repository.start([Places.program] + arguments).wait()
            #expect(Self.answers.contains(result.status), "\(arguments): \(result.status) \(result.errors)")
        }
    }

    @Test("windows and calendars at the ends of time")
    func showsCalendarsAtTheEnds() throws {
        let repository = try ledger()
        let policy = "\n[environment \"production\"]\n"
        try repository.write("more", policy)
        try repository.sluice(
            "policy", "edit", environment: ["GIT_EDITOR": "sh -c 'cat \(repository.path)/more >> \"$1\"' editor"])
        for every in ["daily", "weekly", "monthly"] {
            let open = try repository.sluice(
                "window", "open", "production", "--from", "9999-12-30 22:00", "--until", "9999-12-30 23:00", "--every",
                every)
            #expect(Self.answers.contains(open.status), "\(open.errors)")
        }
        for arguments in [
            ["calendar", "--from", "9999-12-01", "--until", "9999-12-31"], ["calendar", "--until", "9999-12-31 23:59"],
            ["calendar", "--from", "0001-01-01", "--until", "+9999999w"],
            ["window", "list", "production", "--from", "9999-12-31 23:59"], ["calendar", "--from", "-9999999w"],
            ["kpi", "--year", "9223372036854775807"], ["policy", "show", "--version", "9223372036854775807"],
            ["journal", "--limit", "9223372036854775807"],
        ] {
            let result = try repository.start([Places.program] + arguments).wait()
            #expect(Self.answers.contains(result.status), "\(arguments): \(result.status) \(result.errors)")
        }
    }

    @Test("T43: the last test case and the last item of all, which anybody can take")
    func passesOverTheLastNumber() throws {
        let repository = try ledger()
        let add = ["test", "case", "add", "--title", "x", "--for", "all"]
        try #require(try repository.start([Places.program] + add + ["TC-999999999"]).wait().status == 0)
        let next = try repository.start([Places.program] + add).wait()
        #expect(next.status == 0 && next.output.contains("TC-1"), "\(next.errors)")
        try #require(try repository.sluice("rfc", "add", "RFC-999999999", "--title", "x").status == 0)
        let item = try repository.sluice("rfc", "add", "--title", "y")
        #expect(item.status == 0 && item.errors.isEmpty, "\(item.errors)")
    }

    @Test("files whose times no clock shows")
    func readsFileTimes() throws {
        let repository = try ledger()
        try repository.git("remote", "add", "origin", "/nowhere")
        try repository.write(
            ".git/logs/refs/remotes/origin/sluice/ledger",
            "\(String(repeating: "0", count: 40)) \(String(repeating: "1", count: 40)) A <a@b> -9223372036854775808 +0000\tfetch\n"
        )
        try repository.write(".git/sluice/x.lock", "")
        _ = try repository.start(["touch", "-d", "@-9223372036854775808", ".git/sluice/x.lock"]).wait()
        #expect(Self.answers.contains(try repository.sluice("doctor").status))
        #expect(Self.answers.contains(try repository.sluice("gate", "tag", "1.0").status))
    }
}
