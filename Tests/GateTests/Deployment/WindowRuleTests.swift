import Changes
import FactsSupport
import Ledger
import Testing

@testable import Gate

/// `window`: it is inside a change window, where the environment needs one, and outside every freeze.
@Suite struct WindowRuleTests {
    private let open: ShellCommand = "sluice window open production --from now --until +2h"

    private func wanted(needsWindow: Bool = true) throws -> WantedDeployment {
        try WantedDeployment(["window = \(needsWindow ? "required" : "optional")"])
    }

    @Test func staysSilentWhereNoWindowIsNeeded() throws {
        #expect(try wanted(needsWindow: false).findings(WindowRule.self).isEmpty)
    }

    @Test func refusesWhereNoWindowIsPlanned() throws {
        var wanted = try wanted()
        try wanted.plan(.open, -60..<0)
        let finding = try wanted.finding(WindowRule.self)
        #expect(finding.code == .window && finding.subject == .release)
        #expect(finding.expected == "a change window of production")
        #expect(finding.found == "it is 1970-01-12T13:46:40.000Z, and none is planned" && finding.mend == [open])
    }

    @Test func namesTheNextWindow() throws {
        var wanted = try wanted()
        try wanted.plan(.open, 3600..<7200)
        try wanted.plan(.open, 60..<120)
        let finding = try wanted.finding(WindowRule.self)
        #expect(
            finding.found
                == "it is 1970-01-12T13:46:40.000Z, and the next one begins 1970-01-12T13:47:40.000Z")
        #expect(finding.mend == [open])
    }

    @Test("a window holds from its beginning until before its end")
    func staysSilentInsideAWindow() throws {
        var wanted = try wanted()
        try wanted.plan(.open, 0..<60)
        #expect(try wanted.findings(WindowRule.self).isEmpty)
        wanted.now = wanted.now + TimeSpan(seconds: 60)
        #expect(try wanted.findings(WindowRule.self).count == 1)
    }

    @Test("a freeze refuses, inside a window and where none is needed", arguments: [true, false])
    func refusesInAFreeze(needsWindow: Bool) throws {
        var wanted = try wanted(needsWindow: needsWindow)
        try wanted.plan(.open, -60..<60)
        let freeze = try wanted.plan(.freeze, -10..<10, by: Facts.quinn)
        let finding = try wanted.finding(WindowRule.self)
        #expect(finding.code == .window && finding.subject == .release)
        #expect(finding.expected == "no freeze of production" && finding.found == "Quinn froze it")
        #expect(
            finding.mend == [
                "sluice window list production",
                "sluice window close production \(freeze.shortName) --note \"…\"",
            ])
        try wanted.record(.window(closing(freeze)), by: Facts.rene)
        #expect(try wanted.findings(WindowRule.self).isEmpty)
    }

    @Test("each freeze is shown with its note, and the window that is missing after them")
    func showsFreezesAndTheMissingWindow() throws {
        var wanted = try wanted()
        try wanted.plan(.freeze, -20..<10, by: Facts.quinn, note: "stock-taking")
        try wanted.plan(.freeze, -10..<10, by: Facts.rene)
        try wanted.plan(.freeze, 10..<20, by: Facts.dana)
        let findings = try wanted.findings(WindowRule.self)
        #expect(
            findings.map(\.found) == [
                "Quinn froze it: stock-taking", "Rene froze it",
                "it is 1970-01-12T13:46:40.000Z, and none is planned",
            ])
    }

    private func closing(_ window: RecordName) -> WindowStatement {
        var statement = WindowStatement("production", .close)
        statement.closes = window
        return statement
    }
}
