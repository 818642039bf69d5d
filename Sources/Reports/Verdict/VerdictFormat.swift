import Changes
package import Gate
import Git
import Ledger
import Releases

/// The forms in which findings are printed. A new one is a case here and a file next to this one.
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
        try document(
            verdict, text: { VerdictText(verdict, palette: palette).text }, json: { VerdictDocument(verdict).json },
            version: version, places: places)
    }

    package func document(
        _ check: MergeCheck, palette: Palette, version: String, places: () throws -> FindingPlaces
    ) rethrows -> String {
        try document(
            check, text: { MergeCheckText(check, palette: palette).text }, json: { MergeCheckDocument(check).json },
            version: version, places: places)
    }

    private func document(
        _ judgement: any Judgement, text: () -> String, json: () -> JSONValue, version: String,
        places: () throws -> FindingPlaces
    ) rethrows -> String {
        switch self {
        case .text: text()
        case .json: JSONText.document(json())
        case .junit: FindingsJUnit(judgement).text
        case .sarif: try JSONText.document(FindingsSARIF(judgement, version: version, places: places()))
        case .markdown: FindingsMarkdown(judgement).text
        case .github: try FindingsAnnotations(judgement, places: places()).text
        }
    }
}
