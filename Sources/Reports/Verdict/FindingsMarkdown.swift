import Changes
import Gate
import Git
import Ledger
import Releases

/// A verdict for a pull request, a wiki or a job's summary.
struct VerdictMarkdown {
    private let verdict: Verdict

    init(_ verdict: Verdict) { self.verdict = verdict }

    var text: String {
        let facts = verdict.facts
        let decision = verdict.isOpen ? "open" : "refused"
        let head =
            [
                "# Gate of release \(MarkdownText.inline(subject)): \(decision)", "",
                MarkdownText.inline(
                    "\(facts.range.scope.sentence), candidate \(facts.range.scope.candidateName): "
                        + "\(counted(facts.contents.commits.count, "commit")), "
                        + "\(counted(facts.items.planned.count, "planned item"))"),
            ] + (verdict.rollBack.map { ["", MarkdownText.inline($0)] } ?? [])
        guard !verdict.findings.isEmpty else { return (head + [""]).joined(separator: "\n") }
        let table =
            ["", "| rule | about | expected | found | fix |", "|---|---|---|---|---|"] + verdict.findings.map(row)
        return (head + table + [""]).joined(separator: "\n")
    }

    private var subject: String {
        verdict.facts.version.description + (verdict.deploy.map { " to \($0.environment.name)" } ?? "")
            + (verdict.facts.askedAt.map { " at \($0), not now" } ?? "")
    }

    private func row(_ finding: Finding) -> String {
        let cells =
            [finding.code.rawValue, verdict.subject(of: finding), finding.expected, finding.found].map {
                MarkdownText.inline($0)
            } + [finding.mend.map { MarkdownText.inline($0.text) }.joined(separator: "<br>")]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
