import TestSupport
import Testing

/// A ledger that lost something shuts the gate, also where no other record names what is gone.
@Suite struct GateLedgerTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository.withOpenGate() }

    /// Rewrites the ledger's tree behind Sluice's back, in a commit of its own; gives that commit.
    private func tamper(_ index: String...) throws -> String {
        try repository.git("read-tree", "--index-output=.git/tampered", "sluice/ledger")
        let environment = ["GIT_INDEX_FILE": repository.path + "/.git/tampered"]
        _ = try repository.start(["git", "update-index"] + index, environment: environment).wait()
        let tree = try repository.start(["git", "write-tree"], environment: environment).wait().output.prefix(40)
        let commit = try repository.git("commit-tree", "-p", "sluice/ledger", "-m", "gone", String(tree))
        try repository.git("update-ref", "refs/heads/sluice/ledger", commit)
        return commit
    }

    private func newestSignOff() throws -> String {
        let names = try repository.git("ls-tree", "-r", "--name-only", "sluice/ledger", "releases/1.0/items")
        return names.split(separator: "\n").max {
            ($0.split(separator: "/").last ?? "") < ($1.split(separator: "/").last ?? "")
        }
        .map(String.init) ?? ""
    }

    @Test("T10: the newest rejection was taken out: not open, and the commit that did it is named")
    func findsARemovedRejection() throws {
        #expect(try repository.gate(status: 0).open)
        let rejected = try repository.sluice(
            "reject", "RFC-1", "--release", "1.0", "--note", "no", person: Person(name: "Ria", email: "ria@example.org")
        )
        #expect(rejected.status == 0, "\(rejected.errors)")
        #expect(try !repository.gate(status: 1).open)
        let path = try newestSignOff()
        let commit = try tamper("--force-remove", path)
        for command in [["gate", "tag", "1.0"], ["tag", "1.0"]] {
            let result = try repository.start([Places.program] + command).wait()
            #expect(result.status == 4)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("\(path): commit \(commit.prefix(10)) took it out"), "\(result.errors)")
            #expect(result.errors.contains("`git show --stat \(commit.prefix(10))`"))
        }
        try repository.git("branch", "-f", "sluice/ledger", "\(commit)^")
        #expect(try !repository.gate(status: 1).open)
    }

    @Test("T10: a file that stands where no record is was changed")
    func findsAChangedFile() throws {
        let blob = try repository.writeObject("blob", Array("x\n".utf8))
        _ = try tamper("--cacheinfo", "100644,\(blob),adopted")
        let result = try repository.sluice("gate", "tag", "1.0")
        #expect(result.status == 4)
        #expect(result.errors.contains("adopted: its name does not fit its content"))
    }

    /// Adds items in the repository and in a clone of it, then joins the two ledgers.
    private func addApart(_ here: [String], _ there: [String]) throws {
        let clone = try repository.clone()
        try clone.git("branch", "sluice/ledger", "origin/sluice/ledger")
        for (place, words) in [(clone, there), (repository, here)] {
            let program = [Places.program, "rfc", "add"] + words
            #expect(try place.start(program).wait().status == 0)
        }
        try repository.git("fetch", "--quiet", clone.path, "sluice/ledger:refs/heads/other")
        let tree = try repository.git("merge-tree", "--write-tree", "sluice/ledger", "other")
        let join = try repository.git("commit-tree", "-p", "sluice/ledger", "-p", "other", "-m", "join", tree)
        try repository.git("update-ref", "refs/heads/sluice/ledger", join)
        try repository.git("branch", "-D", "other")
    }

    @Test("what is joined from two clones lost nothing")
    func acceptsAJoinedLedger() throws {
        try addApart(["RFC-9", "--title", "nine"], ["RFC-8", "--title", "eight"])
        #expect(try repository.gate(status: 0).open)
    }

    @Test("two clones gave one number to two items: shut until somebody who knows both says what it is")
    func refusesAnItemThatIsTwo() throws {
        try addApart(["RFC-7", "--title", "login"], ["RFC-7", "--title", "logout"])
        #expect(try repository.gate(status: 0).open, "it is not in this release")
        #expect(try repository.sluice("release", "add", "1.0", "RFC-7", "--without-commits").status == 0)
        #expect(try repository.sluice("approve", "RFC-7", "--release", "1.0", person: .tester).status == 0)
        let verdict = try repository.gate(status: 1)
        #expect(verdict.codes == ["unknown-item"])
        #expect(verdict.findings[0].found.contains("added as \"log"))
        let shown = try repository.sluice("rfc", "show", "RFC-7").output.contains("logout") ? "logout" : "login"
        #expect(try repository.sluice("rfc", "edit", "RFC-7", "--title", shown).status == 0)
        #expect(try repository.gate(status: 0).open)
    }

    @Test("two clones that imported the same said the same")
    func acceptsTheSameItemTwice() throws {
        try addApart(["RFC-7", "--title", "login"], ["RFC-7", "--title", "login"])
        #expect(try repository.sluice("release", "add", "1.0", "RFC-7", "--without-commits").status == 0)
        #expect(try repository.sluice("approve", "RFC-7", "--release", "1.0", person: .tester).status == 0)
        #expect(try repository.gate(status: 0).open)
    }
}
