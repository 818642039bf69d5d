/// Git's own files (git-config(1), "Syntax"). Names of sections and keys are the same in either case, those of
/// subsections are not; a section may be continued further down.
struct GitConfiguration: FormatReader {
    private struct Setting {
        let path: [[UInt8]]
        let value: ConfigurationNode
    }

    private var cursor: TextCursor
    private var section: [[UInt8]] = []
    private var settings: [Setting] = []

    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        var reader = GitConfiguration(cursor: TextCursor(try FormatText.unicode(bytes)))
        while !reader.cursor.isAtEnd { try reader.line() }
        return .table(try reader.table(reader.settings[...], depth: 0))
    }

    private mutating func line() throws(NotReadable) {
        cursor.skip(while: \.isSpace)
        guard let first = cursor.next else { return }
        if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") {
            _ = cursor.line()
        } else if first == UInt8(ascii: "[") {
            try header()
        } else {
            try setting()
        }
    }

    /// `[branch]` or `[branch "main"]`; a setting may follow on the same line. The old form `[branch.main]`, another name
    /// for the latter in lower case, is not read.
    private mutating func header() throws(NotReadable) {
        cursor.position += 1
        let name = cursor.skip { $0.isLetter || $0.isDigit || $0 == .dash }
        guard !name.isEmpty else { throw cursor.problem(.badKey) }
        section = [name.map(\.lowercased)]
        let blanks = cursor.skip { $0 == .space || $0 == .tab }
        if !blanks.isEmpty { section.append(try subsection()) }
        guard cursor.skip("]") else { throw cursor.problem(.unexpected) }
    }

    private mutating func subsection() throws(NotReadable) -> [UInt8] {
        guard cursor.skip("\"") else { throw cursor.problem(.unexpected) }
        var name: [UInt8] = []
        while let byte = cursor.next, byte != UInt8(ascii: "\""), byte != .lineFeed {
            if byte == UInt8(ascii: "\\") { cursor.position += 1 }
            guard let letter = cursor.next, letter != .lineFeed else { break }
            name.append(letter)
            cursor.position += 1
        }
        guard cursor.skip("\"") else { throw cursor.problem(.unclosedQuote) }
        return name
    }

    private mutating func setting() throws(NotReadable) {
        try cursor.count()
        let key = cursor.skip { $0.isLetter || $0.isDigit || $0 == .dash }
        guard !section.isEmpty else { throw cursor.problem(.noSection) }
        guard key.first?.isLetter == true else { throw cursor.problem(.badKey) }
        cursor.skipBlanks()
        let path = section + [key.map(\.lowercased)]
        if cursor.skip("=") {
            settings.append(Setting(path: path, value: .text(try value())))
        } else {
            guard cursor.line().isBlank else { throw cursor.problem(.noSeparator, at: key.startIndex) }
            settings.append(Setting(path: path, value: .scalar(ConfigurationScalar(Array("true".utf8), .text))))
        }
    }

    /// Quotation marks may stand anywhere in a value; outside of them blanks at the ends and comments do not count.
    private mutating func value() throws(NotReadable) -> [UInt8] {
        cursor.skipBlanks()
        let start = cursor.position
        var (value, blanks, isQuoted): ([UInt8], [UInt8], Bool) = ([], [], false)
        while let byte = cursor.next, byte != .lineFeed {
            cursor.position += 1
            if !isQuoted, byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
                cursor.skip { $0 != .lineFeed }
            } else if !isQuoted, byte == .space || byte == .tab {
                blanks.append(byte)
            } else {
                // Blanks behind `""` are still those before the value.
                if !value.isEmpty { value += blanks }
                blanks = []
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() } else { value += try character(byte) }
            }
        }
        if isQuoted { throw cursor.problem(.unclosedQuote, at: start) }
        return value
    }

    private mutating func character(_ byte: UInt8) throws(NotReadable) -> [UInt8] {
        guard byte == UInt8(ascii: "\\") else { return [byte] }
        guard let letter = cursor.next else { throw cursor.problem(.unexpectedEnd) }
        cursor.position += 1
        switch letter {
        case .lineFeed: return []
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [letter]
        case UInt8(ascii: "n"): return [.lineFeed]
        case UInt8(ascii: "t"): return [.tab]
        case UInt8(ascii: "b"): return [8]
        default: throw cursor.problem(.badEscape)
        }
    }

    private func table(_ settings: ArraySlice<Setting>, depth: Int) throws(NotReadable) -> ConfigurationTable {
        var groups: [[UInt8]: [Setting]] = [:]
        var keys: [[UInt8]] = []
        for setting in settings {
            if groups[setting.path[depth]] == nil { keys.append(setting.path[depth]) }
            groups[setting.path[depth], default: []].append(setting)
        }
        var builder = TableBuilder()
        for key in keys { builder.append(key, try node(groups[key] ?? [], key, depth: depth), at: 0) }
        return try builder.table(cursor)
    }

    private func node(_ settings: [Setting], _ key: [UInt8], depth: Int) throws(NotReadable) -> ConfigurationNode {
        let values = settings.filter { $0.path.count == depth + 1 }.map(\.value)
        if values.isEmpty { return .table(try table(settings[...], depth: depth + 1)) }
        guard values.count == settings.count else { throw cursor.problem(.sectionAndKey(key)) }
        return values.count == 1 ? values[0] : .list(values)
    }
}
