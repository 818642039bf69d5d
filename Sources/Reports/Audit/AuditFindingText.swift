import Changes
import Gate

extension AuditFinding {
    /// The finding for people: what it is about, what was found, and what fixes it.
    func lines(_ palette: Palette) -> [String] {
        let fixes = mend.enumerated().map { position, command in
            (position == 0 ? "    fix  " : "    or   ") + palette(SafeText.line(command.text), .cyan)
        }
        return [
            "  \(palette(code.rawValue, .bold))  \(SafeText.line(subject))", "    \(SafeText.line(what))",
        ] + fixes
    }
}
