/// Invisible characters that belong to how a script is written, and to emoji: between letters of such a script they are kept.
///
/// - The zero-width non-joiner and joiner say how letters are joined in the Arabic script (Persian می‌خواهم) and in those of
///   India (The Unicode Standard, 23.2); the joiner makes one emoji of several (UTS #51, "Emoji ZWJ Sequences").
/// - The right-to-left mark beside a letter of that direction has that letter's direction, and so reorders nothing, unless a
///   digit follows or precedes it (UAX #9, W1 to W7).
enum TextJoiner {
    /// Whether a character is such a one between these two neighbours; presentation selectors are none.
    static func joins(_ scalar: Unicode.Scalar, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "\u{200C}": areJoinedLetters(before, after)
        case "\u{200D}": areJoinedLetters(before, after) || areEmoji(before, after)
        case "\u{200F}": isBesideRightToLeft(before, after)
        default: false
        }
    }

    private static func areJoinedLetters(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        guard let before, let after else { return false }
        return isJoinedLetter(before) && isJoinedLetter(after)
    }

    private static func isJoinedLetter(_ scalar: Unicode.Scalar) -> Bool {
        isLetterOrMark(scalar) && joined.contains { $0.contains(scalar.value) }
    }

    private static func areEmoji(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        guard let before, let after else { return false }
        return isEmoji(before) && isEmoji(after)
    }

    /// Digits, `#`, `*`, `©` and `®` are emoji by themselves in no text.
    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x2000 && scalar.properties.isEmoji
    }

    private static func isBesideRightToLeft(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        guard ![before, after].contains(where: { $0?.properties.numericType != nil }) else { return false }
        return [before, after].contains { $0.map(isRightToLeftLetter) ?? false }
    }

    private static func isRightToLeftLetter(_ scalar: Unicode.Scalar) -> Bool {
        isLetterOrMark(scalar) && rightToLeft.contains { $0.contains(scalar.value) }
    }

    private static func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    /// Hebrew to Arabic Extended-A, and the presentation forms of both.
    private static let rightToLeft: [ClosedRange<UInt32>] = [0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC]
    /// Arabic to Arabic Extended-A with what stands between them, Devanagari to Sinhala, Myanmar, Khmer, Mongolian, and
    /// the Arabic presentation forms.
    private static let joined: [ClosedRange<UInt32>] = [
        0x600...0x8FF, 0x900...0xDFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1800...0x18AF, 0xFB50...0xFDFF,
        0xFE70...0xFEFC,
    ]
}
