import Gate

extension AuditFinding {
    /// The finding for people: what it is about, what was found, and what mends it.
    func lines(_ palette: Palette) -> [String] {
        let mends = mend.enumerated().map { position, command in
            (position == 0 ? "    mend  " : "    or    ") + palette(SafeText.line(command), .cyan)
        }
        return [
            "  \(palette(code.rawValue, .bold))  \(SafeText.line(subject))", "    \(SafeText.line(what))",
        ] + mends
    }
}
