import Changes
import Gate
import Git
import Ledger
import Releases

/// A check for people: the decision first, then the findings on the message, on the commits, and on each release, each with what
/// fixes it.
struct MergeCheckText {
    private let check: MergeCheck
    private let palette: Palette

    init(_ check: MergeCheck, palette: Palette) {
        self.check = check
        self.palette = palette
    }

    var text: String {
        let head =
            ["\(SafeText.line(check.question)): " + palette(check.decision, check.isPassed ? .green : .red)]
            + check.summary.map { "  " + SafeText.line($0) }
        return (head + check.parts.flatMap(lines)).joined(separator: "\n") + "\n"
    }

    private func lines(_ part: MergeCheck.Part, _ findings: [Finding]) -> [String] {
        let note = findings.contains(where: check.refuses) ? "" : " (warnings)"
        return ["", heading(part) + note]
            + FindingGroup.groups(of: findings).flatMap { FindingText($0, palette, about: subject).lines }
    }

    private func heading(_ part: MergeCheck.Part) -> String {
        switch part {
        case .message: "The message"
        case .commits: "The commits"
        case .release(let version): SafeText.line("Release \(version)")
        }
    }

    private func subject(of finding: Finding) -> String {
        guard case .item(let id) = finding.subject, let item = check.item(id) else { return check.subject(of: finding) }
        return "\(id.shown) \(item.title)"
    }
}
