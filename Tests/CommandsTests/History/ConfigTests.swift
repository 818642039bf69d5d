import Foundation
import TestSupport
import Testing

/// `config`, and what `notes`, `log` and the manifest tell of it.
@Suite struct ConfigTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit(
            "KEY-1: one",
            files: [
                "billing/config.yaml": "database:\n  pool:\n    size: 10\n  password: hunter2\n",
                "app.json": "{\"a\": 1}\n",
                "src/code.swift": "let x = 1\n",
            ])
        try repository.tag("v1.0.0")
    }

    private let policy =
        TestRepository.hookPolicy + """

            [item "KEY"]
                kind = task
            [configuration-item "billing"]
                path = billing/**
                signoff = operations

            """

    private struct Answer: Decodable {
        struct File: Decodable {
            let path: String
            let oldPath: String?
            let kind: String
            let configurationItem: String?
            let configurationItems: [String]
            let byKey: Bool
            let note: String?
            let changes: [Change]
        }
        struct Change: Decodable, Equatable {
            let key: String
            let kind: String
            let old: String?
            let new: String?
            let items: [String]
        }

        let files: [File]
        let unlinked: Int
    }

    private func config(_ what: String, options: [String] = readingOptions) throws -> Answer {
        let result = try repository.run(["config", what, "--json"] + options)
        try #require(result.status == 0, "\(result.errors)")
        return try JSONDecoder().decode(Answer.self, from: Data(result.outputBytes))
    }

    @Test("XML with a prefix that nothing declares is told by line, and why")
    func saysWhyXMLIsToldByLine() throws {
        try repository.commit(
            "KEY-2: two", files: ["a.xml": "<a>\n<x:b/>\n</a>\n", "b.xml": "<x:a xmlns:x='urn:x' c='1'/>\n"])
        let files = try config("HEAD").files
        #expect(files.map(\.byKey) == [false, true])
        #expect(files[0].note == "by line, for line 2: no namespace is declared for the prefix `x`")
        #expect(try repository.run(["config", "HEAD"] + readingOptions).output.contains("for the prefix `x`"))
    }

    @Test func tellsQuotationMarksThatDecideWhatAValueIs() throws {
        try repository.commit("KEY-2: two", files: [".env": "TEXT=\"a\\nb\"\nNAME='c'\n"])
        try repository.commit("KEY-3: three", files: [".env": "TEXT='a\\nb'\nNAME=c\n"])
        let changes = try config("HEAD").files.flatMap(\.changes)
        #expect(changes.map(\.key) == ["TEXT"] && changes[0].old == "\"a\\nb\"" && changes[0].new == "a\\nb")
    }

    @Test func tellsWhatDiffersInTheEndWithTheItemsBehindIt() throws {
        try repository.commit(
            "KEY-2: larger", files: ["billing/config.yaml": "database:\n  pool:\n    size: 15\n  password: hunter2\n"])
        try repository.commit(
            "KEY-3: larger still",
            files: ["billing/config.yaml": "# a comment\ndatabase:\n  password: hunter3\n  pool:\n    size: 20\n"])
        try repository.commit("KEY-4: there", files: ["app.json": "{\"a\": 2}\n"])
        try repository.commit("KEY-4: and back", files: ["app.json": "{ \"a\": 1 }\n"])
        let answer = try config("v1.0.0..main")
        #expect(answer.files.map(\.path) == ["billing/config.yaml"])
        #expect(
            answer.files[0].changes == [
                .init(key: "database.pool.size", kind: "changed", old: "10", new: "20", items: ["KEY-2", "KEY-3"]),
                .init(key: "database.password", kind: "changed", old: "‹secret›", new: "‹secret›", items: ["KEY-3"]),
            ])
        #expect(try config("KEY-2").files[0].changes.map(\.new) == ["15"])
        #expect(try config("HEAD").files[0].changes.map(\.new) == ["1"])
        let text = try repository.run(["config", "v1.0.0..main"] + readingOptions).output
        #expect(
            text.contains("database.pool.size  10 → 20") && text.contains("KEY-2, KEY-3") && !text.contains("hunter"))
    }

    @Test("a renamed file is told by what changes in it, a file that cannot be read by its lines, and why")
    func followsRenamesAndFallsBack() throws {
        try repository.git("mv", "billing", "payment")
        try repository.commit(
            "KEY-2: moved", files: ["payment/config.yaml": "database:\n  pool:\n    size: 11\n  password: hunter2\n"])
        try repository.commit("KEY-3: template", files: ["app.json": "{{ template }}\n"])
        let files = try config("v1.0.0..main").files
        #expect(files.map(\.path) == ["app.json", "payment/config.yaml"])
        #expect(!files[0].byKey && files[0].note?.contains("line 1") == true)
        #expect(files[1].oldPath == "billing/config.yaml")
        #expect(files[1].changes.map(\.key) == [".", "database.pool.size"])
    }

    @Test("the arguments of a command that are secret are hidden, and no others")
    func hidesSecretArguments() throws {
        let text = """
            cmd: mysql -psecretpw shop
            args: ["--token", "xyz", "--pinned", "one"]
            other: ["--token=xyz"]
            pin: 1234
            mapping: plain
            start: app --pinned two --mapping three

            """
        try repository.commit("KEY-2: arguments", files: ["run.yaml": text, "pin.ini": "[a]\npin=1234\n"])
        let output = try repository.run(["config", "HEAD"] + readingOptions).output
        for secret in ["secretpw", "xyz", "1234"] { #expect(!output.contains(secret), "\(output)") }
        for shown in ["--pinned", "one", "plain", "app --pinned two --mapping three"] {
            #expect(output.contains(shown))
        }
    }

    @Test("one long value widens only its own line")
    func keepsLinesShort() throws {
        let long = String(repeating: "words and ", count: 15) + "more"
        try repository.commit("KEY-2: long", files: ["l.yaml": "one: 1\ntext: \(long)\ntwo: 2\n"])
        let lines = try repository.run(["config", "HEAD"] + readingOptions).output.split(separator: "\n")
        #expect(lines.contains("    one   added: 1  KEY-2") && lines.contains("    two   added: 2  KEY-2"))
        #expect(lines.contains("    text  added: \(long)  KEY-2"))
    }

    @Test("--require-link refuses what belongs to no item, and prints all the same")
    func requiresLinks() throws {
        try repository.commit("no item", files: ["app.json": "{\"a\": 3}\n"])
        let result = try repository.run(["config", "v1.0.0..main", "--require-link"] + readingOptions)
        #expect(
            result.status == 1 && result.output.contains("1 → 3")
                && result.errors.contains("1 configuration change belong"))
        try repository.commit("KEY-2: comment", files: ["app.json": "{\"a\":   3}\n"])
        #expect(try repository.run(["config", "HEAD", "--require-link"] + readingOptions).status == 0)
    }

    @Test("what only the base has is told with the commits that go")
    func tellsWhatTheBaseHasOtherwise() throws {
        try repository.checkout("hotfix", create: true)
        let hotfix = try repository.commit("KEY-9: hotfix", files: ["app.json": "{\"a\": 9}\n"])
        try repository.tag("v1.0.1")
        try repository.checkout("main")
        try repository.commit("KEY-2: two")
        try repository.tag("v1.1.0")
        let answer = try config("1.1.0")
        #expect(answer.unlinked == 0)
        #expect(answer.files[0].changes == [.init(key: "a", kind: "changed", old: "9", new: "1", items: ["KEY-9"])])
        #expect(
            try repository.run(["config", "1.1.0"] + readingOptions).output.contains(
                "KEY-9; goes: \(hotfix.prefix(10))"))
    }

    @Test func writesMarkdownAndSpeaksInNotesAndLog() throws {
        try repository.commit(
            "KEY-2: larger", files: ["billing/config.yaml": "database:\n  pool:\n    size: 20\n  password: hunter2\n"])
        try repository.tag("v1.1.0")
        let notes = try repository.run(["notes", "1.1.0"] + readingOptions).output
        #expect(notes.contains("## Configuration changes\n\n### No configuration item\n\n- billing/config.yaml\n"))
        #expect(try !repository.run(["notes", "1.1.0", "--no-config"] + readingOptions).output.contains("pool"))
        #expect(
            try repository.run(["log", "1.1.0", "--config"] + readingOptions).output.contains("database.pool.size"))
        let markdown = try repository.run(["config", "1.1.0", "--format", "markdown"] + readingOptions).output
        #expect(markdown.hasPrefix("# Configuration changes\n") && markdown.contains("10 → 20 (KEY-2)"))
    }

    @Test("the gate asks the owners of a configuration item for their sign-off, and not for comments")
    func asksTheOwners() throws {
        try repository.makeLedger(policy: policy)
        try repository.addItems(["KEY-2"])
        try repository.commit(
            "KEY-2: comment",
            files: ["billing/config.yaml": "database:\n  pool:\n    size: 10\n  password: hunter2\n# more\n"])
        try repository.approve("1.1.0", "KEY-2")
        #expect(try repository.gate("1.1.0", status: 0).open)
        try repository.commit(
            "KEY-2: larger", files: ["billing/config.yaml": "database:\n  pool:\n    size: 20\n  password: hunter2\n"])
        let approve = { (role: String) in
            try repository.sluice("approve", "KEY-2", "--release", "1.1.0", "--role", role, person: .tester)
        }
        try #require(try approve("qa").status == 0)
        let verdict = try repository.gate("1.1.0", status: 1)
        #expect(verdict.codes == ["configuration"])
        let result = try approve("operations")
        try #require(result.status == 0, "\(result.errors)")
        #expect(try repository.gate("1.1.0", status: 0).open)
        try #require(try repository.sluice("tag", "1.1.0").status == 0)
        let manifest = try repository.git("grep", "-h", "database.pool.size", "sluice/ledger")
        #expect(manifest.contains("\"new\":\"20\"") && !manifest.contains("hunter"))
    }

    @Test("a change of signed-off configuration that no item covers, and one without an RfC, are refused")
    func refusesUncoveredChanges() throws {
        try repository.makeLedger(policy: policy + "[configuration]\n\trequire-link = rfc\n")
        try repository.addItems(["KEY-2", "RFC-1"])
        try repository.commit("KEY-2: larger", files: ["app.json": "{\"a\": 2}\n"])
        try repository.approve("1.1.0", "KEY-2")
        let verdict = try repository.gate("1.1.0", status: 1)
        #expect(verdict.codes == ["configuration"] && verdict.findings[0].found == "KEY-2")
        try #require(try repository.sluice("task", "edit", "KEY-2", "--rfc", "RFC-1").status == 0)
        #expect(try repository.gate("1.1.0", status: 0).open)
        try repository.commit("exempt", files: ["billing/config.yaml": "x: 1\n"])
        let exempt = try repository.sluice("link", "HEAD", "--exempt", "--reason", "small", person: .tester)
        try #require(exempt.status == 0, "\(exempt.errors)")
        #expect(try repository.gate("1.1.0", status: 1).codes == ["configuration"])
    }
}
