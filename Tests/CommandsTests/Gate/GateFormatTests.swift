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
        #expect(!result.output.utf8.contains(0x1B), "T14")
        // For programs: the text is what it is there, escaped as JSON asks.
        #expect(format == "json" || !result.output.contains("\u{202E}"), "T14")
        return result.output
    }

    private static let formats = ["json", "junit", "sarif", "markdown", "github", "text"]

    @Test("one verdict is written in all forms that are asked for, and printed once")
    func writesReports() throws {
        let words = Self.formats.flatMap { ["--report", "\($0)=\(repository.path)/.git/verdict=\($0)"] }
        let result = try repository.start([Places.program, "gate", "tag", "1.0"] + words).wait()
        let shown = try gate("text")
        #expect(result.status == 1 && result.output == shown)
        for format in Self.formats {
            #expect(try repository.read(".git/verdict=\(format)") == gate(format), "\(format)")
        }
        let check = try repository.sluice("check", "main..main", "--report", "json=.git/check")
        #expect(check.status == 0, "\(check.errors)")
        #expect(try repository.read(".git/check").contains("\"passed\": true"))
        for word in ["junit", "word=file", "junit="] {
            let refused = try repository.sluice("gate", "tag", "1.0", "--report", word)
            #expect(refused.status == 2 && refused.errors.contains("names no format and a file"), "\(word)")
        }
    }

    @Test("each form holds the whole verdict as its readers take it, also with text that none can hold as it is")
    func printsEachForm() throws {
        let junit = try XMLDocument(xmlString: gate("junit"))
        #expect(try junit.nodes(forXPath: "/testsuites/testsuite/testcase").count == Self.rules)
        #expect(try junit.nodes(forXPath: "//testcase[failure]/@name").map(\.stringValue) == ["signoff"])
        let failure = try junit.nodes(forXPath: "//failure").first?.stringValue
        #expect(failure?.contains("Quinn Tester rejected it: <b> & \"]]>") == true)
        for format in ["json", "sarif"] { _ = try JSONSerialization.jsonObject(with: Data(gate(format).utf8)) }
        #expect(try gate("sarif").contains("\"ruleId\": \"signoff\""))
        let markdown = try gate("markdown").split(separator: "\n")
        #expect(markdown[0] == "# Gate of release 1.0: refused")
        #expect(markdown.filter { $0.hasPrefix("| signoff | RFC-1 in release 1.0 |") }.count == 1)
        let annotations = try gate("github").split(separator: "\n")
        #expect(annotations[0].hasPrefix("::error title=signoff%3A RFC-1 in release 1.0::expected no rejection by qa;"))
        #expect(annotations.dropFirst() == ["gate tag 1.0: refused (1 finding)"])
    }

    /// How many rules a gate before a tag asks.
    private static let rules = 20

    @Test("an open gate is shown in each form, with status 0")
    func printsAnOpenGate() throws {
        try #require(try repository.sluice("revoke", "RFC-1", "--release", "1.0", person: .tester).status == 0)
        try #require(try repository.sluice("approve", "RFC-1", "--release", "1.0", person: .tester).status == 0)
        for format in Self.formats {
            let result = try repository.sluice("gate", "tag", "1.0", "--format", format)
            #expect(result.status == 0 && !result.output.isEmpty, "\(format): \(result.output)")
            #expect(!result.output.contains("refused") && !result.output.contains("<failure"), "\(format)")
        }
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
}
