import Changes
import Gate
import Git
import Ledger
import Releases

/// Findings for a pull request, a wiki or a job's summary.
struct FindingsMarkdown {
    private let verdict: any Judgement

    init(_ verdict: any Judgement) { self.verdict = verdict }

    var text: String {
        let head =
            ["# " + MarkdownText.inline(verdict.title)]
            + verdict.summary.flatMap { ["", MarkdownText.inline($0)] }
        guard !verdict.findings.isEmpty else { return (head + [""]).joined(separator: "\n") }
        let table =
            ["", "| rule | about | expected | found | fix |", "|---|---|---|---|---|"] + verdict.findings.map(row)
        return (head + table + [""]).joined(separator: "\n")
    }

    private func row(_ finding: Finding) -> String {
        let cells =
            [finding.code.rawValue, verdict.subject(of: finding), finding.expected, finding.found].map {
                MarkdownText.inline($0)
            } + [finding.mend.map { MarkdownText.inline($0.text) }.joined(separator: "<br>")]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
