/// Where each setting of a policy's text stands. libgit2 reads the values but keeps no lines; this keeps lines only.
struct PolicyLines {
    /// The line of an `[include]` or `[includeIf]` section.
    private(set) var including: Int?
    private(set) var containingNUL: Int?
    private var lines: [String: [Int]] = [:]

    init(_ text: [UInt8]) {
        var section = ""
        var isContinued = false
        let rows = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, row) in rows.enumerated() {
            if row.contains(0) { containingNUL = containingNUL ?? index + 1 }
            let line = String(decoding: row, as: UTF8.self).trimmingCharacters(where: \.isWhitespace)
            defer { isContinued = line.hasSuffix("\\") }
            if line.hasPrefix("[") {
                let header = Self.header(line)
                section = header.name
                if section.hasPrefix("include") { including = including ?? index + 1 }
                if !isContinued { note(header.rest, in: section, line: index + 1) }
            } else if !isContinued {
                note(line[...], in: section, line: index + 1)
            }
        }
    }

    /// The names of all settings.
    var settings: Set<String> { Set(lines.keys) }

    /// The line of the nth setting of this name, counted from 0.
    func line(of name: String, occurrence: Int) -> Int? {
        guard let found = lines[name], occurrence < found.count else { return nil }
        return found[occurrence]
    }

    private mutating func note(_ text: Substring, in section: String, line: Int) {
        let key = text.prefix { $0.isLetter || $0.isNumber || $0 == "-" }.lowercased()
        guard !key.isEmpty else { return }
        lines["\(section).\(key)", default: []].append(line)
    }

    /// `[item "RFC"] kind = rfc` → `item.RFC` and what follows the bracket.
    private static func header(_ line: String) -> (name: String, rest: Substring) {
        let close = line.lastIndex(of: "]") ?? line.endIndex
        let inside = line[line.index(after: line.startIndex)..<close]
        let rest = close < line.endIndex ? line[line.index(after: close)...].drop(while: \.isWhitespace) : ""
        let parts = inside.split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false)
        let section = String(parts[0]).trimmingCharacters(where: \.isWhitespace).lowercased()
        guard parts.count == 2 else { return (section, rest) }
        let name = parts[1].hasSuffix("\"") ? parts[1].dropLast() : parts[1]
        return ("\(section).\(name)", rest)
    }
}
