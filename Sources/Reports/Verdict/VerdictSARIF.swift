import Changes
import Gate
import Releases

/// A verdict as a SARIF log (SARIF 2.1.0): the gate's rules, and a result for each finding.
struct VerdictSARIF: JSONConvertible {
    let json: JSONValue

    init(_ verdict: Verdict, version: String) {
        let rules = verdict.askedCodes.map { JSONValue.object(["id": $0.rawValue]) }
        let driver = JSONValue.object(["name": "sluice", "version": version, "rules": rules])
        let run = JSONValue.object([
            "tool": JSONValue.object(["driver": driver]), "results": verdict.findings.map { Self.result($0, verdict) },
            "columnKind": "utf16CodeUnits",
            // Absent where the question is about now.
            "properties": verdict.facts.askedAt.map { JSONValue.object(["at": $0]) },
        ])
        json = .object([
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
        ])
    }

    private static func result(_ finding: Finding, _ verdict: Verdict) -> JSONValue {
        let subject = verdict.subject(of: finding)
        let location = JSONValue.object([
            "logicalLocations": [JSONValue.object(["fullyQualifiedName": subject])]
        ])
        return .object([
            "ruleId": finding.code.rawValue, "level": "error",
            "message": JSONValue.object(["text": SafeText.line("\(subject): \(finding.advice)")]),
            "locations": [location],
            "properties": JSONValue.object([
                "expected": SafeText.line(finding.expected), "found": SafeText.line(finding.found),
                "mend": finding.mend.map { SafeText.line($0.text) },
            ]),
        ])
    }
}
