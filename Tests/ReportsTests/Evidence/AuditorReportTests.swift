import Changes
import Gate
import Git
import Ledger
import Testing

@testable import Releases
@testable import Reports

/// What the auditor's report says about a release in which much happened.
@Suite struct AuditorReportTests {
    private static let hostile = "<script>alert(1)</script> \"'&amp; **b** | \u{202E}x `sh` http://x.example @team"

    /// 1.0.0 has an emergency with a task, a commit that is exempt by hand, and an item that was dropped; its QA rejected once.
    private func release() throws -> SampleRelease {
        var release = try SampleRelease("1.0.0")
        try release.record(.policy(PolicyStatement(version: 1, text: .zero, reason: "the first one")))
        try release.add(
            "RFC-1",
            [
                .title: "Pay by invoice", .backOutPlan: "switch it off", .requester: "Ria | Boss", .reason: "law",
                .risk: "high", .type: "emergency",
            ])
        try release.add("TASK-1", [.title: "Form", .rfc: "RFC-1"])
        try release.add("TASK-2", [.title: "Another"])
        let commit = try release.commit("TASK-1: settings")
        let person = SampleRelease.quinn
        let stray = try release.commit("no item", exemption: .byHand(reason: "a typo", by: person))
        try release.record(.exemption(ExemptionStatement(commit: stray, exempt: true, reason: "a typo")), by: person)
        try release.plan("RFC-1", "TASK-1", "TASK-2")
        var drop = PlanStatement(release: release.version)
        (drop.drop, drop.reason) = ([ItemID(key: "TASK", number: 2)], "later")
        try release.record(.plan(drop))
        try release.decide(.reject, on: "TASK-1", note: "broken | <b>")
        for item in ["RFC-1", "TASK-1"] {
            try release.decide(.approve, on: item, note: "fine")
            try release.move(item, rungs: 5)
        }
        #expect(release.contents.items.count == 1 && release.contents[commit] != nil)
        return release
    }

    private let settings = ManifestStatement.ConfigurationFile(
        path: "shop.conf", configurationItem: nil, configurationItems: [],
        changes: [
            .init(key: "colour", kind: "added", old: nil, new: "blue", items: [ItemID(key: "TASK", number: 1)]),
            .init(key: "size", kind: "changed", old: "1", new: "2", items: []),
        ], moreChanges: 3)

    private func report(_ release: SampleRelease, _ format: Page.Format = .markdown) throws -> String {
        var release = release
        if release.tag == nil { try release.tag(configuration: [settings]) }
        return AuditorReport(try release.evidence()).page.text(format)
    }

    @Test("per change: request, requester, reason, risk, approver and time, independence, tests, configuration")
    func answersForEachChange() throws {
        let report = try report(release())
        for line in [
            "### RFC-1 Pay by invoice", "### TASK-1 Form", "| Type | emergency |", "| Requester | Ria \\| Boss |",
            "| Reason | law |", "| Risk | high |", "| Requester | Ria \\| Boss (of the RfC) |",
            "| Back-out plan | switch it off |", "| Implements | RFC-1 Pay by invoice |", "| Priority | not recorded |",
            "| Written by | Dana Developer \\<dana@<!-- -->example.org\\> |",
            "| Sign-off by qa | approved: 1 person needed |",
            "(claimed), of qa at the time, 2026-01-05 ", " UTC, before the tag: fine |",
            "| Independence | who approved wrote none of it |", "| Tests | not recorded |",
            "| Configuration changes | shop.conf colour: added: blue |", "| Deployment | not recorded |",
        ] { #expect(report.contains(line), "\(line)\n\(report)") }
        #expect(!report.contains("### TASK-2"))
    }

    @Test func showsWhatElseHappened() throws {
        let report = try report(release())
        for text in [
            "- RFC-1 Pay by invoice: law\n\nNo later review is recorded.", "dropped TASK-2 (later)",
            "rejected as qa: 1 commit (broken \\| \\<b\\>)", "needs no item (a typo)", "exempt: by-hand",
            "unsigned: who decided is what Git was told, a claim and no proof", "2 commits: all that the tagged commit",
            "No decision of a board is recorded.", "No test result is recorded.", "No waiver is recorded.",
            "No deployment is recorded.", "All records count.", "| size | 1 → 2 | NONE |", "| 3 more |",
            "| version 1 (the first one) |", "## How to check this",
        ] { #expect(report.contains(text), "\(text)\n\(report)") }
    }

    @Test("the population is what Git names: all of it, or the report says what differs")
    func comparesThePopulation() throws {
        var release = try release()
        try release.tag()
        let (listed, candidate) = (release.commits.map(\.commit.id), release.scope.candidate)
        #expect(try report(release).contains("git rev-list \(candidate)\n"))
        #expect(
            try report(release).contains(
                "Completeness: asked again, Git names the same 2 commits, none more and none less."))
        let late = try release.commit("TASK-1: slipped in")
        #expect(
            try report(release).contains(
                "Not complete: not in the manifest: \(late.abbreviated); not in the release: none."))
        #expect(!listed.contains(late))
    }

    @Test("an open verdict is shown in a sentence, a refused one with each finding")
    func showsTheVerdict() throws {
        var release = try release()
        try release.tag()
        let open = try report(release)
        #expect(open.contains("| The gate, asked again | open: nothing speaks against the release |"), "\(open)")
        try release.commit("slipped in")
        let refused = try report(release)
        #expect(refused.contains("| The gate, asked again | refused |"))
        #expect(refused.contains("- unlinked "), "\(refused)")
    }

    @Test("who approved own work, and who did so after the tag, does not look independent or in time")
    func showsWhatIsWrong() throws {
        var release = try release()
        try release.decide(.revoke, on: "TASK-1")
        try release.decide(.approve, on: "TASK-1", by: SampleRelease.dana)
        #expect(try report(release).contains("does not count: approved own work: Dana Developer \\<dana"))
        try release.tag()
        try release.decide(.approve, on: "TASK-1", by: SampleRelease.rene)
        #expect(try report(release).contains(" UTC, AFTER the tag |"))
    }

    @Test("deployments, waivers and reviews have a row each")
    func showsDeploymentsAndWaivers() throws {
        var release = try release()
        try release.tag()
        var deployment = DeploymentStatement(
            environment: "production", release: release.version, tag: "v1.0.0", commit: release.scope.candidate)
        deployment.outcome = .succeeded
        try release.record(.deployment(deployment))
        try release.record(
            .waiver(
                WaiverStatement(
                    release: release.version, rules: ["tests"], items: nil, environment: nil, until: release.now,
                    reviewBy: release.now, reason: "the shop was down")))
        try release.record(.review(ReviewStatement(release: release.version, waiver: nil, note: "looked at")))
        let report = try report(release)
        #expect(report.contains("| Deployment | see below: 1 record |"))
        #expect(!report.contains("No deployment is recorded.") && !report.contains("No waiver is recorded."))
        #expect(report.contains("the shop was down") && report.contains("looked at"))
        #expect(!report.contains("No later review is recorded."))
    }

    @Test("T14: foreign text marks up nothing in the report")
    func isHarmless() throws {
        var release = try release()
        try release.add("TASK-1", [.title: Self.hostile])
        let html = try report(release, .html)
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;amp; **b** | &lt;U+202E&gt;x"))
        #expect(html.contains("<h2>Population of changes</h2>"))
        #expect(!html.contains("<script") && !html.contains("\u{202E}"))
        let tags = Set(html.matches(of: /<([a-z0-9]+)/).map { String($0.1) })
        #expect(
            tags.subtracting([
                "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "li", "table", "thead",
                "tbody", "tr", "th", "td", "pre",
            ]).isEmpty)
        let markdown = try report(release)
        #expect(markdown.contains("\\<script\\>alert(1)\\</script\\>") && !markdown.contains("<script>"))
    }
}
