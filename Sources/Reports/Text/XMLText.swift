/// Foreign text made harmless for XML 1.0: markup is escaped, and what no document may hold is shown as `SafeText` shows it.
enum XMLText {
    /// Text for an attribute in double quotation marks, or between tags.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in SafeText.block(text).unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": result += "&lt;U+\(String(character.value, radix: 16, uppercase: true))&gt;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
