import Changes
import Gate
import Git
import Ledger
import Releases

/// A verdict as workflow commands of GitHub Actions ("Workflow commands for GitHub Actions"): an error for each finding.
struct VerdictAnnotations {
    private let verdict: Verdict

    init(_ verdict: Verdict) { self.verdict = verdict }

    var text: String {
        let errors = verdict.findings.map { finding in
            let title = "\(finding.code.rawValue): \(verdict.subject(of: finding))"
            return "::error title=\(Self.property(title))::\(Self.data(finding.advice))\n"
        }
        return errors.joined() + "\(verdict.question): \(verdict.decision)\n"
    }

    private static func data(_ text: String) -> String { SafeText.line(text).replacing("%", with: "%25") }

    /// A property ends at a colon or a comma that is not escaped.
    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
