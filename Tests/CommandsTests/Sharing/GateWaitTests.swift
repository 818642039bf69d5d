import Foundation
import TestSupport
import Testing

@Suite("gate: news of the remote")
struct GateWaitTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private var quinn: TestRepository { shared.quinn }

    init() throws { shared = try SharedLedger() }

    @Test("--wait opens when the approval arrives, and writes no branch of its own")
    func waitsForAnApproval() throws {
        let before = try dana.resolve("sluice/ledger")
        let waiting = try dana.start([Places.program, "gate", "tag", "1.0", "--wait", "60"])
        try quinn.sluice("approve", "RFC-1", "--release", "1.0")
        try quinn.sync()
        let result = try waiting.wait()
        #expect(result.status == 0, "\(result.errors)")
        #expect(try dana.resolve("sluice/ledger") == before)
    }

    @Test("when the time is up, the last verdict counts")
    func givesUp() throws {
        let shut = try dana.sluice("gate", "tag", "1.0", "--wait", "1")
        #expect(shut.status == 1)
        #expect(shut.errors.hasPrefix("note: the gate is shut (1 finding: signoff); asking origin again"))
        try quinn.sluice("approve", "RFC-1", "--release", "1.0")
        try quinn.sync()
        #expect(try dana.sluice("gate", "tag", "1.0").status == 1)
        #expect(try dana.sluice("gate", "tag", "1.0", "--wait", "0").status == 0)
    }

    @Test func decidesNothingWithoutTheRemote() throws {
        try quinn.sluice("approve", "RFC-1", "--release", "1.0")
        try quinn.git("remote", "set-url", "origin", "file:///nowhere")
        #expect(try quinn.sluice("gate", "tag", "1.0", "--wait", "1").status == 3)
        try quinn.git("remote", "remove", "origin")
        #expect(try quinn.sluice("gate", "tag", "1.0", "--wait", "1").errors.contains("there is no remote"))
    }

    @Test("--max-age: sync and fetch are news, and grow old")
    func refusesWithoutNews() throws {
        try quinn.sluice("approve", "RFC-1", "--release", "1.0")
        try quinn.sync()
        #expect(try quinn.sluice("gate", "tag", "1.0", "--max-age", "1h").status == 0)
        try age(quinn, ".git/sluice/ledger-heard")
        let old = try quinn.sluice("gate", "tag", "1.0", "--max-age", "1h")
        #expect(old.status == 3, "\(old.output)")
        #expect(old.output.contains("expected  news of origin that are at most 1h old"))
        try quinn.git("fetch", "--quiet", "origin")
        #expect(try quinn.sluice("gate", "tag", "1.0", "--max-age", "1h").status == 0)
        try age(quinn, ".git/FETCH_HEAD")
        #expect(try quinn.sluice("gate", "tag", "1.0", "--max-age", "1h").status == 3)
        try quinn.git("fetch", "--quiet", "origin", "main")
        #expect(try quinn.sluice("gate", "tag", "1.0", "--max-age", "1h").status == 3, "the ledger was not asked for")
        #expect(try quinn.sluice("gate", "tag", "1.0", "--max-age", "1h", "--wait", "0").status == 0)
    }

    /// Makes a file a hundred days old.
    private func age(_ repository: TestRepository, _ file: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -8_640_000)], ofItemAtPath: "\(repository.path)/\(file)")
    }

    @Test("the policy's limit holds without an option; the stricter one counts")
    func followsThePolicy() throws {
        try quinn.write("more", "\n[ledger]\n\tmax-age = 2h\n")
        let edit = try quinn.sluice(
            "policy", "edit", environment: ["GIT_EDITOR": "sh -c 'cat \(quinn.path)/more >> \"$1\"' editor"])
        try #require(edit.status == 0, "\(edit.errors)")
        try quinn.sluice("approve", "RFC-1", "--release", "1.0")
        #expect(try quinn.sluice("gate", "tag", "1.0").status == 3)
        #expect(try quinn.sluice("tag", "1.0").status == 3)
        #expect(try quinn.sluice("gate", "tag", "1.0", "--max-age", "9000d").status == 3)
        try quinn.sync()
        #expect(try quinn.sluice("gate", "tag", "1.0").status == 0)
    }

    @Test func asksNothingOfALedgerWithoutRemote() throws {
        let lone = try TestRepository.withOpenGate()
        #expect(try lone.sluice("gate", "tag", "1.0", "--max-age", "1s").status == 0)
    }

    @Test(arguments: ["soon", "1w", "-1s", ""])
    func refusesOtherLengths(text: String) throws {
        #expect(try dana.sluice("gate", "tag", "1.0", "--max-age=\(text)").status == 2)
    }
}
