import Foundation
import TestSupport
import Testing

/// The owner of a configuration item is asked whatever becomes of its files, and all that tell of changes tell the same.
@Suite struct ConfigOwnerTests {
    private let repository: TestRepository
    private let text = "database:\n  pool:\n    size: 10\n  host: db\n  port: 5432\n  user: shop\n"
    private var larger: String { text.replacingOccurrences(of: "10", with: "20") }

    init() throws {
        repository = try TestRepository()
        try repository.commit("KEY-1: one", files: ["billing/config.yaml": text, "conf/evil.yaml": "size: 99\n"])
        try repository.tag("v1.0.0")
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [item "KEY"]
                    kind = task
                [configuration-item "billing"]
                    path = billing/**
                    signoff = operations
                [configuration-item "payment"]
                    path = payment/**

                """)
        try repository.addItems(["KEY-2", "KEY-3", "KEY-4"])
    }

    private struct Answer: Decodable {
        struct File: Decodable {
            let path: String
            let oldPath: String?
            let kind: String
            let configurationItems: [String]
            let changes: [Change]
        }
        struct Change: Decodable, Equatable {
            let key: String
            let kind: String
            let new: String?
            let items: [String]
        }

        let files: [File]
    }

    private func config(_ what: String) throws -> [Answer.File] {
        let result = try repository.sluice("config", what, "--json")
        try #require(result.status == 0, "\(result.errors)")
        return try JSONDecoder().decode(Answer.self, from: Data(result.outputBytes)).files
    }

    private func commitAll(_ message: String) throws {
        try repository.git("add", "-A")
        try repository.git("commit", "-qm", message)
    }

    private func link(_ path: String, to target: String) throws {
        try? FileManager.default.removeItem(atPath: "\(repository.path)/\(path)")
        try FileManager.default.createSymbolicLink(atPath: "\(repository.path)/\(path)", withDestinationPath: target)
    }

    /// Shut until the owner approves; then the notes, the log and the manifest tell what `config` does.
    private func expectOwnerIsAsked(telling words: [String], _ items: String...) throws {
        for item in items { try repository.approve("1.1.0", item) }
        #expect(Set(try repository.gate("1.1.0", status: 1).codes) == ["configuration"])
        for item in items {
            let result = try repository.sluice(
                "approve", item, "--release", "1.1.0", "--role", "operations", person: .tester)
            try #require(result.status == 0, "\(result.errors)")
        }
        #expect(try repository.gate("1.1.0", status: 0).open)
        try #require(try repository.sluice("tag", "1.1.0").status == 0)
        let texts = [
            try repository.sluice("config", "1.1.0").output, try repository.sluice("notes", "1.1.0").output,
            try repository.sluice("log", "1.1.0", "--config").output,
            try repository.git("grep", "-h", "\"moreChanges\"", "sluice/ledger"),
        ]
        for text in texts {
            for word in ["billing"] + words { #expect(text.contains(word), "\(word) in \(text)") }
        }
    }

    @Test("a file that is moved away touches the configuration item that it is taken from")
    func asksTheOwnerOfAMovedFile() throws {
        try repository.git("mv", "billing", "b2")
        try repository.write("b2/config.yaml", larger)
        try commitAll("KEY-2: moved")
        let files = try config("HEAD")
        try #require(files.map(\.configurationItems) == [["billing"]] && files[0].oldPath == "billing/config.yaml")
        try expectOwnerIsAsked(telling: ["b2/config.yaml", "database.pool.size", "20"], "KEY-2")
    }

    @Test("a file that is moved from one configuration item to another touches both")
    func tellsAMoveAtBothEnds() throws {
        try repository.git("mv", "billing", "payment")
        try commitAll("KEY-2: moved")
        let files = try config("HEAD")
        try #require(files.map(\.configurationItems) == [["payment", "billing"]])
        #expect(files[0].changes.map(\.kind) == ["moved"] && files[0].changes.first?.items == ["KEY-2"])
        let text = try repository.sluice("config", "HEAD").output
        #expect(text.hasPrefix("billing\n  payment/config.yaml (was billing/config.yaml)\n"))
        #expect(text.contains("\npayment\n  payment/config.yaml"))
        try expectOwnerIsAsked(telling: ["payment/config.yaml", "moved"], "KEY-2")
    }

    @Test("a file that a link takes the place of is removed, and the link is told by where it leads")
    func asksTheOwnerOfALinkedFile() throws {
        try link("billing/config.yaml", to: "../conf/evil.yaml")
        try commitAll("KEY-2: linked")
        let files = try config("HEAD")
        try #require(
            files.map(\.kind) == ["file", "link"] && files.allSatisfy { $0.configurationItems == ["billing"] })
        #expect(files[0].changes.allSatisfy { $0.kind == "removed" } && files[0].changes.count == 4)
        #expect(
            files[1].changes == [.init(key: "line 1", kind: "added", new: "../conf/evil.yaml", items: ["KEY-2"])])
        try expectOwnerIsAsked(telling: ["../conf/evil.yaml", "database.pool.size"], "KEY-2")
        try link("billing/config.yaml", to: "../conf/worse.yaml")
        try commitAll("KEY-3: led elsewhere")
        let led = try config("HEAD")
        try #require(led.map(\.kind) == ["link"])
        #expect(led[0].changes.map(\.new) == ["../conf/worse.yaml"] && led[0].changes.first?.kind == "changed")
        try FileManager.default.removeItem(atPath: repository.path + "/billing/config.yaml")
        try repository.write("billing/config.yaml", text)
        try commitAll("KEY-4: a file again")
        #expect(try config("HEAD").map { $0.changes.first?.kind } == ["removed", "added"])
    }

    @Test("C3: the owner is asked about a link or a submodule below the path, whatever its name is")
    func asksTheOwnerOfAnyLink() throws {
        try link("billing/current", to: "v1")
        try commitAll("KEY-2: linked")
        try #require(try config("HEAD").map(\.kind) == ["link"])
        let head = try repository.resolve("HEAD")
        try repository.git("update-index", "--add", "--cacheinfo", "160000,\(head),billing/module")
        try repository.git("commit", "-qm", "KEY-3: submodule")
        try repository.write("billing/main.c", "int x;\n")
        try repository.git("add", "billing/main.c")
        try repository.git("commit", "-qm", "KEY-4: no configuration")
        #expect(try config("HEAD").isEmpty)
        try expectOwnerIsAsked(telling: ["billing/current", "billing/module"], "KEY-2", "KEY-3", "KEY-4")
    }

    @Test("a submodule or a folder in a file's place is told, too")
    func tellsSubmodulesAndFolders() throws {
        let head = try repository.resolve("HEAD")
        try repository.git("rm", "-q", "--cached", "billing/config.yaml")
        let add = { (commit: String) in
            try repository.git("update-index", "--add", "--cacheinfo", "160000,\(commit),billing/config.yaml")
        }
        _ = try add(head)
        try repository.git("commit", "-qm", "KEY-2: submodule")
        let files = try config("HEAD")
        try #require(files.map(\.kind) == ["file", "submodule"])
        #expect(files[1].changes.map(\.new) == ["Subproject commit \(head)"])
        try repository.git("rm", "-q", "--cached", "billing/config.yaml")
        _ = try add(repository.resolve("HEAD"))
        try repository.git("commit", "-qm", "KEY-3: moved on")
        #expect(try config("HEAD").map(\.changes.count) == [1])
        try repository.git("reset", "-q", "--hard", "v1.0.0")
        try FileManager.default.removeItem(atPath: repository.path + "/billing/config.yaml")
        try repository.write("billing/config.yaml/readme", "text\n")
        try commitAll("KEY-4: folder")
        #expect(try Set(config("HEAD").flatMap(\.changes).map(\.kind)) == ["removed"])
        try expectOwnerIsAsked(telling: ["database.pool.size"], "KEY-4")
    }

    @Test("what is changed in a file between its moves belongs to who changed it, and to its owner")
    func followsAFileThatComesBack() throws {
        try repository.git("mv", "billing", "elsewhere")
        try commitAll("KEY-2: away")
        try repository.write("elsewhere/config.yaml", larger)
        try commitAll("KEY-3: changed there")
        try repository.git("mv", "elsewhere", "billing")
        try commitAll("KEY-4: and back")
        for indexed in ["false", "true"] {
            try repository.git("config", "sluice.index", indexed)
            try repository.sluice("which", "KEY-3")
            let files = try config("v1.0.0..main")
            try #require(files.map(\.path) == ["billing/config.yaml"])
            #expect(
                files[0].changes == [
                    .init(key: "database.pool.size", kind: "changed", new: "20", items: ["KEY-3"])
                ])
        }
        try repository.plan("1.1.0", "KEY-2", "KEY-3", "KEY-4")
        try repository.sluice("approve", "--all", "--release", "1.1.0", person: .tester)
        #expect(try repository.gate("1.1.0", status: 1).findings.count == 3)
    }

    @Test("a file that is moved in is told where the gate asks for its owner")
    func tellsAFileThatIsMovedIn() throws {
        try repository.git("mv", "conf/evil.yaml", "billing/evil.yaml")
        try commitAll("KEY-2: in")
        let files = try config("v1.0.0..main")
        try #require(files.map(\.path) == ["billing/evil.yaml"] && files[0].changes.map(\.kind) == ["moved"])
        #expect(files[0].changes.first?.items == ["KEY-2"])
        try expectOwnerIsAsked(telling: ["billing/evil.yaml"], "KEY-2")
    }

    @Test("what went away with a file belongs to who took it away")
    func tellsWhoTookAFileAway() throws {
        try repository.git("mv", "billing/config.yaml", "elsewhere.yaml")
        try commitAll("KEY-2: away")
        try repository.git("rm", "-q", "elsewhere.yaml")
        try repository.git("commit", "-qm", "KEY-3: and gone")
        let changes = try config("v1.0.0..main").flatMap(\.changes)
        #expect(changes.count == 4 && changes.allSatisfy { $0.items == ["KEY-2"] })
    }

    @Test(
        "the mode of a file is its owner's, in a commit and in a merge that changes it by itself",
        arguments: [false, true])
    func asksForTheMode(isMerge: Bool) throws {
        try repository.git("switch", "--quiet", "--create", "side")
        try repository.commit("KEY-2: beside", files: ["beside": "1\n"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit("KEY-2: here", files: ["here": "1\n"])
        if isMerge { try repository.git("merge", "--quiet", "--no-commit", "--no-ff", "side") }
        try repository.git("update-index", "--chmod=+x", "billing/config.yaml")
        try repository.git("commit", "--quiet", "--message", "KEY-2: may be run")
        let file = try #require(try config("HEAD").first)
        #expect(file.path == "billing/config.yaml" && file.configurationItems == ["billing"])
        #expect(file.changes == [.init(key: "[mode]", kind: "changed", new: "100755", items: ["KEY-2"])])
        try #require(try repository.sluice("release", "new", "1.1.0").status == 0)
        try #require(try repository.sluice("release", "collect", "1.1.0").status == 0)
        let verdict = try repository.gate("1.1.0", status: 1)
        #expect(verdict.codes.contains("configuration"), "\(verdict.codes)")
    }
}
