/// Swift source as words and marks, without comments and string literals, so that only code is judged.
///
/// It knows as much of the language as this project writes: what stands in an interpolation is passed over.
struct SourceText {
    /// One line each: its number, counted from 1, and its tokens (names, or single other characters).
    let lines: [(number: Int, tokens: [String])]

    init(_ text: String) {
        let code = SourceText.blankingLiterals(Array(text.utf8))
        lines = code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().map {
            ($0 + 1, SourceText.tokens(of: $1))
        }
    }

    /// Turns comments and string literals into blanks and keeps line ends.
    private static func blankingLiterals(_ text: [UInt8]) -> [UInt8] {
        var code = text
        var position = 0
        while position < text.count {
            let end = endOfLiteral(in: text[position...])
            for index in position..<end where text[index] != UInt8(ascii: "\n") {
                code[index] = UInt8(ascii: " ")
            }
            position = max(end, position + 1)
        }
        return code
    }

    /// Where the comment or string that `text` begins with ends; its start where it begins with neither.
    private static func endOfLiteral(in text: ArraySlice<UInt8>) -> Int {
        let kinds = [("//", "\n"), ("/*", "*/"), ("#\"", "\"#"), ("\"\"\"", "\"\"\""), ("\"", "\"")]
        let mayBegin = text.first.map("/#\"".utf8.contains) ?? false
        guard mayBegin, let (opening, closing) = kinds.first(where: { text.starts(with: $0.0.utf8) }) else {
            return text.startIndex
        }
        var rest = text.dropFirst(opening.utf8.count)
        while !rest.isEmpty, !rest.starts(with: closing.utf8) {
            let isEscape = rest.first == UInt8(ascii: "\\") && opening.hasPrefix("\"")
            rest = rest.dropFirst(isEscape ? 2 : 1)
        }
        return rest.dropFirst(closing.utf8.count).startIndex
    }

    private static func tokens(of line: ArraySlice<UInt8>) -> [String] {
        var tokens: [String] = []
        var isInName = false
        for character in String(decoding: line, as: UTF8.self) {
            let isName = character.isLetter || character.isNumber || character == "_"
            if isName, isInName {
                tokens[tokens.count - 1].append(character)
            } else if !character.isWhitespace {
                tokens.append(String(character))
            }
            isInName = isName
        }
        return tokens
    }
}
