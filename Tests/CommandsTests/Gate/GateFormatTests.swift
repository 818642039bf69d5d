import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("gate tag --format")
struct GateFormatTests {
    private let repository: TestRepository

    /// RFC-1 is refused: its rejection holds what no document may hold as it is.
    init() throws {
        repository = try TestRepository.withOpenGate()
        let note = "<b> & \"]]>\u{1B}[31m\u{202E} | `x` %0A::error::\n@all"
        try #require(
            try repository.sluice("reject", "RFC-1", "--release", "1.0", "--note", note, person: .tester).status == 0)
    }

    private func gate(_ format: String) throws -> String {
        let result = try repository.sluice("gate", "tag", "1.0", "--format", format)
        #expect(result.status == 1)
        #expect(!result.output.utf8.contains(0x1B) && !result.output.contains("\u{202E}"), "T14")
        return result.output
    }

    @Test("one verdict is written in all forms that are asked for, and printed once")
    func writesReports() throws {
        let formats = ["json", "junit", "sarif", "markdown", "github", "text"]
        let words = formats.flatMap { ["--report", "\($0)=\(repository.path)/.git/verdict=\($0)"] }
        let result = try repository.start([Places.program, "gate", "tag", "1.0"] + words).wait()
        let shown = try gate("text")
        #expect(result.status == 1 && result.output == shown)
        for format in formats {
            let printed = try repository.sluice("gate", "tag", "1.0", "--format", format).output
            #expect(try repository.read(".git/verdict=\(format)") == printed, "\(format)")
        }
        let check = try repository.sluice("check", "main..main", "--report", "json=.git/check")
        #expect(check.status == 0, "\(check.errors)")
        #expect(try repository.read(".git/check").contains("\"passed\": true"))
        for word in ["junit", "word=file", "junit="] {
            let refused = try repository.sluice("gate", "tag", "1.0", "--report", word)
            #expect(refused.status == 2 && refused.errors.contains("names no format and a file"), "\(word)")
        }
    }

    @Test("junit has a case for each rule, failed where it has findings")
    func printsJUnit() throws {
        let document = try XMLDocument(xmlString: gate("junit"))
        let cases = try document.nodes(forXPath: "/testsuites/testsuite/testcase")
        let failures = try document.nodes(forXPath: "//testcase[failure]/@name")
        #expect(cases.count == 20)
        #expect(failures.map(\.stringValue) == ["signoff"])
        let text = try #require(document.nodes(forXPath: "//failure").first?.stringValue)
        #expect(text.contains("Quinn Tester rejected it: <b> & \"]]>"))
        #expect(try document.nodes(forXPath: "/testsuites/@failures").first?.stringValue == "1")
    }

    @Test("sarif has a result for each finding, of a rule that it names")
    func printsSARIF() throws {
        let log = try #require(try JSONSerialization.jsonObject(with: Data(gate("sarif").utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "sluice")
        let rules = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.compactMap { $0["ruleId"] as? String } == ["signoff"])
        #expect(rules.contains("signoff") && results[0]["level"] as? String == "error")
    }

    @Test("sarif has a file for every result: the ledger's record, the changed file or the policy")
    func placesResults() throws {
        try repository.commit("no item", files: ["a b/ü.txt": "1\n"])
        try repository.plan("1.0", "RFC-9")
        let log = try #require(try JSONSerialization.jsonObject(with: Data(gate("sarif").utf8)) as? [String: Any])
        let results = try #require((log["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
        let places = try results.map { result in
            let location = try #require((result["locations"] as? [[String: Any]])?.first)
            let place = try #require(location["physicalLocation"] as? [String: Any])
            #expect((place["region"] as? [String: Int]) == ["startLine": 1])
            let properties = try #require(result["properties"] as? [String: Any])
            let uri = try #require((place["artifactLocation"] as? [String: String])?["uri"])
            return (rule: result["ruleId"] as? String, uri: uri, branch: properties["branch"] as? String)
        }
        #expect(places.contains { $0.rule == "unlinked" && $0.uri == "a%20b/%C3%BC.txt" && $0.branch == nil })
        let records = places.filter { $0.branch == "sluice/ledger" }
        #expect(records.contains { $0.rule == "signoff" && $0.uri.hasPrefix("items/") })
        #expect(records.contains { $0.rule == "unknown-item" && $0.uri.hasPrefix("releases/1.0/") })
        for record in records {
            let path = try #require(record.uri.removingPercentEncoding)
            #expect(try repository.git("cat-file", "-t", "sluice/ledger:\(path)") == "blob", "\(path)")
        }
    }

    @Test("sarif shows a release that nobody planned at the policy")
    func placesUnplannedReleases() throws {
        let result = try repository.sluice("gate", "tag", "2.0", "--target", "main", "--format", "sarif")
        #expect(result.status == 1 && result.output.contains(#""uri": "trust/1/policy""#), "\(result.output)")
        #expect(try repository.git("cat-file", "-t", "sluice/ledger:trust/1/policy") == "blob")
    }

    @Test("markdown is one table row for each finding, and no markup of others")
    func printsMarkdown() throws {
        let lines = try gate("markdown").split(separator: "\n")
        #expect(lines[0] == "# Gate of release 1.0: refused")
        let rows = lines.filter { $0.hasPrefix("| signoff |") }
        #expect(rows.count == 1)
        #expect(rows[0].contains("\\<b\\> \\&") && rows[0].contains("\\| \\`x\\`"))
    }

    @Test("github is one command for each finding, whatever its text")
    func printsAnnotations() throws {
        let lines = try gate("github").split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("::error title=signoff%3A RFC-1 in release 1.0::expected no rejection by qa;"))
        #expect(lines[0].contains("%250A::error::"))
        #expect(lines[1] == "gate tag 1.0: refused (1 finding)")
    }

    @Test("an open gate is told in each form", arguments: ["text", "json", "junit", "sarif", "markdown", "github"])
    func printsAnOpenGate(format: String) throws {
        let repository = try TestRepository.withOpenGate()
        let result = try repository.sluice("gate", "tag", "1.0", "--format", format)
        #expect(result.status == 0 && !result.output.isEmpty)
        #expect(!result.output.contains("refused") && !result.output.contains("<failure"))
    }
}
