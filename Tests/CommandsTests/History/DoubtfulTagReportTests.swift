import Foundation
import TestSupport
import Testing

/// What commands say of release tags that are not the ones that the ledger knows (T11).
@Suite struct DoubtfulTagReportTests {
    private let repository: TestRepository
    private let tagged: String

    /// 1.0 was tagged through the gate; another commit came after it.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        tagged = try repository.resolve("v1.0^{commit}")
        try repository.commit("RFC-2: second")
    }

    private static let commands = [["log", "1.0"], ["notes", "1.0"], ["which", "RFC-1"]]

    private func expectWarnings(_ sentence: String, _ key: String) throws {
        for command in Self.commands {
            let text = try repository.run(command)
            #expect(text.status == 0 && text.errors.contains("warning: \(sentence)\n"), "\(command) \(text.errors)")
            let json = try repository.run(command + ["--json"])
            #expect(json.status == 0 && json.errors.isEmpty, "\(command) \(json.errors)")
            #expect(json.output.replacing(" ", with: "").replacing("\n", with: "").contains(key), "\(json.output)")
        }
    }

    @Test("T11: log, notes and which say that a tag was moved, and so does the gate")
    func reportsAMovedTag() throws {
        let head = try repository.resolve("HEAD")
        try repository.git("tag", "--force", "--annotate", "-m", "moved", "v1.0", head)
        try expectWarnings(
            "tag v1.0 is on \(head.prefix(10)), and the ledger has it on \(tagged.prefix(10))",
            #""doubtfulTags":[{"commit":"\#(head)","fault":"moved","recorded":"\#(tagged)","tag":"v1.0"}]"#)
        #expect(try repository.gate(status: 1).codes.contains("history"))
    }

    @Test("T11: log, notes and which say that a lightweight tag took its place, and so does the gate")
    func reportsALightweightTag() throws {
        try repository.git("tag", "--force", "v1.0", tagged)
        try expectWarnings(
            "tag v1.0 is lightweight, and the ledger has an annotated one on \(tagged.prefix(10))",
            #""doubtfulTags":[{"commit":"\#(tagged)","fault":"lightweight","recorded":"\#(tagged)","tag":"v1.0"}]"#)
        let verdict = try repository.gate(status: 1)
        #expect(verdict.findings.map(\.found) == ["a lightweight tag on the same commit"])
        #expect(verdict.findings[0].mend.first == "git fetch --force origin tag v1.0")
        try repository.approve("1.1", "RFC-2")
        let next = try repository.gate("1.1", status: 1)
        #expect(next.findings.map(\.found).contains { $0.hasPrefix("a lightweight tag took the place of") })
        #expect(try repository.run(["log", "1.1"]).errors.contains("warning: tag v1.0 is lightweight"))
    }

    @Test("nothing is said of the tags that the ledger knows")
    func isSilentOtherwise() throws {
        for command in Self.commands {
            #expect(try repository.run(command).errors.isEmpty)
            #expect(try !repository.run(command + ["--json"]).output.contains("doubtfulTags"))
        }
    }

    @Test("R6: log names a date that no commit can have")
    func namesAbsurdDates() throws {
        let made = try repository.start(
            ["git", "commit", "--quiet", "--allow-empty", "-m", "RFC-2: third"],
            environment: ["GIT_COMMITTER_DATE": "@4200000000 +0000"]
        ).wait()
        try #require(made.status == 0)
        let log = try repository.run(["log", "v1.0..main"])
        #expect(log.output.contains("      it is dated 2100 or later: the clock was wrong\n"), "\(log.output)")
        #expect(log.output.components(separatedBy: "it is dated").count == 2)
        let json = try repository.run(["log", "v1.0..main", "--json"]).output
        #expect(json.components(separatedBy: "\"absurd-date:future\"").count == 2)
    }
}
