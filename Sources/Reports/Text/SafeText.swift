/// Foreign text (messages, names, IDs, paths) made harmless for a terminal.
///
/// A character that steers a terminal, reorders text or cannot be seen is shown as `<U+202E>`: control characters
/// (C0, C1, escape), format characters (the bidirectional controls of Unicode's UAX #9 among them), line separators,
/// and everything that Unicode calls default-ignorable. The two presentation selectors of emoji stay, and the characters
/// that join letters or emoji, between these (`TextJoiner`).
/// Bytes that are no UTF-8 are repaired, for display only. A line cannot begin a command of a pipeline; see
/// `PipelineCommand`.
package enum SafeText {
    /// Text that stays on one line: line breaks and tabs are shown as escapes too.
    package static func line(_ text: String) -> String {
        PipelineCommand.disarmed(harmless(text, keeping: []))
    }

    /// Bytes, read as UTF-8, that stay on one line.
    package static func line(_ bytes: some Collection<UInt8>) -> String {
        line(String(decoding: bytes, as: UTF8.self))
    }

    /// Text of several lines: `\n` and tabs stay, `\r\n` counts as `\n`.
    package static func block(_ text: String) -> String {
        PipelineCommand.disarmed(harmless(text, keeping: ["\n", "\t"]))
    }

    /// Bytes of several lines, read as UTF-8.
    package static func block(_ bytes: some Collection<UInt8>) -> String {
        block(String(decoding: bytes, as: UTF8.self))
    }

    private static func harmless(_ text: String, keeping kept: [Unicode.Scalar]) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = ""
        var scalars = text.unicodeScalars[...]
        var before: Unicode.Scalar?
        while let scalar = scalars.popFirst() {
            if scalar == "\r", scalars.first == "\n", kept.contains("\n") { continue }
            if kept.contains(scalar) || !isHarmful(scalar) || TextJoiner.joins(scalar, before, scalars.first) {
                result.unicodeScalars.append(scalar)
            } else {
                result += visible(scalar)
            }
            if !isPresentationSelector(scalar) { before = scalar }
        }
        return result
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        if isPresentationSelector(scalar) { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    private static func isPresentationSelector(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{FE0E}" || scalar == "\u{FE0F}"
    }

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    }
}
