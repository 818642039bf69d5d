import Git
import Ledger
import TestSupport
import Testing

/// What an audit finds about tags, releases and messages.
@Suite struct AuditReleaseTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository.withOpenGate() }

    @Test("H3: a tag that no gate was asked for is told")
    func findsAnUnapprovedTag() throws {
        try repository.tag("v0.9")
        let audit = try repository.audit(status: 1)
        #expect(audit.codes == ["tag-unapproved"])
        #expect(audit.findings[0].mend[0] == "git show --no-patch v0.9")
    }

    @Test("tags from before the ledger are no findings, until they are moved")
    func knowsAdoptedTags() throws {
        let test = try TestRepository()
        try test.commit("first")
        try test.tag("v0.1")
        try #require(try test.sluice("init", "--no-hooks").status == 0)
        #expect(try test.audit(status: 0).tags.map(\.state) == ["adopted"])
        try test.commit("RFC-1: second")
        try test.git("tag", "-f", "v0.1", "HEAD")
        #expect(try test.audit(status: 1).codes == ["tag-moved"])
    }

    @Test("T11: a tag that was moved, made anew or taken away after the gate is told")
    func findsAMovedTag() throws {
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let tag = try repository.resolve("refs/tags/v1.0")
        try repository.commit("RFC-1: later")
        try repository.git("tag", "-f", "-a", "-m", "moved", "v1.0", "HEAD")
        let moved = try repository.audit(status: 1)
        #expect(moved.codes.first == "tag-moved")
        #expect(moved.subjects("verdict").contains("release 1.0, history"))
        try repository.git("tag", "-f", "-a", "-m", "anew", "v1.0", "HEAD~1")
        #expect(try repository.audit(status: 1).codes == ["tag-replaced"])
        try repository.git("tag", "-d", "v1.0")
        #expect(try repository.audit(status: 1).codes == ["tag-missing"])
        try repository.git("update-ref", "refs/tags/v1.0", tag)
        #expect(try repository.audit(status: 0).codes == [])
    }

    @Test("a manifest that lists other commits than the release has is told")
    func comparesThePopulation() throws {
        let stray = try repository.resolve("main")
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let path = try #require(
            try repository.ledgerPaths("releases/1.0").first {
                try repository.git("cat-file", "blob", "sluice/ledger:\($0)").contains("\"kind\":\"manifest\"")
            })
        let text = try repository.git("cat-file", "blob", "sluice/ledger:\(path)")
        let record = try Record.read(Array("\(text)\n".utf8)).record
        guard case .manifest(var manifest) = record.statement else { return }
        manifest.commits = []
        try repository.append([.manifest(manifest)])
        let audit = try repository.audit(status: 1)
        #expect(audit.codes.contains("manifest"))
        #expect(audit.findings.contains { $0.what.contains("does not list what it has: \(stray.prefix(10))") })
    }

    @Test("L2: a likely slip is a probable link, until somebody says what it is")
    func listsProbableLinks() throws {
        let commit = try repository.commit("RFC 2 : typed in haste")
        try repository.commit("RFC-1: UTF-8 and CVE-2024-1 are none")
        let audit = try repository.audit(status: 1)
        #expect(audit.codes == ["probable-link"])
        #expect(audit.findings[0].subject == "commit \(commit.prefix(10)), RFC-2")
        #expect(audit.findings[0].mend[0] == "sluice link \(commit.prefix(10)) RFC-2 --reason \"…\"")
        try #require(try repository.sluice("link", commit, "RFC-2", "--reason", "a typo").status == 0)
        #expect(try repository.audit(status: 0).codes == [])
    }

    @Test("T6: a message that claims an approval is told as a claim, and approves nothing")
    func tellsClaims() throws {
        let commit = try repository.commit("RFC-1: more\n\nApproved-by: Quinn Tester <quinn@example.org>\n")
        let audit = try repository.audit(status: 0)
        #expect(audit.subjects("claim") == ["commit \(commit.prefix(10))"])
        #expect(audit.records.filter { $0.kind == "sign-off" }.count == 1)
    }

    @Test("a release that the gate would refuse today is told, with all reasons")
    func asksTheGateAgain() throws {
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let text = TestRepository.hookPolicy + "\n[sign-off]\n    role = security\n"
        try #require(try repository.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 0)
        let audit = try repository.audit(status: 1)
        #expect(audit.codes == ["verdict"])
        #expect(audit.findings[0].subject == "release 1.0, signoff RFC-1")
        #expect(audit.findings[0].what.contains("expected approval by security"))
    }

    @Test("--since tells what came after a release, a day or a revision, and checks the whole ledger all the same")
    func boundsWhatIsTold() throws {
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let before = try repository.resolve("sluice/ledger")
        try repository.addItems(["RFC-5"])
        for since in ["1.0", "v1.0", before, "sluice/ledger~1"] {
            let audit = try repository.audit("--since", since, status: 0)
            #expect(audit.records.map(\.kind) == ["item"], "\(since)")
        }
        #expect(try repository.audit("--since", "2026-01-01", status: 0).records.count > 3)
        #expect(try repository.audit("--since", "2030-01-01", status: 0).records.isEmpty)
        let path = try repository.ledgerPaths("releases/1.0/items")[0]
        try repository.rewriteLedger(["--force-remove", path])
        #expect(try repository.audit("--since", "2030-01-01", status: 4).codes == ["removed"])
        let wrong = try repository.sluice("audit", "--since", "yesterday")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("--since 2026-01-31"))
    }
}
