import Foundation
import TestSupport
import Testing

@Suite("What a push brings below trust/ is checked like everything else")
struct PushedPolicyTests {
    private let guarded: GuardedServer
    private var clone: TestRepository { guarded.clone }

    init() throws { guarded = try GuardedServer() }

    private func refused(_ files: [(path: String, text: String, mode: String)]) throws -> String {
        let commit = try guarded.ledger(adding: files)
        return try guarded.refused("\(commit):\(GuardedServer.ledger)")
    }

    @Test(
        "files where no policy is",
        arguments: [
            "trust/foo/bar/policy", "trust/1/x/policy", "trust/policy", "trust/+3/policy", "trust/03/policy",
            "trust/٣/policy", "trust/3x/policy", "trust/0/policy", "trust/-1/policy", "trust/1000000000/policy",
            "trust/9223372036854775807/policy", "trust/99999999999999999999/policy", "trust/1/note.txt",
            "trust/2/other", "Trust/2/policy",
        ])
    func refusesOtherPlaces(path: String) throws {
        let said = try refused([(path, "x\n", "100644")])
        #expect(said.contains("the ledger does not verify: \(path)"), "\(said)")
    }

    @Test("a text that no record names", arguments: ["100644", "120000", "100755"])
    func refusesATextOfItsOwn(mode: String) throws {
        #expect(try refused([("trust/2/policy", "[sign-off]\n\trole = qa\n", mode)]).contains("trust/2/policy"))
    }

    @Test func refusesASubmodule() throws {
        let tree = try clone.git("mktree", input: Array("160000 commit \(clone.resolve("main"))\tpolicy\n".utf8))
        let index = ["GIT_INDEX_FILE": "\(clone.path)/.git/forged-index"]
        _ = try clone.start(["git", "read-tree", GuardedServer.ledger], environment: index).wait()
        _ = try clone.start(["git", "read-tree", "--prefix=trust/2", tree], environment: index).wait()
        let root = try clone.start(["git", "write-tree"], environment: index).wait().output
            .trimmingCharacters(in: .newlines)
        let commit = try clone.git("commit-tree", "-p", GuardedServer.ledger, "-m", "raw", root)
        #expect(try guarded.refused("\(commit):\(GuardedServer.ledger)").contains("trust/2/policy"))
    }

    /// The record of the first policy with other words in it, under the name that it must have.
    private func record(_ change: (String) -> String) throws -> (name: String, text: String) {
        let files = try clone.git("ls-tree", "--name-only", GuardedServer.ledger, "trust/1/").split(separator: "\n")
        let path = try #require(files.first { $0.hasSuffix(".json") }).description
        let text = change(try clone.git("cat-file", "blob", "\(GuardedServer.ledger):\(path)")) + "\n"
        let blob = try clone.git("hash-object", "--stdin", input: Array(text.utf8))
        let name = path.split(separator: "/")[2]
        return ("\(name.prefix(21))\(blob.prefix(16)).json", text)
    }

    private func forged(version: String, folder: String) throws -> [(path: String, text: String, mode: String)] {
        let record = try record { $0.replacingOccurrences(of: "\"version\":1", with: "\"version\":\(version)") }
        let text = try clone.start(["git", "cat-file", "blob", "\(GuardedServer.ledger):trust/1/policy"]).wait().output
        return [("trust/\(folder)/\(record.name)", record.text, "100644"), ("trust/\(folder)/policy", text, "100644")]
    }

    @Test(
        "versions behind a gap, and numbers at the edge",
        arguments: [
            "3", "999999999", "1000000000", "4000000", "0", "-1", "9223372036854775807", "9223372036854775806",
            "-9223372036854775808",
        ])
    func refusesNumbersThatDoNotFollow(version: String) throws {
        let said = try refused(try forged(version: version, folder: version))
        #expect(said.contains("trust/"), "\(said)")
    }

    @Test func takesTheVersionThatFollows() throws {
        let commit = try guarded.ledger(adding: try forged(version: "2", folder: "2"))
        try clone.git("push", "origin", "\(commit):\(GuardedServer.ledger)")
        #expect(try guarded.server.sluice("policy", "show", "--json").output.contains("2"))
    }

    @Test func refusesARecordWithoutItsText() throws {
        #expect(try refused([try forged(version: "2", folder: "2")[0]]).contains("trust/2/policy"))
    }

    @Test func refusesATextThatIsTooLarge() throws {
        let text = String(repeating: "# \(String(repeating: "x", count: 1_000))\n", count: 1_100)
        let blob = try clone.git("hash-object", "--stdin", input: Array(text.utf8))
        let first = try clone.git("rev-parse", "\(GuardedServer.ledger):trust/1/policy")
        let record = try record {
            $0.replacingOccurrences(of: "\"version\":1", with: "\"version\":2").replacingOccurrences(
                of: first, with: blob)
        }
        let said = try refused([
            ("trust/2/\(record.name)", record.text, "100644"), ("trust/2/policy", text, "100644"),
        ])
        #expect(said.contains("the policy is longer than"), "\(said)")
    }

    @Test func refusesWhatNoProgramEnforces() throws {
        let before = try clone.git("cat-file", "blob", "\(GuardedServer.ledger):trust/1/policy")
        let text = before + "\n[role \"administrator\"]\n\tmember = a@x\n\tthreshold = 2\n"
        let blob = try clone.git("hash-object", "--stdin", input: Array(text.utf8))
        let first = try clone.git("rev-parse", "\(GuardedServer.ledger):trust/1/policy")
        let record = try record {
            $0.replacingOccurrences(of: "\"version\":1", with: "\"version\":2").replacingOccurrences(
                of: first, with: blob)
        }
        let said = try refused([
            ("trust/2/\(record.name)", record.text, "100644"), ("trust/2/policy", text, "100644"),
        ])
        #expect(said.contains("role.administrator.threshold"), "\(said)")
    }

    @Test("what a new ledger brings at its root", arguments: ["README.md", "other"])
    func refusesOtherFilesOfANewLedger(name: String) throws {
        let fresh = try TestRepository(bare: true)
        try fresh.sluice("hooks", "install", "--server")
        let commit = try guarded.ledger(adding: [(name, "/etc/passwd", "120000")])
        let push = try clone.tryGit("push", "file://\(fresh.path)", "\(commit):\(GuardedServer.ledger)")
        #expect(push.status != 0 && push.errors.contains("the ledger "), "\(push.errors)")
    }
}
