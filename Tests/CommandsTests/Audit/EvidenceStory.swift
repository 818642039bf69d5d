import Foundation
import Git
import System
import TestSupport
import Testing

/// A signed release 1.0.0 with a hostile title, and its evidence.
struct EvidenceStory {
    let signed: SignedRepository
    var test: TestRepository { signed.test }
    /// The folder of the evidence.
    let folder: String

    static let hostile = "<script>alert(1)</script> \"'&amp; **b** | \u{202E}x `sh` http://x.example @team"

    /// - Parameter byOpenPGP: whether Sam approves with an OpenPGP key, not Quinn with one of SSH.
    init(byOpenPGP: Bool = false) throws {
        let signed = try SignedRepository()
        self.signed = signed
        try signed.use("dana")
        try #require(try signed.test.sluice("task", "edit", "TASK-1", "--title", Self.hostile).status == 0)
        if byOpenPGP {
            try signed.useOpenPGP()
            defer { signed.endOpenPGP() }
            try #require(try signed.test.sluice("approve", "TASK-1", "--release", "1.0.0").status == 0)
            try signed.useSSH()
        } else {
            try signed.approve(by: "quinn")
        }
        try signed.use("dana")
        let tagged = try signed.test.sluice("tag", "1.0.0")
        try #require(tagged.status == 0, "\(tagged.output)\(tagged.errors)")
        folder = "\(signed.test.path)/.git/evidence-1.0.0"
        let packed = try signed.test.sluice("evidence", "1.0.0", "--output", folder)
        try #require(packed.status == 0, "\(packed.output)\(packed.errors)")
    }

    var files: [String] { get throws { try File.listing(below: folder).files } }

    func read(_ path: String) throws -> [UInt8] { try File.read("\(folder)/\(path)") }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(path)"))
    }

    /// Makes the digests fit again, as somebody would who changes evidence with care.
    func sumAnew() throws {
        let script = "find . -type f ! -name SHA256SUMS -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum > SHA256SUMS"
        try #require(try test.start(["sh", "-c", script], directory: folder).wait().status == 0)
    }

    func verify(_ package: String? = nil, in clone: TestRepository? = nil) throws -> CommandResult {
        try (clone ?? test).sluice("evidence", "verify", package ?? folder)
    }
}
