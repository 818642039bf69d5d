import Changes
import Gate

/// A finding for people: its code, what it is about, expected and found, and what fixes it.
struct FindingText {
    let lines: [String]

    init(_ finding: Finding, about subject: String, _ palette: Palette) {
        let fixes = finding.mend.enumerated().map { position, command in
            (position == 0 ? "    fix       " : "    or        ") + palette(SafeText.line(command.text), .cyan)
        }
        lines =
            [
                "", "  \(palette(finding.code.rawValue, .bold))  \(SafeText.line(subject))",
                "    expected  \(SafeText.line(finding.expected))", "    found     \(SafeText.line(finding.found))",
            ] + fixes
    }
}
