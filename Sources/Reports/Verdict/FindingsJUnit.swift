import Changes
import Gate
import Git
import Ledger
import Releases

/// Findings as JUnit XML, as test reporters read it: one case for each rule, failed where it has findings that refuse.
struct FindingsJUnit {
    private let verdict: any Judgement

    init(_ verdict: any Judgement) { self.verdict = verdict }

    var text: String {
        let codes = verdict.askedCodes
        let failed = codes.count { verdict.findings(of: $0).contains(where: verdict.refuses) }
        let name = XMLText.escaped(verdict.question)
        let lines =
            [
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                "<testsuites tests=\"\(codes.count)\" failures=\"\(failed)\">",
                "  <testsuite name=\"\(name)\" tests=\"\(codes.count)\" failures=\"\(failed)\" errors=\"0\">",
            ] + codes.flatMap(testCase) + ["  </testsuite>", "</testsuites>", ""]
        return lines.joined(separator: "\n")
    }

    private func testCase(_ code: RuleCode) -> [String] {
        let head = "    <testcase classname=\"\(verdict.suite)\" name=\"\(code.rawValue)\""
        let findings = verdict.findings(of: code)
        guard let first = findings.first else { return [head + "/>"] }
        let message = findings.count == 1 ? first.advice : counted(findings.count, "finding")
        let body = findings.map { "\(verdict.subject(of: $0)): \($0.advice)" }.joined(separator: "\n")
        guard findings.contains(where: verdict.refuses) else {
            return [head + ">", "      <system-out>\(XMLText.escaped(body))</system-out>", "    </testcase>"]
        }
        return [
            head + ">",
            "      <failure type=\"\(code.rawValue)\" message=\"\(XMLText.escaped(message))\">\(XMLText.escaped(body))</failure>",
            "    </testcase>",
        ]
    }
}
