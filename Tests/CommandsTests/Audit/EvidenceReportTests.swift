import Git
import System
import TestSupport
import Testing

/// What the auditor's report tells of a release in which much happened.
@Suite struct EvidenceReportTests {
    private let test: TestRepository
    private let report: String

    init() throws {
        test = try TestRepository()
        try test.commit("start")
        try test.tag("v0.1.0")
        try Self.run(
            test,
            [
                ["init", "--no-hooks"],
                [
                    "rfc", "add", "RFC-1", "--title", "Pay by invoice", "--back-out-plan", "switch it off",
                    "--requester", "Ria | Boss", "--reason", "law",
                    "--risk", "high", "--type", "emergency",
                ],
                ["task", "add", "TASK-1", "--title", "Form", "--rfc", "RFC-1"],
                ["task", "add", "TASK-2", "--title", "Another"],
            ])
        try test.commit("TASK-1: settings", files: ["shop.conf": "colour = blue\npassword = s3cr3t-xyz\n"])
        let stray = try test.commit("no item")
        try Self.run(
            test,
            [
                ["release", "new", "1.0.0"],
                ["release", "add", "1.0.0", "RFC-1", "TASK-1", "TASK-2"],
                ["release", "drop", "1.0.0", "TASK-2", "--reason", "later"],
            ])
        test.person = .tester
        try Self.run(
            test,
            [
                ["link", stray, "--exempt", "--reason", "a typo"],
                ["reject", "TASK-1", "--release", "1.0.0", "--note", "broken | <b>"],
                ["approve", "--all", "--release", "1.0.0", "--note", "fine"],
            ])
        test.person = .developer
        try Self.run(test, [["tag", "1.0.0"], ["evidence", "1.0.0", "--output", "\(test.path)/.git/e"]])
        report = String(decoding: try File.read("\(test.path)/.git/e/report.md"), as: UTF8.self)
    }

    private static func run(_ test: TestRepository, _ commands: [[String]]) throws {
        for command in commands {
            let result = try test.start([Places.program] + command).wait()
            try #require(result.status == 0, "\(command): \(result.output)\(result.errors)")
        }
    }

    @Test("per change: request, requester, reason, risk, approver and time, independence, tests, configuration")
    func answersForEachChange() {
        for line in [
            "| Type | emergency |", "| Requester | Ria \\| Boss |", "| Reason | law |", "| Risk | high |",
            "| Requester | Ria \\| Boss (of the RfC) |", "| Back-out plan | switch it off |",
            "| Sign-off by qa | approved: 1 person needed |", "(claimed), 2026-01-05 ", " UTC, before the tag: fine |",
            "| Independence | who approved wrote none of it |", "| Tests | not recorded |",
            "| Configuration changes | shop.conf colour: added: blue; shop.conf password: added: ‹secret› |",
        ] { #expect(report.contains(line), "\(line)\n\(report)") }
        #expect(!report.contains("s3cr3t"))
    }

    @Test func tellsWhatElseHappened() {
        for text in [
            "- RFC-1 Pay by invoice: law\n\nNo later review is recorded.", "dropped TASK-2 (later)",
            "rejected as qa: 1 commit (broken \\| \\<b\\>)", "needs no item (a typo)", "exempt: by-hand",
            "unsigned: who decided is what Git was told, a claim and no proof", "2 commits: all that the tagged commit",
        ] { #expect(report.contains(text), "\(text)\n\(report)") }
    }
}
