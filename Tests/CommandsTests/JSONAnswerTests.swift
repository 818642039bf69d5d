import Foundation
import TestSupport
import Testing

/// `--json`: every command that has a result tells it so that a program can read it.
@Suite("--json") struct JSONAnswerTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("start")
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [item "INC"]
                    kind = incident
                [environment "test"]
                    window = optional
                [handover]
                    role = qa
                [waiver]
                    role = qa
                [role "qa"]
                    member = quinn@example.org
                """)
    }

    /// One step after the other, as one release goes: what each says on standard output is JSON, one value or one a line.
    @Test("from the first item to the deployment")
    func answersInJSON() throws {
        try repository.write("report.xml", "<testsuite><testcase name=\"login\"/></testsuite>")
        try repository.write("policy", TestRepository.hookPolicy)
        let tester = Person.tester
        // Windows and waivers go by it.
        repository.useTheClock()
        let steps: [([String], Person?)] = [
            (["rfc", "add", "RFC-1", "--title", "first"], nil), (["rfc", "edit", "RFC-1", "--risk", "low"], nil),
            (["task", "add", "TASK-1", "--title", "t", "--rfc", "RFC-1"], nil), (["task", "close", "TASK-1"], nil),
            (["incident", "add", "INC-1", "--title", "i"], nil), (["rfc", "show", "RFC-1"], nil),
            (["rfc", "list"], nil), (["link", "HEAD", "RFC-1", "-m", "why"], nil),
            (["unlink", "HEAD", "RFC-1", "-m", "why"], nil), (["link", "HEAD", "RFC-1", "-m", "why"], nil),
            (["release", "new", "1.0"], nil), (["release", "new", "1.0", "--manager", "Rene"], nil),
            (["release", "collect", "1.0"], nil), (["release", "add", "1.0", "TASK-1", "--without-commits"], nil),
            (["release", "drop", "1.0", "TASK-1", "-m", "later"], nil), (["release", "list"], nil),
            (["release", "show", "1.0"], nil), (["release", "deps"], nil),
            (["release", "hold", "1.0", "INC-1", "-m", "x"], nil),
            (["release", "unhold", "1.0", "INC-1", "-m", "x"], nil),
            (["board", "1.0"], nil), (["cube"], nil), (["move", "RFC-1", "right", "--release", "1.0"], nil),
            (["test", "case", "add", "TC-1", "--title", "login", "--for", "all", "--automated", "login"], nil),
            (["test", "case", "list"], nil),
            (["test", "record", "TC-1", "pass", "--release", "1.0", "--item", "RFC-1"], tester),
            (["test", "list", "1.0"], nil), (["test", "import", "report.xml", "--release", "1.0"], tester),
            (["gate", "tag", "1.0"], nil), (["tag", "1.0"], nil),
            (["reject", "RFC-1", "--release", "1.0"], tester), (["revoke", "RFC-1", "--release", "1.0"], tester),
            (["approve", "--all", "--release", "1.0"], tester), (["gate", "tag", "1.0"], nil), (["tag", "1.0"], nil),
            (["tag", "1.0"], nil), (["package", "1.0"], nil),
            (["window", "open", "test", "--from", "now", "--until", "+2h"], nil), (["window", "list"], nil),
            (["gate", "deploy", "1.0", "--env", "test"], nil), (["handover", "1.0"], nil), (["announce", "1.0"], nil),
            (["deploy", "1.0", "--env", "test", "--", "true"], nil),
            (["waive", "handover", "--release", "1.0", "--until", "+1h", "-m", "x"], tester),
            (["review", "1.0", "-m", "fine"], nil), (["deploy", "1.0", "--env", "test", "--", "true"], nil),
            (["deploy", "record", "1.0", "--env", "test", "--outcome", "succeeded"], nil), (["deploy", "list"], nil),
            (["notes", "1.0"], nil), (["log", "1.0"], nil), (["which", "HEAD"], nil), (["config", "1.0"], nil),
            (["journal"], nil), (["kpi"], nil), (["calendar"], nil), (["audit"], nil), (["evidence", "1.0"], nil),
            (["evidence", "verify", "evidence-1.0"], nil), (["policy", "show"], nil), (["policy", "check"], nil),
            (["policy", "edit", "--file", "policy"], nil), (["policy", "edit", "--file", "policy"], nil),
            (["policy", "template"], nil), (["policy", "template", "regulated"], nil), (["setup", "--no-hooks"], nil),
            (["hooks", "install"], nil), (["hooks", "status"], nil), (["hooks", "uninstall"], nil), (["doctor"], nil),
        ]
        for (words, person) in steps {
            let result = try repository.start([Places.program, "--json"] + words, person: person).wait()
            let told = "\(words.joined(separator: " ")): \(result.status) \(result.output) \(result.errors)"
            #expect(result.status <= 1 && !result.output.isEmpty, "\(told)")
            #expect(Self.isJSON(result.outputBytes), "\(told)")
        }
    }

    @Test("a command that is refused says so on standard error alone")
    func refusesOnStandardError() throws {
        let result = try repository.sluice("--json", "release", "show", "9.9")
        #expect(result.status == 3 && result.output.isEmpty && !result.errors.isEmpty)
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        let isValue = { (bytes: [UInt8]) in
            (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
        }
        return isValue(bytes) || bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { isValue(Array($0)) }
    }

    @Test("names that are nearly right are told: commands, options, items, releases")
    func suggestsNames() throws {
        try #require(try repository.sluice("rfc", "add", "RFC-10", "--title", "t").status == 0)
        try #require(try repository.sluice("release", "new", "2.4.0").status == 0)
        let cases = [
            (["relase", "list"], "release"), (["release", "list", "--jsno"], "--json"),
            (["rfc", "show", "RFC-11"], "RFC-10"), (["release", "show", "2.4.1"], "did you mean 2.4.0?"),
            (["board", "2.4.1"], "did you mean 2.4.0?"), (["gate", "tag", "2.4.1"], "did you mean 2.4.0?"),
        ]
        for (words, expected) in cases {
            let result = try repository.run(words)
            #expect(result.status >= 1 && result.errors.contains(expected), "\(words): \(result.errors)")
        }
    }
}
