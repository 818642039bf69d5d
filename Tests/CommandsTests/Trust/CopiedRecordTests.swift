import Changes
import Git
import Ledger
import TestSupport
import Testing

/// What somebody can do with records that others signed: store them again, elsewhere in the history or under another name.
@Suite("copies of signed records") struct CopiedRecordTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }

    /// Quinn approved TASK-1 under the policy's second version.
    init() throws {
        signed = try SignedRepository()
        try signed.approve(by: "quinn")
    }

    private func server() throws -> TestRepository {
        let server = try test.clone("server.git", bare: true)
        try test.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install", "--server").status == 0)
        return server
    }

    private func forget() throws { _ = try test.start(["rm", "-rf", "\(test.path)/.git/sluice"]).wait() }

    /// The newest record of TASK-1 in 1.0.0.
    private func newest() throws -> (path: String, bytes: [UInt8]) {
        let path = try #require(
            try test.git("ls-tree", "-r", "--name-only", "sluice/ledger", "releases/1.0.0/items/")
                .split(separator: "\n").map(String.init).max { $0.suffix(42) < $1.suffix(42) })
        return (path, try test.start(["git", "cat-file", "blob", "sluice/ledger:\(path)"]).wait().outputBytes)
    }

    @Test("T24: a join with copies next to the first commit voids no record, and a server refuses it")
    func keepsItsWeight() throws {
        _ = try server()
        let root = try test.git("rev-list", "--max-parents=0", "sluice/ledger")
        let index = ["GIT_INDEX_FILE": "\(test.path)/.git/side"]
        for words in [["read-tree", "sluice/ledger"], ["rm", "-q", "-r", "--cached", "trust/2"]] {
            try #require(try test.start(["git"] + words, environment: index).wait().status == 0)
        }
        let tree = String(try test.start(["git", "write-tree"], environment: index).wait().output.prefix(40))
        let side = try test.git("commit-tree", "-p", root, "-m", "side", tree)
        let join = try test.git(
            "commit-tree", "-p", "sluice/ledger", "-p", side, "-m", "join", "sluice/ledger^{tree}")
        try test.git("update-ref", "refs/heads/sluice/ledger", join)
        try forget()
        let gate = try signed.gate()
        #expect(gate.status == 0, "\(gate.output)")
        let push = try test.start(["git", "push", "-q", "origin", "sluice/ledger"]).wait()
        #expect(push.status != 0 && push.errors.contains("again, which the ledger has already"), "\(push.errors)")
    }

    @Test("T30: a copy of an approval in another folder, or under another name, opens nothing, and a server refuses it")
    func opensNothingElsewhere() throws {
        let (path, bytes) = try newest()
        let blob = try #require(ObjectID(try test.writeObject("blob", bytes)))
        try signed.use("dana")
        try #require(try test.sluice("task", "add", "TASK-2", "--title", "Second").status == 0)
        try #require(try test.sluice("release", "new", "2.0.0").status == 0)
        try #require(try test.sluice("release", "add", "2.0.0", "TASK-1").status == 0)
        try #require(try signed.gate("2.0.0").output.contains("signoff  TASK-1"))
        _ = try server()
        let (folder, name) = (path.dropLast(43), path.suffix(42))
        let at = try signed.reader.records(of: .releaseItem("1.0.0", "TASK-1")).all[0].record.at
        let places = [
            try Subject.releaseItem("2.0.0", "TASK-1").folder().joined(separator: "/") + "/\(name)",
            try Subject.releaseItem("1.0.0", "TASK-2").folder().joined(separator: "/") + "/\(name)",
            "\(folder)/\(RecordName(at: at + TimeSpan(seconds: 1), blob: blob))",
            "\(folder)/\(RecordName(at: at, blob: .zero))",
        ]
        for place in places {
            try signed.forAWhile {
                try signed.put(blob, at: place)
                let gate = try signed.gate("2.0.0")
                #expect(gate.status == 1 && gate.output.contains("signoff  TASK-1"), "\(place): \(gate.output)")
                #expect(try signed.gate().status == 0, "\(place)")
                let push = try test.start(["git", "push", "-q", "origin", "sluice/ledger"]).wait()
                #expect(push.status != 0 && push.errors.contains(place), "\(place): \(push.errors)")
            }
        }
    }

    @Test("T25: a line that somebody else signs too stays the word of its author", arguments: ["approve", "reject"])
    func staysItsAuthors(decision: String) throws {
        if decision == "reject" {
            try signed.use("rene")
            let words = ["reject", "TASK-1", "--release", "1.0.0", "--note", "no"]
            let rene = TestSupport.Person(name: "rene", email: "rene@example.org")
            try #require(try test.start([Places.program] + words, person: rene).wait().status == 0)
        }
        let before = try signed.gate()
        let (path, bytes) = try newest()
        let line = Array(bytes[...(try #require(bytes.firstIndex(of: 10)))])
        let made = try test.start(
            ["ssh-keygen", "-Y", "sign", "-q", "-n", "sign-off@sluice", "-f", signed.keyFile("dana")], input: line
        ).wait()
        // The armour can be wrapped in many ways; one of them sorts before the record.
        let armor = made.output.split(separator: "\n").map(String.init)
        let body = armor.dropFirst().dropLast().joined()
        let folder = path[...(try #require(path.lastIndex(of: "/")))]
        let time = path.suffix(42).prefix(21)
        for width in 20..<400 {
            var rest = body[...]
            var lines: [String] = []
            while !rest.isEmpty {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            let text = ([armor[0]] + lines + [armor[armor.count - 1]]).joined(separator: "\n") + "\n"
            let blob = try Repository.id(of: line + Array(text.utf8), .blob)
            guard "\(time)\(blob.description.prefix(16))" < path.suffix(42).prefix(37) else { continue }
            let stored = try test.writeObject("blob", line + Array(text.utf8))
            try signed.put(try #require(ObjectID(stored)), at: "\(folder)\(time)\(blob.description.prefix(16)).json")
            let after = try signed.gate()
            #expect(after.status == before.status, "\(after.output)")
            #expect(after.status == (decision == "approve" ? 0 : 1))
            return
        }
        Issue.record("no wrapping sorts first")
    }

    @Test("T26: a folder in another clone takes no record away, and no policy")
    func beatsFolders() throws {
        try signed.use("rene")
        let rene = TestSupport.Person(name: "rene", email: "rene@example.org")
        let words = ["reject", "TASK-1", "--release", "1.0.0", "--note", "no"]
        try #require(try test.start([Places.program] + words, person: rene).wait().status == 0)
        let junk = try #require(ObjectID(try test.writeObject("blob", Array("x".utf8))))
        for path in [try newest().path, "trust/2/policy"] {
            try test.git("branch", "-f", "other", "sluice/ledger")
            let index = ["GIT_INDEX_FILE": "\(test.path)/.git/folder"]
            for words in [
                ["read-tree", "other"], ["update-index", "--force-remove", path],
                ["update-index", "--add", "--cacheinfo", "100644,\(junk),\(path)/x"],
            ] {
                try #require(try test.start(["git"] + words, environment: index).wait().status == 0)
            }
            let tree = String(try test.start(["git", "write-tree"], environment: index).wait().output.prefix(40))
            let parent = try test.git("rev-list", "--max-parents=0", "sluice/ledger")
            let commit = try test.git("commit-tree", "-p", parent, "-m", "folder", tree)
            try test.git("update-ref", "refs/remotes/origin/sluice/ledger", commit)
            try test.git("config", "remote.origin.url", "file:///nowhere")
            try test.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
            try forget()
            let gate = try signed.gate()
            #expect(gate.status == 1 && gate.output.contains("rene rejected it"), "\(path): \(gate.output)")
        }
    }

    @Test("T27: a gated tag that was moved to the commit of another one is no base")
    func refusesAMovedTag() throws {
        try signed.use("quinn")
        try #require(try test.sluice("tag", "1.0.0", person: .tester).status == 0)
        try test.commit("no item", files: ["evil": "1\n"])
        try test.git("tag", "-f", "v1.0.0", "HEAD")
        try test.commit("TASK-1: more", files: ["more": "1\n"])
        try signed.use("dana")
        try #require(try test.sluice("release", "new", "1.1.0").status == 0)
        try #require(try test.sluice("release", "add", "1.1.0", "TASK-1").status == 0)
        try signed.use("quinn")
        _ = try test.sluice("approve", "--all", "--release", "1.1.0", person: .tester)
        let gate = try signed.gate("1.1.0")
        #expect(gate.status != 0 && gate.output.contains("v1.0.0"), "\(gate.output)")
    }
}

/// T27: tags that lie on the commit of an adopted one.
@Suite struct AdoptedCommitTests {
    @Test("T27: a tag of a free name on the commit of an adopted one is no base")
    func passesOverAFreeName() throws {
        let test = try TestRepository()
        try test.commit("begin", files: ["a": "1\n"])
        try test.git("tag", "v1.0.0")
        try test.commit("no item", files: ["evil": "1\n"])
        try test.git("tag", "v2.0.0")
        try #require(try test.sluice("init", "--no-hooks", "--key", "RFC=rfc").status == 0)
        try #require(try test.sluice("rfc", "add", "RFC-1", "--title", "First").status == 0)
        try test.commit("RFC-1: work", files: ["b": "1\n"])
        try #require(try test.sluice("release", "new", "1.1.0").status == 0)
        try #require(try test.sluice("release", "add", "1.1.0", "RFC-1").status == 0)
        _ = try test.sluice("approve", "--all", "--release", "1.1.0", person: .tester)
        #expect(try test.gate("1.1.0", status: 1).codes.contains("unlinked"))
        try test.git("tag", "v1.0.9", "v2.0.0")
        #expect(try test.gate("1.1.0", status: 1).codes.contains("unlinked"))
    }
}
