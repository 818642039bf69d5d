import Changes
package import Gate
import Git
import Ledger
import Releases

/// The forms in which a verdict is printed. A new one is a case here and a file beside this one.
package enum VerdictFormat: String, CaseIterable, Sendable {
    case text, json
    /// For what collects test results: a case for each rule.
    case junit
    /// For what collects results of analyses (SARIF 2.1.0, OASIS).
    case sarif
    case markdown
    /// Annotations of GitHub Actions.
    case github

    /// - Parameters:
    ///   - version: the program's own version, for forms that name their tool.
    ///   - places: the files of the findings, for forms that show them.
    package func document(
        _ verdict: Verdict, palette: Palette, version: String, places: () throws -> FindingPlaces
    ) rethrows -> String {
        switch self {
        case .text: VerdictText(verdict, palette: palette).text
        case .json: JSONText.document(VerdictDocument(verdict))
        case .junit: VerdictJUnit(verdict).text
        case .sarif: try JSONText.document(VerdictSARIF(verdict, version: version, places: places()))
        case .markdown: VerdictMarkdown(verdict).text
        case .github: VerdictAnnotations(verdict).text
        }
    }
}

extension Verdict {
    /// `RFC-1 in release 2.4.0`, `commit 1a2b3c4d5e`: what a finding is about, in a few words.
    func subject(of finding: Finding) -> String {
        switch finding.subject {
        case .release: "release \(facts.version)"
        case .item(let item): "\(item.shown) in release \(facts.version)"
        case .commit(let commit): "commit \(commit.abbreviated)"
        }
    }

    func findings(of code: RuleCode) -> [Finding] { findings.filter { $0.code == code } }
}

extension Finding {
    /// Expected, found, and the first command that fixes it, in one sentence.
    var advice: String {
        "expected \(expected); found \(found)" + (mend.first.map { "; fix it with: \($0)" } ?? "")
    }
}
