import Foundation
import TestSupport
import Testing

/// What is packed as evidence.
@Suite struct EvidenceTests {
    private let story: EvidenceStory

    init() throws { story = try EvidenceStory() }

    @Test func packsAllThatIsNeeded() throws {
        let files = try story.files
        for name in [
            "README.md", "SHA256SUMS", "allowed_signers", "commits", "evidence.json", "manifest.json", "policy/1",
            "policy/2", "report.html", "report.md", "signatures", "verdict.json", "verdict.txt", "records/format",
        ] { #expect(files.contains(name), "\(name)") }
        let records = files.filter { $0.hasSuffix(".json") && $0.hasPrefix("records/") }
        #expect(records.count == files.filter { $0.hasSuffix(".json.sig") }.count + 2, "items are unsigned")
        for path in records {
            let there = try story.test.git("cat-file", "blob", "sluice/ledger:\(path.dropFirst("records/".count))")
            #expect(String(decoding: try story.read(path), as: UTF8.self) == there + "\n")
        }
        let report = String(decoding: try story.read("report.md"), as: UTF8.self)
        for text in [
            "Completeness: asked again, Git names the same 1 commit", "before the tag", "of qa at the time",
            "\\<script\\>alert(1)", "## Policy, people and roles in the period", "version 2",
        ] { #expect(report.contains(text), "\(text)\n\(report)") }
        let html = String(decoding: try story.read("report.html"), as: UTF8.self)
        #expect(html.contains("<h2>Population of changes</h2>") && !html.contains("<script"))
    }

    @Test(
        "the commands of its README work, with no more than git, sha256sum, ssh-keygen and gpgv",
        arguments: [false, true])
    func canBeCheckedByHand(byOpenPGP: Bool) throws {
        let story = byOpenPGP ? try EvidenceStory(byOpenPGP: true) : self.story
        let readme = String(decoding: try story.read("README.md"), as: UTF8.self)
        let blocks = readme.components(separatedBy: "```").filter { $0.hasPrefix("sh\n") }
            .map { String($0.dropFirst(3)) }.filter { !$0.hasPrefix("sluice ") }
        let script = "\(story.test.path)/.git/check.sh"
        try story.test.write(".git/check.sh", blocks.joined())
        for shell in ["bash", "sh"] {
            let result = try story.test.start(
                [shell, script], environment: ["clone": story.test.path], directory: story.folder
            ).wait()
            let good = result.output.split(separator: "\n").filter { $0.hasSuffix(": good") }
            #expect(
                good == [
                    "sums: good", "names: good", "policies: good", "first policy: good", "signatures: good",
                    "commits: good", "tag: good", "ledger: good",
                ], "\(result.output)\(result.errors)")
        }
        // And they see what is wrong.
        let signature = try #require(try story.files.first { $0.contains("/items/") && $0.hasSuffix(".sig") })
        var bytes = try story.read(signature)
        bytes[100] ^= 1
        try story.write(signature, bytes)
        let wrong = try story.test.start(
            ["sh", script], environment: ["clone": story.test.path], directory: story.folder
        ).wait()
        #expect(!wrong.output.contains("sums: good"))
        #expect(!wrong.output.contains("signatures: good"))
    }

    @Test func givesTheSameBytesAgain() throws {
        let (first, second) = ("\(story.folder)-a.tar", "\(story.folder)-b.tar")
        try #require(try story.test.sluice("evidence", "1.0.0", "--output", first).status == 0)
        let clone = try story.test.clone()
        try clone.git("config", "sluice.trust", try story.test.git("config", "sluice.trust"))
        try #require(try clone.sluice("evidence", "v1.0.0", "-o", "\(clone.path)/x.tar").status == 0)
        try #require(try story.test.sluice("evidence", "1.0.0", "-o", second).status == 0)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        #expect(try Data(contentsOf: URL(fileURLWithPath: second)) == bytes)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(clone.path)/x.tar")) == bytes)
        _ = try story.test.start(["tar", "-xf", first, "-C", "\(clone.path)/.git"]).wait()
        let unpacked = "\(clone.path)/.git/evidence-1.0.0"
        let difference = try story.test.start(["diff", "-r", unpacked, story.folder]).wait()
        #expect(difference.status == 0, "\(difference.output)")
    }

    @Test func overwritesNothing() throws {
        let again = try story.test.sluice("evidence", "1.0.0", "--output", story.folder)
        #expect(again.status == 1)
        #expect(again.errors.contains("evidence is never overwritten"))
    }

    @Test("a release without a manifest, and a ledger that does not verify, give no evidence")
    func packsNothingThatIsNotThere() throws {
        try #require(try story.test.sluice("release", "new", "1.1.0").status == 0)
        let untagged = try story.test.sluice("evidence", "1.1.0")
        #expect(untagged.status == 1)
        #expect(untagged.errors.contains("has no manifest"))
        try story.test.rewriteLedger(["--force-remove", try story.test.ledgerPaths("releases/1.0.0/items")[0]])
        let broken = try story.test.sluice("evidence", "1.0.0")
        #expect(broken.status == 4)
        #expect(!FileManager.default.fileExists(atPath: "\(story.test.path)/evidence-1.0.0"))
    }
}
