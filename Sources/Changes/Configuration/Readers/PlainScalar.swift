/// What a plain scalar of YAML stands for. Where YAML 1.1 and 1.2 differ (`yes`, `0o17`, `1:30`), it counts as what
/// either of them takes it for: a string is only what is one to both, and quotation marks around anything else matter.
enum PlainScalar {
    static func kind(of text: Bytes) -> ConfigurationScalar.Kind {
        guard let first = text.first else { return .null }
        if text.count <= 5 {
            if ["~", "null", "Null", "NULL"].contains(where: text.equals) { return .null }
            if words.contains(where: text.equalsIgnoringCase) { return .boolean }
        }
        guard first.isDigit || [.dash, .dot, UInt8(ascii: "+")].contains(first) else { return .string }
        if isDate(text) { return .date }
        return isNumber(text) ? .number : .string
    }

    private static let words = ["true", "false", "yes", "no", "on", "off", "y", "n"]

    private static func isNumber(_ text: Bytes) -> Bool {
        let digits = text.first == .dash || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
        if [".inf", ".nan"].contains(where: digits.equalsIgnoringCase) { return true }
        if let digits = digits.after("0x") { return isMade(digits, of: "0123456789abcdefABCDEF_") }
        if let digits = digits.after("0o") { return isMade(digits, of: "01234567_") }
        if let digits = digits.after("0b") { return isMade(digits, of: "01_") }
        return isDecimal(digits) || isSexagesimal(digits)
    }

    private static func isMade(_ text: Bytes, of letters: String) -> Bool {
        !text.isEmpty && text.allSatisfy(letters.utf8.contains)
    }

    /// Digits, a fraction, an exponent; `1.` and `.5`, too.
    private static func isDecimal(_ text: Bytes) -> Bool {
        let whole = text.prefix { $0.isDigit || $0 == .underscore }
        var rest = text[whole.endIndex...]
        var digits = whole.count
        if rest.first == .dot {
            let fraction = rest.dropFirst().prefix { $0.isDigit || $0 == .underscore }
            digits += fraction.count { $0.isDigit }
            rest = text[fraction.endIndex...]
        }
        guard digits > 0, whole.first != .underscore else { return false }
        guard rest.first?.lowercased == UInt8(ascii: "e") else { return rest.isEmpty }
        let exponent = rest.dropFirst()
        let sign = exponent.first == .dash || exponent.first == UInt8(ascii: "+")
        return isMade(sign ? exponent.dropFirst() : exponent, of: "0123456789")
    }

    /// `1:30`, a number to the base of 60 (YAML 1.1).
    private static func isSexagesimal(_ text: Bytes) -> Bool {
        let parts = text.split(separator: .colon, omittingEmptySubsequences: false)
        guard parts.count > 1 else { return false }
        return parts.allSatisfy { isMade($0, of: "0123456789_.") }
    }

    /// `2026-11-25`, perhaps with a time behind it.
    private static func isDate(_ text: Bytes) -> Bool {
        let parts = text.prefix { $0.isDigit || $0 == .dash }.split(separator: .dash, omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].count == 4 && 1...2 ~= parts[1].count && 1...2 ~= parts[2].count
    }
}
