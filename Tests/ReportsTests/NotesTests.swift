import Changes
import Foundation
import Git
import Ledger
import Testing

@testable import Releases
@testable import Reports

/// Notes and changelogs: one release, for those who develop it, use it, run it and audit it.
@Suite("notes as values") struct NotesTests {
    /// 1.1.0 has a normal RfC with plans, one that it depends on, and an emergency; it fixes INC-1, PRB-1 stays open.
    private func release() throws -> SampleRelease {
        var release = try SampleRelease()
        release.base = .init(revision: "v1.0.0", commit: .zero)
        release.touched = ["billing"]
        try release.add("RFC-2", [.title: "New database", .deploymentPlan: "create the database"])
        try release.add(
            "RFC-1",
            [
                .title: "Pay by <card>", .deploymentPlan: "run migrate\nrestart billing",
                .backOutPlan: "restore the dump",
                .userAction: "enter the card again", .dependsOn: "RFC-2", .risk: "high", .requester: "Ada",
                .type: "normal",
            ])
        try release.add("RFC-3", [.title: "Stop the leak", .type: "emergency"])
        try release.add("INC-1", [.title: "No login", .fixedBy: "RFC-2"])
        try release.add(
            "PRB-1", [.title: "Slow report", .affects: "billing", .workaround: "run it at night", .severity: "2"])
        try release.add("PRB-2", [.title: "Elsewhere"])
        try release.commit("feat(pay): RFC-1 cards")
        try release.commit("RFC-2: database")
        try release.commit("fix: RFC-3 leak")
        try release.commit("no item")
        try release.plan("RFC-1", "RFC-2", "RFC-3")
        return release
    }

    private func notes(_ release: SampleRelease, tagged: Timestamp? = nil) -> ReleaseNotes {
        ReleaseNotes(
            release.scope, tagDate: tagged, plan: release.plan, release.history, briefing: release.briefing,
            approvals: release.approvals)
    }

    private func text(
        _ release: SampleRelease, for audience: NotesAudience = .developers, _ format: Page.Format = .markdown
    ) -> String {
        NotesPage(notes(release), for: audience).page.text(format)
    }

    private func commit(_ place: Int, of release: SampleRelease) -> String {
        release.commits[place].commit.id.abbreviated
    }

    // MARK: - Audiences

    @Test("developers read items with their commits, then commits without an item")
    func writesForDevelopers() throws {
        let release = try release()
        let id = { commit($0, of: release) }
        #expect(
            text(release) == """
                # Release 1.1.0

                1.1.0 ← v1.0.0 (same line): 4 commits.

                ## Requests for change

                - **RFC-1** Pay by \\<card\\> (normal; \(id(3)))
                - **RFC-2** New database (\(id(2)))
                - **RFC-3** Stop the leak (emergency; \(id(1)))

                ## Commits without an item

                - **\(id(0))** no item

                """)
    }

    @Test("tasks are shown beneath their RfC, unknown items by their subjects, and each has a section of its kind")
    func groupsTasks() throws {
        var release = try SampleRelease()
        try release.add("RFC-1", [.title: "Faster login"])
        try release.add("TASK-1", [.title: "Cache sessions", .rfc: "RFC-1"])
        try release.add("TASK-2", [.title: "*Bold* <script> [x](http://evil) @all #12"])
        try release.commit("TASK-1: cache")
        try release.commit("TASK-2: alone")
        try release.commit("TASK-9: not known | **at** all")
        let ids = (0...2).map { commit($0, of: release) }
        #expect(
            text(release) == """
                # Release 1.1.0

                1.1.0 ← the beginning (first release): 3 commits.

                ## Requests for change

                - **RFC-1** Faster login
                  - **TASK-1** Cache sessions (\(ids[2]))

                ## Tasks

                - **TASK-2** \\*Bold\\* \\<script\\> \\[x\\](http\\://evil) @<!-- -->all \\#<!-- -->12 (\(ids[1]))

                ## Other items

                - **TASK-9** not known \\| \\*\\*at\\*\\* all (\(ids[0]))

                """)
    }

    @Test("users read what is new, what to do and what is known, and nothing of commits")
    func writesForUsers() throws {
        #expect(
            text(try release(), for: .users) == """
                # Release 1.1.0

                What is new since v1.0.0.

                ## What you have to do

                - **RFC-1** enter the card again

                ## Changes

                - **RFC-1** Pay by \\<card\\>
                - **RFC-2** New database

                ## Urgent corrections

                - **RFC-3** Stop the leak

                ## Solved

                - **INC-1** No login

                ## Known errors

                - **PRB-1** Slow report
                  - **Workaround** run it at night

                """)
    }

    @Test("operations read plans in the order of what depends on what, and back again, in narrow lines")
    func writesForOperations() throws {
        let text = text(try release(), for: .operations, .text)
        #expect(
            text.contains(
                """
                Deployment
                ----------

                - RFC-2 create the database
                - RFC-1
                  - run migrate
                  - restart billing

                Back-out
                --------

                - RFC-1 restore the dump
                """), "\(text)")
        #expect(text.contains("- RFC-1 Pay by <card> (normal; risk high; asked for by Ada)"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 76 })
    }

    @Test("auditors read the range, who approved, and why a commit needs no item, in words")
    func writesForAuditors() throws {
        var release = try release()
        try release.commit("typo", exemption: .byHand(reason: "a typo", by: SampleRelease.dana))
        try release.decide(.approve, on: "RFC-1")
        let page = text(release, for: .audit)
        for line in [
            "| tagged through the gate | no |", "| tag | not tagged |", "| manager | none |",
            "| base | v1.0.0, 0000000000000000000000000000000000000000 |", "| rule | same line |",
        ] { #expect(page.contains(line), "\(page)") }
        #expect(page.contains("approved as qa by Quinn Tester 2026-01-05 "))
        #expect(page.contains("## Commits without an item\n\n- **\(commit(1, of: release))** no item\n"))
        #expect(
            page.contains("## Exempt commits\n\n- **\(commit(0, of: release))** typo (a typo; said by Dana Developer"))
        #expect(!page.contains("byHand") && page.contains(": 5 commits, 1 of them exempt."))
    }

    @Test("what goes, and what is reverted, is shown with the commits that say so")
    func showsWhatGoes() throws {
        var release = try release()
        let lost = try release.linked("RFC-9: lost")
        release.goes = [Going(commit: lost, release: Version("1.0.0"), paths: [[97]], proposal: nil)]
        let page = text(release)
        #expect(page.contains("## Not in it any more\n\n- **RFC-9** lost (\(lost.commit.id.abbreviated); "), "\(page)")
        #expect(text(release, for: .users).contains("## No longer in it\n\n- **RFC-9** lost\n"))
    }

    @Test("HTML marks nothing up that came from elsewhere")
    func writesHTML() throws {
        let page = text(try release(), for: .users, .html)
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.contains("<li><strong>RFC-1</strong> Pay by &lt;card&gt;</li>"))
        #expect(page.contains("<li><strong>PRB-1</strong> Slow report\n<ul>\n<li><strong>Workaround</strong> run it"))
    }

    // MARK: - JSON

    @Test("JSON has what all audiences read, and a template may name all of it")
    func writesJSON() throws {
        var release = try release()
        try release.decide(.approve, on: "RFC-1")
        let text = JSONText.document(NotesDocument(notes(release)))
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(Self.names(in: document).subtracting(NotesDocument.names).subtracting(["display"]) == [])
        let items = try #require(document["items"] as? [[String: Any]])
        #expect(items.map { $0["id"] as? String } == ["RFC-1", "RFC-2", "RFC-3"])
        #expect(items.map { $0["type"] as? String } == ["normal", nil, "emergency"])
        let approvals = try #require(items[0]["approvals"] as? [[String: Any]])
        #expect(approvals.map { $0["role"] as? String } == ["qa"] && items[1]["approvals"] == nil)
        #expect((document["knownErrors"] as? [[String: Any]])?.first?["severity"] as? String == "2")
        #expect((document["deployment"] as? [[String: Any]])?.map { $0["id"] as? String } == ["RFC-2", "RFC-1"])
        #expect((document["unlinked"] as? [[String: Any]])?.count == 1 && document["exempt"] as? Int == 0)
    }

    private static func names(in value: Any) -> Set<String> {
        switch value {
        case let object as [String: Any]: object.values.reduce(Set(object.keys)) { $0.union(names(in: $1)) }
        case let list as [Any]: list.reduce([]) { $0.union(names(in: $1)) }
        default: []
        }
    }

    // MARK: - Changelog

    @Test("a changelog sorts by what commits say of themselves, and is unreleased until the tag")
    func writesChangelog() throws {
        var release = try release()
        let expected = """
            ### Added

            - Pay by \\<card\\> (RFC-1)

            ### Changed

            - New database (RFC-2)
            - no item (\(commit(0, of: release)))

            ### Fixed

            - Stop the leak (RFC-3)
            - No login (INC-1)

            """
        #expect(Changelog(notes(release)).text == "## [Unreleased]\n\n" + expected)
        let commit = release.scope.candidate
        release.tag = ReleaseTag(
            version: release.version, name: "v1.1.0", object: commit, target: commit, targetKind: .commit,
            isPending: false)
        let day = Timestamp("2026-02-03T12:00:00.000Z")
        #expect(Changelog(notes(release, tagged: day)).text == "## [1.1.0] - 2026-02-03\n\n" + expected)
    }

    @Test("a changelog marks what breaks, and counts the commits that need no item")
    func marksWhatBreaks() throws {
        var release = try release()
        try release.commit("chore: RFC-2 drop the old tables\n\nBREAKING CHANGE: export them before")
        let unlinked = try release.commit("fix(api)!: <b> without an item").abbreviated
        try release.commit("typo", exemption: .paths)
        try release.commit("Merge branch 'x'", exemption: .merge)
        try release.commit("Merge branch 'y'", exemption: .merge)
        let text = Changelog(notes(release)).text
        #expect(text.contains("\n- **Breaking:** New database (RFC-2)\n"))
        #expect(text.contains("\n- **Breaking:** fix(api)!: \\<b\\> without an item (\(unlinked))\n"), "\(text)")
        #expect(text.contains("\n- Pay by"))
        #expect(
            text.hasSuffix(
                "\nNot listed: 3 commits that need no item (2 merges without changes of their own, 1 exempt).\n"),
            "\(text)")
        #expect(JSONText.line(NotesDocument(notes(release))).contains(#""breaking":true"#))
    }

    @Test("a changelog has a section for what security and removals are, in the order of the convention")
    func ordersSections() throws {
        var release = try SampleRelease()
        try release.add("TASK-1", [.title: "Keys"])
        try release.add("TASK-2", [.title: "Old form"])
        try release.commit("security: TASK-1 longer keys")
        try release.commit("feat: TASK-1 and more")
        let lost = try release.linked("TASK-2: form")
        release.goes = [Going(commit: lost, release: nil, paths: [[97]], proposal: nil)]
        #expect(
            Changelog(notes(release)).text
                == "## [Unreleased]\n\n### Removed\n\n- Old form (TASK-2)\n\n### Security\n\n- Keys (TASK-1)\n")
    }
}
