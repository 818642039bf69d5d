import Foundation
import Git
import Ledger
import TestSupport
import Testing

/// Whoever can push can add files to the ledger. Where decisions are signed, nothing of that changes a verdict.
@Suite("files of strangers in the ledger") struct StrangerFileTests {
    private let signed: SignedRepository

    init() throws { signed = try SignedRepository() }

    private func verdict() throws -> [String: String] {
        let gate = try signed.test.sluice("gate", "tag", "1.0.0", "--json")
        let object = try #require(JSONSerialization.jsonObject(with: Data(gate.outputBytes)) as? [String: Any])
        var verdict = ["open", "policy", "items", "commits", "waived"].reduce(into: ["status": "\(gate.status)"]) {
            $0[$1] = object[$1].map { "\($0)" } ?? ""
        }
        let findings = try #require(object["findings"] as? [[String: Any]])
        verdict["findings"] = findings.map { finding in
            "\(finding["code"] ?? "") \((finding["subject"] as? [String: Any])?["id"] ?? "")"
        }.joined(separator: ", ")
        return verdict
    }

    /// Adds files in one commit, as somebody with plain Git can.
    private func add(_ files: [(path: String, bytes: [UInt8], mode: String)]) throws {
        let test = signed.test
        let lines = try files.map { file in
            let blob = file.mode == "160000" ? try test.resolve("main") : try test.writeObject("blob", file.bytes)
            return "\(file.mode) \(blob)\t\(file.path)\n"
        }
        let index = ["GIT_INDEX_FILE": "\(test.path)/.git/junk"]
        for (words, input) in [
            (["read-tree", "sluice/ledger"], ""), (["update-index", "--add", "--index-info"], lines.joined()),
        ] {
            let done = try test.start(["git"] + words, input: Array(input.utf8), environment: index).wait()
            try #require(done.status == 0, "\(done.errors)")
        }
        let tree = try test.start(["git", "write-tree"], environment: index).wait().output.prefix(40)
        let commit = try test.git("commit-tree", "-p", "sluice/ledger", "-m", "junk", String(tree))
        try test.git("update-ref", "refs/heads/sluice/ledger", commit)
    }

    /// Random bytes, damaged records of others, and whole ones by somebody without a key or a right.
    private func junk(_ random: inout SequenceGenerator, _ records: [(folder: String, bytes: [UInt8])]) throws -> (
        path: String, bytes: [UInt8], mode: String
    ) {
        let known = records[Int.random(in: 0..<records.count, using: &random)]
        var bytes = random.damaged(known.bytes)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        case 1: bytes = Array("{ ".utf8) + known.bytes.dropFirst()
        case 2:
            let decision: SignOffStatement.Decision = Bool.random(using: &random) ? .reject : .revoke
            bytes = try signed.approval(
                decision: decision, at: signed.test.time - Int.random(in: 0..<5000, using: &random)
            ).line()
        default: break
        }
        let digits = (0..<16).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" }
        let blob = try Repository.id(of: bytes, .blob).description.prefix(16)
        let times = ["20260105T090000.000Z", "20990101T000000.000Z", "19820101T000000.000Z"]
        let time = times[Int.random(in: 0..<3, using: &random)]
        let names = [
            "\(time)-\(String(digits)).json", "\(time)-\(blob).json", "policy", "x/policy", "note.txt", "a/b/c",
        ]
        let folders = [
            known.folder, "releases/1.0.0/", "trust/2/", "trust/3/", "trust/03/", "trust/-1/",
            "trust/9223372036854775807/",
            "releases/2.0.0/", "items/00/", "environments/production/", "elsewhere/",
        ]
        let folder = folders[Int.random(in: 0..<folders.count, using: &random)]
        let mode = ["100644", "100644", "100644", "100755", "120000", "160000"][Int.random(in: 0..<6, using: &random)]
        return (
            folder + "z-" + names[Int.random(in: 0..<names.count, using: &random)].replacing("z-2", with: "2"), bytes,
            mode
        )
    }

    @Test(
        "240 files, of random and damaged content and by people without rights, change no verdict",
        arguments: [1, 2] as [UInt64])
    func changeNoVerdict(seed: UInt64) throws {
        var random = SequenceGenerator(seed: seed)
        if seed == 1 { try signed.approve(by: "quinn") }
        let before = try verdict()
        #expect(before["open"] == (seed == 1 ? "1" : "0"))
        let records = try signed.test.git("ls-tree", "-r", "--name-only", "sluice/ledger").split(separator: "\n")
            .map(String.init).filter { $0.hasSuffix(".json") }.map { path in
                let bytes = try signed.test.start(["git", "cat-file", "blob", "sluice/ledger:\(path)"]).wait()
                    .outputBytes
                return (folder: path[...(path.lastIndex(of: "/") ?? path.startIndex)].description, bytes: bytes)
            }
        for _ in 0..<6 {
            try add(try (0..<20).map { _ in try junk(&random, records) })
            #expect(try verdict() == before)
        }
        // Nor do they keep anybody from going on.
        try signed.use("dana")
        #expect(try signed.test.sluice("release", "new", "2.0.0").status == 0)
        try signed.edit("# more")
        #expect([0, 1].contains(try signed.test.sluice("audit").status))
    }

    @Test("an administrator sets a file aside that decides nothing: nobody is reminded of it any more")
    func setsFilesAside() throws {
        let (path, outsider) = ("releases/1.0.0/note.txt", "elsewhere/x y.txt")
        try add([(path, Array("hello".utf8), "100644"), (outsider, Array("stray".utf8), "100644")])
        let test = signed.test
        let setAside = { (name: String, paths: [String]) in
            try signed.use(name)
            return try test.start([Places.program, "set-aside"] + paths + ["--reason", "left by a script"]).wait()
        }
        let audit = try test.sluice("audit")
        #expect(audit.status == 1 && audit.output.contains("sluice set-aside 'elsewhere/x y.txt' --reason"))
        #expect(try signed.gate().output.contains("decides nothing: \(path)"))
        #expect(try test.sluice("set-aside").output == "\(outsider)\n\(path)\n")

        let refused = try setAside("quinn", [path])
        #expect(refused.status == 1 && refused.errors.contains("no administrator"), "\(refused.errors)")
        let blob = try #require(ObjectID(try test.resolve("sluice/ledger:\(path)")))
        var record = try signed.approval()
        record.statement = .setAside(.init(file: blob, path: path, reason: "mine"))
        let good = try signed.signature(of: record, by: "quinn", namespace: "set-aside@sluice")
        try signed.forge(record, good)
        #expect(try signed.gate().output.contains("decides nothing: \(path)"))
        let records = try test.git("ls-tree", "-r", "--name-only", "sluice/ledger", "releases/1.0.0/")
        let counting = try #require(records.split(separator: "\n").first { $0.hasSuffix(".json") })
        #expect(try setAside("dana", [String(counting)]).status == 1)
        #expect(try setAside("dana", ["no/such/file"]).status == 2)

        let done = try setAside("dana", [path, outsider])
        #expect(done.status == 0 && done.output == "Set \(path) aside.\nSet \(outsider) aside.\n", "\(done.errors)")
        #expect(try setAside("dana", [path]).output == "Already recorded; nothing to do.\n")
        #expect(try !signed.gate().output.contains("decides nothing"))
        let after = try test.sluice("audit").output
        #expect(!after.contains("-- \(path)") && !after.contains(outsider), "\(after)")
        #expect(try test.sluice("set-aside").output.contains("\(path)  (set aside)"))
        #expect(try test.sluice("journal").output.contains("set aside: \(path)"))
        // What was altered or taken out stays a fault.
        try test.git("update-ref", "refs/heads/sluice/ledger", try removing(String(counting)))
        #expect(try setAside("dana", [String(counting)]).status != 0)
        #expect(try signed.gate().status == 4)
    }

    /// A commit on the ledger without one of its files.
    private func removing(_ path: String) throws -> String {
        let index = ["GIT_INDEX_FILE": "\(signed.test.path)/.git/junk"]
        for words in [["read-tree", "sluice/ledger"], ["rm", "-q", "--cached", path]] {
            try #require(try signed.test.start(["git"] + words, environment: index).wait().status == 0)
        }
        let tree = try signed.test.start(["git", "write-tree"], environment: index).wait().output.prefix(40)
        return try signed.test.git("commit-tree", "-p", "sluice/ledger", "-m", "gone", String(tree))
    }

    @Test("a rejection counts after its author's key was taken from the policy; an approval does not")
    func keepsRejectionsOfLostKeys() throws {
        try signed.use("quinn")
        try #require(
            try signed.test.sluice("reject", "TASK-1", "--release", "1.0.0", "--note", "no", person: .tester).status
                == 0)
        try signed.use("dana")
        let text = try signed.policy("").replacing("    member = quinn\n", with: "")
            .replacing("key = \(signed.publicKey("quinn"))", with: "key = \(signed.publicKey("mallory"))")
        try #require(try signed.test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 0)
        try signed.approve(by: "rene")
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("quinn"), "\(gate.output)")
    }

    @Test("folders within folders, far deeper than any path, end no command")
    func readsNoDeepFolders() throws {
        let test = signed.test
        try signed.approve(by: "quinn")
        let before = try verdict()
        var stage = ObjectStage(in: try Repository.open(at: test.path))
        let file = try stage.add(Array("x".utf8), .blob)
        var folder = try stage.add(Self.tree(holding: file, mode: "100644"), .tree)
        for _ in 0..<20_000 { folder = try stage.add(Self.tree(holding: folder, mode: "40000"), .tree) }
        try stage.write()
        let index = ["GIT_INDEX_FILE": "\(test.path)/.git/junk"]
        let listing = try test.git("ls-tree", "sluice/ledger:items")
        let items = try test.start(
            ["git", "mktree"], input: Array("\(listing)\n040000 tree \(folder)\tdeep\n".utf8), environment: index
        ).wait().output.prefix(40)
        let rows = try test.git("ls-tree", "sluice/ledger").split(separator: "\n").map { row in
            row.hasSuffix("\titems") ? "040000 tree \(items)\titems" : String(row)
        }
        let root = try test.start(["git", "mktree"], input: Array((rows.joined(separator: "\n") + "\n").utf8)).wait()
        let old = try test.resolve("sluice/ledger")
        let commit = try test.git("commit-tree", "-p", old, "-m", "deep", String(root.output.prefix(40)))
        try test.git("update-ref", "refs/heads/sluice/ledger", commit)
        #expect(try verdict() == before)
        for command in [["audit"], ["journal"], ["rfc", "list"], ["doctor"]] {
            #expect([0, 1].contains(try test.start([Places.program] + command).wait().status), "\(command)")
        }
        // Taken out again.
        let gone = try test.git("commit-tree", "-p", commit, "-m", "gone", "\(old)^{tree}")
        try test.git("update-ref", "refs/heads/sluice/ledger", gone)
        #expect(try verdict() == before)
        #expect([0, 1].contains(try test.sluice("audit").status))
    }

    private static func tree(holding entry: ObjectID, mode: String) -> [UInt8] {
        let hex = Array(entry.description.utf8)
        let id = stride(from: 0, to: hex.count, by: 2).map { start in
            UInt8(String(decoding: hex[start..<(start + 2)], as: UTF8.self), radix: 16) ?? 0
        }
        return Array("\(mode) d".utf8) + [0] + id
    }

    @Test("what is joined to the ledger and is none, or edits what says what it is, takes nothing away")
    func ignoresWhatIsNoLedger() throws {
        let test = signed.test
        try signed.approve(by: "quinn")
        let before = try verdict()
        let stranger = try test.writeObject("blob", Array("other\n".utf8))
        let rows = ["README.md", "adopted"].map { "100644 blob \(stranger)\t\($0)\n" }.joined()
        let tree = try test.start(["git", "mktree"], input: Array(rows.utf8)).wait().output.prefix(40)
        let unrelated = try test.git("commit-tree", "-m", "unrelated", String(tree))
        let joined = try test.git(
            "commit-tree", "-p", "sluice/ledger", "-p", unrelated, "-m", "join", "sluice/ledger^{tree}")
        try test.git("update-ref", "refs/heads/sluice/ledger", joined)
        #expect(try verdict() == before)
        try add([("README.md", Array("edited in a browser\n".utf8), "100644")])
        #expect(try verdict() == before)
        #expect([0, 1].contains(try test.sluice("audit").status))
        // Whoever takes the ledger's own files away is named.
        try test.git("update-ref", "refs/heads/sluice/ledger", try removing("adopted"))
        #expect(try signed.gate().status == 4)
    }

    @Test("a branch with a damaged commit is named, and shuts nothing")
    func namesDamagedBranches() throws {
        let test = signed.test
        try signed.approve(by: "quinn")
        let before = try verdict()
        for (name, bytes) in [("broken", "no commit\n"), ("also/broken", "tree 12\n")] {
            let commit = try test.writeObject("commit", Array(bytes.utf8))
            try test.write(".git/refs/heads/\(name)", commit + "\n")
        }
        #expect(try verdict() == before)
        let output = try signed.gate().output
        #expect(output.contains("not looked at: branch also/broken holds a damaged object"), "\(output)")
        #expect(output.contains("not looked at: branch broken holds a damaged object"), "\(output)")
    }
}
