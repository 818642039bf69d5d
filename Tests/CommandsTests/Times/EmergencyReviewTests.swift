import Changes
import Git
import Ledger
import TestSupport
import Testing

/// m01: the review of an emergency is due after the earliest time that anything says of its tag.
@Suite("the review of an emergency") struct EmergencyReviewTests {
    private let repository: TestRepository
    private static let future = 4_070_000_000

    /// 1.0 is an emergency, open, and planned an hour ago; its review is due a day after its tag.
    init() throws {
        repository = try TestRepository()
        try repository.commit("RFC-1: first")
        try repository.makeLedger(policy: TestRepository.hookPolicy + "\n[review]\n    within = 1d\n")
        try repository.addItems(["RFC-1", "RFC-2"])
    }

    private func plan() throws {
        try #require(try repository.sluice("release", "new", "1.0", "--type", "emergency").status == 0)
        try repository.approve("1.0", "RFC-1")
    }

    /// Whether the gate of the next release is shut as the review of 1.0 is overdue.
    private func isOverdue(at: String? = nil) throws -> Bool {
        if try repository.records(of: .release("1.1")).all.isEmpty {
            try repository.commit("RFC-2: second")
            try repository.approve("1.1", "RFC-2")
        }
        let words = ["gate", "tag", "1.1", "--json"] + (at.map { ["--at", $0] } ?? [])
        return try repository.start([Places.program] + words).wait().output.contains("\"code\": \"incident\"")
    }

    /// The tag and its manifest as the program makes them, and then the manifest once more, dated by its writer.
    private func tag(manifest: Int) throws {
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try repository.forgeAgain(.manifest, about: .release("1.0"), by: .developer, at: manifest)
    }

    @Test("is due from the tag, by the machine's clock, and the tag cannot be dated in the future")
    func isDueFromTheTag() throws {
        try plan()
        let late = try repository.start(
            [Places.program, "tag", "1.0"], environment: ["GIT_COMMITTER_DATE": "@4070000000 +0000"]
        ).wait()
        #expect(late.status == 1 && late.errors.contains("which is after now"))
        try #require(try repository.sluice("tag", "1.0").status == 0)
        // The story began in January, and nobody reviewed anything.
        #expect(try isOverdue())
        try #require(try repository.sluice("review", "1.0", "-m", "fine", person: .tester).status == 0)
        #expect(try !isOverdue())
    }

    @Test("is not due before its time")
    func isNotDueTooEarly() throws {
        repository.useTheClock()
        try plan()
        try #require(try repository.sluice("tag", "1.0").status == 0)
        #expect(try !isOverdue())
        #expect(try !isOverdue(at: "+23h"))
        #expect(try isOverdue(at: "+25h"))
    }

    @Test("a manifest dated in the future puts nothing off: the tag has a date of its own")
    func believesTheTag() throws {
        try plan()
        try tag(manifest: Self.future)
        #expect(try isOverdue())
    }

    @Test("nor does a tag dated in the future: the next record of the ledger is dated by its writer")
    func believesTheNextRecord() throws {
        try plan()
        let release = try #require(Version("1.0"))
        let commit = try #require(ObjectID(repository.resolve("HEAD")))
        let manifest = ManifestStatement(
            release: release, tag: "v1.0", candidate: commit, base: nil, baseRule: "first", policy: 1,
            items: [ItemID(key: "RFC", number: 1)], commits: [], signOffs: [])
        try repository.forge(.manifest(manifest), by: .developer, at: Self.future)
        _ = try repository.start(
            ["git", "tag", "-a", "-m", "x", "v1.0"], environment: ["GIT_COMMITTER_DATE": "@4070000000 +0000"]
        ).wait()
        try repository.addItems(["RFC-7"])
        #expect(try isOverdue())
    }

    @Test("the receipt of a server counts, too; one that is dated before the plan counts from the plan")
    func believesTheServer() throws {
        repository.useTheClock()
        try plan()
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let commit = try #require(ObjectID(repository.resolve("HEAD")))
        let receipt = Statement.verdict(
            .init(release: try #require(Version("1.0")), tag: "v1.0", object: commit, commit: commit, findings: []))
        try repository.forge(receipt, by: .manager, at: 1_000)
        #expect(try !isOverdue(), "nobody makes it due before the release was planned")
        #expect(try isOverdue(at: "+25h"))
    }
}
