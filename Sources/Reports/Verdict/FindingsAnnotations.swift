import Changes
import Gate
import Git
import Ledger
import Releases

/// Findings as workflow commands of GitHub Actions ("Workflow commands for GitHub Actions"): an error for each one that refuses, at
/// the file that it is shown at, and a warning for each other one.
struct FindingsAnnotations {
    private let verdict: any Judgement
    private let places: FindingPlaces

    init(_ verdict: any Judgement, places: FindingPlaces) {
        self.verdict = verdict
        self.places = places
    }

    var text: String {
        let errors = verdict.findings.map { finding in
            let title = "\(finding.code.rawValue): \(verdict.subject(of: finding))"
            let command = verdict.refuses(finding) ? "error" : "warning"
            return "::\(command) \(file(of: finding))title=\(Self.property(title))::\(Self.data(finding.advice))\n"
        }
        return errors.joined() + "\(verdict.question): \(verdict.decision)\n"
    }

    /// `file=src/shop.conf,`; nothing for a finding about no file of the code.
    private func file(of finding: Finding) -> String {
        let file = places.file(of: finding, policy: verdict.policyVersion)
        guard !file.isInLedger, let path = String(validating: file.path, as: UTF8.self) else { return "" }
        return "file=\(Self.property(path)),"
    }

    private static func data(_ text: String) -> String { SafeText.line(text).replacing("%", with: "%25") }

    /// A property ends at a colon or a comma that is not escaped.
    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
