import Changes
import Foundation
import Gate
import Git
import Ledger
import Releases
import Testing

@testable import Reports

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Findings as other programs read them: JUnit, SARIF, Markdown and annotations of GitHub.
@Suite("forms of findings") struct FindingsFormatTests {
    /// A gate, or a check that also warns.
    private struct Sample: Judgement {
        var question = "gate tag 1.0"
        var decision = "refused (2 findings)"
        var title = "Gate of release 1.0: refused"
        var summary = ["1.0 ← v0.9", "3 commits"]
        let suite = "sluice.gate"
        var askedCodes: [RuleCode] = [.ledger, .unlinked, .signOff, .merge]
        var findings: [Finding] = []
        var warned: Set<RuleCode> = []
        var askedAt: Timestamp?
        let policyVersion = 7
        let ledgerBranch = "sluice/ledger"

        func subject(of finding: Finding) -> String {
            if case .item(let item) = finding.subject { "\(item) in release 1.0" } else { "release 1.0" }
        }

        func refuses(_ finding: Finding) -> Bool { !warned.contains(finding.code) }
    }

    private static let item = ItemID(key: "RFC", number: 1)
    /// What no document may hold as it is.
    private static let hostile = "<b> & \"]]>\u{1B}[31m\u{202E} | `x` %0A::error::\n@all"

    private let refused: Sample
    private let open = Sample(decision: "open", title: "Gate of release 1.0: open")

    init() {
        let mend: [ShellCommand] = ["sluice revoke RFC-1", "sluice approve RFC-1"]
        refused = Sample(findings: [
            Finding(.unlinked, .commit(.zero), expected: "an item", found: "none", mend: ["sluice link 00 RFC-1"]),
            Finding(.signOff, .item(Self.item), expected: "no rejection by qa", found: Self.hostile, mend: mend),
        ])
    }

    private func isHarmless(_ text: String) -> Bool { !text.utf8.contains(0x1B) && !text.contains("\u{202E}") }

    private func sarif(_ sample: Sample, _ places: FindingPlaces = FindingPlaces()) throws -> [String: Any] {
        let text = JSONText.document(FindingsSARIF(sample, version: "9.8.7", places: places))
        #expect(isHarmless(text))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func run(_ log: [String: Any]) throws -> [String: Any] {
        try #require((log["runs"] as? [[String: Any]])?.first)
    }

    private func results(_ log: [String: Any]) throws -> [[String: Any]] {
        try #require(try run(log)["results"] as? [[String: Any]])
    }

    // MARK: - JUnit

    @Test("junit has a case for each rule, failed where it has findings that refuse")
    func writesJUnit() throws {
        var sample = refused
        sample.warned = [.unlinked]
        let text = FindingsJUnit(sample).text
        #expect(isHarmless(text))
        let document = try XMLDocument(xmlString: text)
        let words = { (path: String) in try document.nodes(forXPath: path).map { $0.stringValue ?? "" } }
        #expect(try words("/testsuites/testsuite/@name") == ["gate tag 1.0"])
        #expect(try words("//testcase/@name") == ["ledger", "unlinked", "signoff", "merge"])
        #expect(try words("//testcase[failure]/@name") == ["signoff"])
        #expect(try words("//testcase[system-out]/@name") == ["unlinked"])
        #expect(try words("//@failures") == ["1", "1"] && words("//@tests") == ["4", "4"])
        let failure = try #require(try words("//failure").first)
        #expect(failure.hasPrefix("RFC-1 in release 1.0: expected no rejection by qa; found <b> & \"]]>"))
        #expect(failure.hasSuffix("; fix it with: sluice revoke RFC-1"))
    }

    @Test("junit counts the findings of one rule in the message, and has each of them in the text")
    func joinsFindingsOfARule() throws {
        var sample = refused
        sample.findings.append(
            Finding(.signOff, .release, expected: "an approval", found: "nothing", mend: []))
        let document = try XMLDocument(xmlString: FindingsJUnit(sample).text)
        let failure = try #require(try document.nodes(forXPath: "//testcase[@name='signoff']/failure").first)
        let message = try failure.nodes(forXPath: "@message").first?.stringValue
        #expect(message == "2 findings")
        #expect(failure.stringValue?.hasSuffix("\nrelease 1.0: expected an approval; found nothing") == true)
    }

    // MARK: - SARIF

    @Test("sarif has a result for each finding, of a rule that it names")
    func writesSARIF() throws {
        var sample = refused
        sample.warned = [.unlinked]
        let log = try sarif(sample)
        #expect(log["version"] as? String == "2.1.0")
        let driver = try #require((try run(log)["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "sluice" && driver["version"] as? String == "9.8.7")
        let rules = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        #expect(rules == ["ledger", "unlinked", "signoff", "merge"])
        let results = try results(log)
        #expect(results.compactMap { $0["ruleId"] as? String } == ["unlinked", "signoff"])
        #expect(results.compactMap { $0["level"] as? String } == ["warning", "error"])
        let properties = try #require(results[1]["properties"] as? [String: Any])
        #expect(properties["expected"] as? String == "no rejection by qa")
        #expect(properties["mend"] as? [String] == ["sluice revoke RFC-1", "sluice approve RFC-1"])
        #expect(try run(log)["properties"] == nil)
        sample.askedAt = Timestamp(seconds: 0)
        let at = try run(sarif(sample))["properties"] as? [String: String]
        #expect(at == ["at": "1970-01-01T00:00:00.000Z"])
    }

    @Test("sarif has a file for every result: that of its subject, or else the policy")
    func placesResults() throws {
        let places = FindingPlaces([.commit(.zero): .init(path: Array("a b/ü.txt".utf8), isInLedger: false)])
        let found = try results(sarif(refused, places)).map { result in
            let location = try #require((result["locations"] as? [[String: Any]])?.first)
            let place = try #require(location["physicalLocation"] as? [String: Any])
            #expect((place["region"] as? [String: Int]) == ["startLine": 1])
            let uri = (place["artifactLocation"] as? [String: String])?["uri"]
            return [uri, (result["properties"] as? [String: Any])?["branch"] as? String]
        }
        #expect(found == [["a%20b/%C3%BC.txt", nil], ["trust/7/policy", "sluice/ledger"]])
    }

    // MARK: - Markdown

    @Test("markdown is one table row for each finding, and no markup of others")
    func writesMarkdown() {
        let text = FindingsMarkdown(refused).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(isHarmless(text))
        #expect(
            lines.prefix(9) == [
                "# Gate of release 1.0: refused", "", "1.0 ← v0.9", "", "3 commits", "",
                "| rule | about | expected | found | fix |", "|---|---|---|---|---|",
                "| unlinked | release 1.0 | an item | none | sluice link 00 RFC-1 |",
            ])
        #expect(lines.count == 11 && lines[10].isEmpty)
        #expect(lines[9].hasPrefix("| signoff | RFC-1 in release 1.0 | no rejection by qa | \\<b\\> \\&"))
        #expect(
            lines[9].contains("\\| \\`x\\`") && lines[9].hasSuffix("| sluice revoke RFC-1<br>sluice approve RFC-1 |"))
    }

    // MARK: - GitHub

    @Test("github is one command for each finding, whatever its text, at its file where the code has one")
    func writesAnnotations() {
        var sample = refused
        sample.warned = [.unlinked]
        let places = FindingPlaces([
            .commit(.zero): .init(path: Array("a,b:c.txt".utf8), isInLedger: false),
            .item(Self.item): .init(path: Array("items/1".utf8), isInLedger: true),
        ])
        let text = FindingsAnnotations(sample, places: places).text
        let lines = text.split(separator: "\n").map(String.init)
        #expect(isHarmless(text) && lines.count == 3)
        #expect(
            lines[0] == "::warning file=a%2Cb%3Ac.txt,title=unlinked%3A release 1.0"
                + "::expected an item; found none; fix it with: sluice link 00 RFC-1")
        #expect(lines[1].hasPrefix("::error title=signoff%3A RFC-1 in release 1.0::expected no rejection by qa;"))
        #expect(lines[1].contains("%250A::error::"))
        #expect(lines[2] == "gate tag 1.0: refused (2 findings)")
    }

    // MARK: - Nothing found

    @Test("an open gate is shown in each form")
    func writesAnOpenGate() throws {
        let junit = FindingsJUnit(open).text
        #expect(junit.contains(#"<testsuites tests="4" failures="0">"#) && !junit.contains("<failure"))
        #expect(junit.components(separatedBy: "<testcase").count == 5)
        #expect(try results(sarif(open)).isEmpty)
        #expect(FindingsMarkdown(open).text == "# Gate of release 1.0: open\n\n1.0 ← v0.9\n\n3 commits\n")
        #expect(FindingsAnnotations(open, places: FindingPlaces()).text == "gate tag 1.0: open\n")
    }
}
