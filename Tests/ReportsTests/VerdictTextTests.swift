import Changes
import Gate
import Git
import Ledger
import Releases
import Testing

@testable import Reports

/// A verdict of the gate for people, and in JSON.
@Suite("verdict") struct VerdictTextTests {
    /// 1.1.0 with RFC-1, approved and ready for production.
    private func release() throws -> SampleRelease {
        var release = try SampleRelease()
        try release.add("RFC-1", [.title: "Pay by \u{1B}[31minvoice"])
        try release.commit("RFC-1: first")
        try release.plan("RFC-1")
        try release.decide(.approve, on: "RFC-1")
        try release.move("RFC-1", rungs: 5)
        return release
    }

    private func text(_ release: SampleRelease) throws -> String { VerdictText(Verdict(try release.facts)).text }

    private func lines(_ release: SampleRelease) throws -> [String] {
        try text(release).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("an open gate is shown with what it looked at, and what unsigned records are worth")
    func showsAnOpenGate() throws {
        let release = try release()
        #expect(
            try text(release) == """
                gate tag 1.1.0: open
                  1.1.0 ← the beginning (first release), candidate main (\(release.scope.candidate.abbreviated))
                  1 commit, 1 planned item, policy 3, natural versions, ledger 0000000000

                  Records are unsigned: who approved is what Git was told, a claim and no proof.

                """)
    }

    @Test("a finding is shown with its subject, what was expected and found, and the commands that fix it")
    func showsAFinding() throws {
        var release = try release()
        try release.decide(.reject, on: "RFC-1", note: "login fails")
        let shown = try lines(release)
        #expect(
            shown[3...8] == [
                "", "  signoff  RFC-1 Pay by <U+001B>[31minvoice", "    expected  no rejection by qa",
                "    found     Quinn Tester rejected it: login fails",
                "    fix       sluice revoke RFC-1 --release 1.1.0 --role qa  (by 'Quinn Tester')", "",
            ])
        let commit = try release.commit("tidy up")
        let text = try text(release)
        #expect(text.contains("\n  unlinked  commit \(commit.abbreviated)\n"))
        #expect(text.contains("\n    or        sluice link \(commit.abbreviated) --exempt --reason"), "\(text)")
    }

    @Test("the decision counts how often each rule refuses, the most frequent first")
    func countsFindingsByRule() throws {
        var release = try release()
        try release.commit("RFC-1: second")
        #expect(try lines(release)[0] == "gate tag 1.1.0: refused (1 finding)")
        for message in ["tidy", "tidy more"] { try release.commit(message) }
        #expect(try lines(release)[0] == "gate tag 1.1.0: refused (3 findings: 2 unlinked, 1 stale)")
    }

    @Test("many findings with one fix are shown together, ten of them by name")
    func groupsFindings() throws {
        var release = try release()
        let items = (2...13).map { "RFC-\($0)" }
        for item in items {
            try release.add(item, [.title: "x"])
            try release.commit("\(item): x")
            try release.plan(item)
        }
        let lines = try lines(release)
        #expect(lines[0] == "gate tag 1.1.0: refused (12 findings)")
        let start = try #require(lines.firstIndex(of: "  signoff  12 findings with one fix"))
        #expect(lines[start + 1] == "    expected  approval by qa")
        #expect(lines[(start + 2)...(start + 11)].map(\.self) == items.prefix(10).map { "    \($0) x: none" })
        #expect(lines[start + 12] == "    and 2 more, which `--json` shows")
        #expect(lines[start + 13] == "    fix       sluice approve --all --release 1.1.0 --role qa")
    }

    @Test("commits that one person exempted for one reason are shown together")
    func groupsExemptionsByHand() throws {
        var release = try release()
        var commits: [ObjectID] = []
        for (number, reason) in ["small", "other", "small", "small", "small"].enumerated() {
            let exemption = Exemption.byHand(reason: reason, by: SampleRelease.quinn)
            commits.append(try release.commit("tidy \(number)", exemption: exemption))
        }
        try release.commit("robot", exemption: .author("bots"))
        try release.commit("Merge branch 'x'", exemption: .merge)
        let names = commits.reversed().map(\.abbreviated)
        let lines = try lines(release)
        #expect(lines[2].contains("8 commits, 1 planned item, 5 commits exempt by hand, policy 3"))
        #expect(
            lines.filter { $0.contains("exempt by") && $0.contains(":") } == [
                "  exempt by [exempt \"bots\"]: \(release.commits[1].commit.id.abbreviated)",
                "  exempt by hand: \(names[0]) \(names[1]) \(names[2]) and 1 more by Quinn Tester: small",
                "  exempt by hand: \(names[3]) by Quinn Tester: other",
            ])
    }

    @Test("JSON has the decision, both ends, and each finding with what fixes it")
    func writesJSON() throws {
        var release = try release()
        let open = JSONText.line(VerdictDocument(Verdict(try release.facts)))
        #expect(open.contains(#""findings":[]"#) && open.contains(#""open":true"#), "\(open)")
        #expect(open.contains(#""items":["RFC-1"]"#) && open.contains(#""tag":"v1.1.0""#))
        #expect(open.contains(#""signed":false"#) && open.contains(#""scheme":"natural""#))
        for absent in ["environment", "rollBack", "\"at\"", "component", "unowned", "invalid", "damagedBranches"] {
            #expect(!open.contains(absent), "\(absent)")
        }
        try release.decide(.revoke, on: "RFC-1")
        let refused = JSONText.line(VerdictDocument(Verdict(try release.facts)))
        #expect(refused.contains(#""open":false"#))
        #expect(
            refused.contains(
                #""findings":[{"code":"signoff","expected":"approval by qa","found":"Quinn Tester revoked it","#
                    + #""mend":["sluice approve RFC-1 --release 1.1.0 --role qa"],"#
                    + #""subject":{"id":"RFC-1","kind":"item"}}]"#), "\(refused)")
    }
}
