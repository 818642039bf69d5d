import Reports

extension String {
    /// The text as messages quote it: in quotation marks, on one line, harmless, cut where it is long.
    var quoted: String { "'" + TextWidth.truncated(SafeText.line(self), to: 60) + "'" }
}
