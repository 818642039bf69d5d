import Changes
import Gate

/// Findings with one fix for people, or a single one: the code, what they are about, expected and found, and what fixes them.
struct FindingText {
    private static let shownFindings = 10

    private let group: FindingGroup
    private let palette: Palette
    private let subject: (Finding) -> String

    init(_ group: FindingGroup, _ palette: Palette, about subject: @escaping (Finding) -> String) {
        (self.group, self.palette, self.subject) = (group, palette, subject)
    }

    var lines: [String] {
        guard let first = group.findings.first else { return [] }
        let isSame = group.findings.allSatisfy { $0.expected == first.expected }
        let isOne = group.findings.count == 1
        let heading = isOne ? SafeText.line(subject(first)) : "\(group.findings.count) findings with one fix"
        return ["", "  \(palette(first.code.rawValue, .bold))  \(heading)"]
            + (isSame ? ["    expected  \(SafeText.line(first.expected))"] : [])
            + (isOne ? ["    found     \(SafeText.line(first.found))"] : shown) + fixes
    }

    private var fixes: [String] {
        group.fixes.enumerated().map { position, command in
            (position == 0 ? "    fix       " : "    or        ") + palette(SafeText.line(command.text), .cyan)
        }
    }

    /// The first of many findings, a line each.
    private var shown: [String] {
        let lines = group.findings.prefix(Self.shownFindings).map {
            "    \(SafeText.line("\(subject($0)): \($0.found)"))"
        }
        let rest = group.findings.count - lines.count
        return lines + (rest > 0 ? ["    and \(rest) more, which `--json` shows"] : [])
    }
}
