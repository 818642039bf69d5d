import Changes
import Gate
import Ledger
import Releases

/// Findings as a SARIF log (SARIF 2.1.0): the rules that were asked, and a result for each finding.
struct FindingsSARIF: JSONConvertible {
    let json: JSONValue

    init(_ verdict: any Judgement, version: String, places: FindingPlaces) {
        let rules = verdict.askedCodes.map { JSONValue.object(["id": $0.rawValue]) }
        let driver = JSONValue.object(["name": "sluice", "version": version, "rules": rules])
        let run = JSONValue.object([
            "tool": JSONValue.object(["driver": driver]),
            "results": verdict.findings.map { Self.result($0, verdict, places) },
            "columnKind": "utf16CodeUnits",
            // Absent where the question is about now.
            "properties": verdict.askedAt.map { JSONValue.object(["at": $0]) },
        ])
        json = .object([
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
        ])
    }

    private static func result(_ finding: Finding, _ verdict: any Judgement, _ places: FindingPlaces) -> JSONValue {
        let subject = verdict.subject(of: finding)
        let file = places.file(of: finding, policy: verdict.policyVersion)
        let location = JSONValue.object([
            "physicalLocation": JSONValue.object([
                "artifactLocation": JSONValue.object(["uri": uri(of: file.path)]),
                // Code scanning takes no place without a line.
                "region": JSONValue.object(["startLine": 1]),
            ]),
            "logicalLocations": [JSONValue.object(["fullyQualifiedName": subject])],
        ])
        return .object([
            "ruleId": finding.code.rawValue, "level": verdict.refuses(finding) ? "error" : "warning",
            "message": JSONValue.object(["text": SafeText.line("\(subject): \(finding.advice)")]),
            "locations": [location],
            "properties": JSONValue.object([
                "expected": SafeText.line(finding.expected), "found": SafeText.line(finding.found),
                "mend": finding.mend.map { SafeText.line($0.text) },
                // Where the file is; absent for one of the code.
                "branch": file.isInLedger ? verdict.ledgerBranch : nil,
            ]),
        ])
    }

    /// A relative reference: what is no unreserved character or slash is percent-encoded (RFC 3986, 2.1).
    private static func uri(of path: [UInt8]) -> String {
        path.map { byte in
            let character = Character(Unicode.Scalar(byte))
            guard !"-._~/".utf8.contains(byte), !(byte < 0x80 && (character.isLetter || character.isNumber)) else {
                return String(character)
            }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
