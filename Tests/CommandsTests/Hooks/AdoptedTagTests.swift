import TestSupport
import Testing

@Suite("Release tags that are older than the ledger")
struct AdoptedTagTests {
    private let repository: TestRepository
    private let server: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("before the ledger")
        try repository.tag("v0.1.0")
        try #require(try repository.sluice("init").status == 0)
        server = try TestRepository(bare: true)
        try repository.git("remote", "add", "origin", "file://\(server.path)")
    }

    @Test func pass() throws {
        try repository.git("push", "origin", "main", "v0.1.0", "sluice/ledger")
        try repository.git("tag", "-d", "v0.1.0")
        try repository.git("tag", "v0.1.0", "main")
    }

    @Test func passOnAServerThatHasTheLedger() throws {
        try repository.git("push", "origin", "main", "sluice/ledger")
        try #require(try server.sluice("hooks", "install").status == 0)
        try repository.git("push", "origin", "v0.1.0")
        #expect(try server.git("tag", "--list") == "v0.1.0")
    }

    @Test func doNotPassOnAnotherCommit() throws {
        let other = try repository.git("commit-tree", "-m", "other", "main^{tree}")
        let result = try repository.tryGit("tag", "-f", "v0.1.0", other)
        #expect(result.status != 0)
        #expect(result.errors.contains("tag v0.1.0 was adopted when the ledger was made"))
        try repository.git("tag", "-d", "v0.1.0")
        let anew = try repository.tryGit("tag", "v0.1.0", other)
        #expect(anew.status != 0 && anew.errors.contains("tag v0.1.0 is refused"))
    }

    @Test func areNotAddedToALaterLedger() throws {
        try repository.git("push", "origin", "main", "sluice/ledger")
        try #require(try server.sluice("hooks", "install").status == 0)
        let tree = try repository.git("ls-tree", "sluice/ledger")
        let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("x\n".utf8))
        let grown = try repository.git("mktree", input: Array("\(tree)\n100644 blob \(blob)\tadopted-too\n".utf8))
        let commit = try repository.git("commit-tree", "-p", "sluice/ledger", "-m", "more", grown)
        let result = try repository.tryGit("push", "origin", "\(commit):refs/heads/sluice/ledger")
        #expect(result.status != 0 && result.errors.contains("the ledger does not verify: adopted-too"))
    }

    @Test("a clone without the tag that a release was counted from is told so, and gets no other answer")
    func aMissingBaseIsNoShorterHistory() throws {
        try repository.sluice("task", "add", "TASK-1", "--title", "one")
        try repository.commit("TASK-1: one")
        try repository.sluice("release", "new", "1.0")
        try repository.sluice("release", "collect", "1.0")
        try repository.sluice("approve", "--all", person: .tester)
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try repository.git("push", "origin", "main", "v1.0", "sluice/ledger")
        try server.git("symbolic-ref", "HEAD", "refs/heads/main")
        let clone = try server.clone("clone")
        let result = try clone.sluice("gate", "tag", "1.0")
        #expect(result.status == 3)
        #expect(result.errors.contains("v1.0 was tagged with the base"))
    }
}
