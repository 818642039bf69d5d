/// A colour or weight for text on a terminal; the raw value is its SGR parameter (ECMA-48, 8.3.117).
package enum Paint: Int, Sendable {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
}

/// Paints text, or leaves it plain where no colour is wanted.
package struct Palette: Sendable {
    /// Whether this palette paints at all.
    package let usesColor: Bool

    package init(usesColor: Bool) {
        self.usesColor = usesColor
    }

    /// The palette that leaves all text as it is.
    package static let plain = Palette(usesColor: false)

    /// The text in the given paint. The text must be harmless already.
    package func callAsFunction(_ text: String, _ paint: Paint?) -> String {
        guard usesColor, let paint, !text.isEmpty else { return text }
        return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[m"
    }
}
