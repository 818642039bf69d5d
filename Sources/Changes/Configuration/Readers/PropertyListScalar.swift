/// Values that are no containers, as the XML form of property lists writes them (plist(5) and `CFPropertyList.c`).
enum PropertyListScalar {
    /// The value of an element; nil where its text is none of its kind. White space counts in strings, and nowhere else.
    static func scalar(_ name: String, _ text: [UInt8]) -> ConfigurationScalar? {
        let trimmed = text[...].trimmed()
        return switch name {
        case "string": ConfigurationScalar(text, .string)
        case "integer" where isInteger(trimmed): ConfigurationScalar(Array(trimmed), .number)
        case "real" where isReal(trimmed): ConfigurationScalar(Array(trimmed), .number)
        case "date" where isDate(trimmed): ConfigurationScalar(Array(trimmed), .date)
        case "data" where Base64.isText(text.filter { !$0.isSpace }):
            ConfigurationScalar(text.filter { !$0.isSpace }, .tagged)
        case "true" where text.isEmpty, "false" where text.isEmpty:
            ConfigurationScalar(Array(name.utf8), .boolean)
        default: nil
        }
    }

    /// Decimal or, after `0x`, hexadecimal digits; of 64 bits.
    private static func isInteger(_ text: Bytes) -> Bool {
        let digits = unsigned(text)
        let (number, radix) = (digits.after("0x") ?? digits.after("0X")).map { ($0, 16) } ?? (digits, 10)
        guard let first = number.first, first != UInt8(ascii: "+"), first != .dash,
            let magnitude = UInt64(String(decoding: number, as: UTF8.self), radix: radix)
        else { return false }
        return text.first != .dash || magnitude <= Int64.min.magnitude
    }

    private static func isReal(_ text: Bytes) -> Bool {
        let number = unsigned(text)
        if ["inf", "infinity"].contains(where: number.equalsIgnoringCase) || text.equalsIgnoringCase("nan") {
            return true
        }
        let whole = number.prefix(while: \.isDigit)
        let fraction = number.dropFirst(whole.count).first == .dot ? number.dropFirst(whole.count + 1) : []
        let decimals = fraction.prefix(while: \.isDigit)
        guard !whole.isEmpty || !decimals.isEmpty else { return false }
        let end = decimals.isEmpty ? whole.endIndex : decimals.endIndex
        var rest = number[end...]
        if decimals.isEmpty, rest.first == .dot { rest = rest.dropFirst() }
        guard rest.first?.lowercased == UInt8(ascii: "e") else { return rest.isEmpty }
        let exponent = unsigned(rest.dropFirst())
        return !exponent.isEmpty && exponent.allSatisfy(\.isDigit)
    }

    private static func unsigned(_ text: Bytes) -> Bytes {
        text.first == UInt8(ascii: "+") || text.first == .dash ? text.dropFirst() : text
    }

    /// `2026-11-25T08:00:00Z`.
    private static func isDate(_ text: Bytes) -> Bool {
        let form = Array("0000-00-00T00:00:00Z".utf8)
        guard text.count == form.count, zip(text, form).allSatisfy({ $1 == .zero ? $0.isDigit : $0 == $1 }) else {
            return false
        }
        let limits = [(5, 1...12), (8, 1...31), (11, 0...23), (14, 0...59), (17, 0...59)]
        return limits.allSatisfy { place, range in
            let digits = text.dropFirst(place).prefix(2).map { Int($0 - .zero) }
            return range.contains(digits[0] * 10 + digits[1])
        }
    }
}
