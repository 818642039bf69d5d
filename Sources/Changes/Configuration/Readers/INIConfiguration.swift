/// INI files as Python's `configparser` reads them ("Supported INI File Structure"), without its optional inline
/// comments: a `;` within a value belongs to it for most programs, so it is kept.
struct INIConfiguration: FormatReader {
    private struct Setting {
        let key: [UInt8]
        let indentation: Int
        /// Nil for a switch without a value.
        var lines: [Bytes]?
    }

    private var cursor: TextCursor
    private var builder = SectionBuilder()
    private var setting: Setting?
    private var afterBlankLine = false

    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        var reader = INIConfiguration(cursor: TextCursor(try FormatText.plain(bytes)))
        while !reader.cursor.isAtEnd { try reader.line() }
        reader.finishSetting()
        return .table(try reader.builder.table(reader.cursor))
    }

    private mutating func line() throws(NotReadable) {
        let start = cursor.position
        let line = cursor.line()
        let text = line.trimmed()
        let indentation = line.count - line.drop(while: \.isSpace).count
        defer { afterBlankLine = text.isEmpty }
        if text.isEmpty || text[text.startIndex].isComment { return }
        do throws(NotReadable.Reason) {
            if let setting, indentation > setting.indentation { return try continueSetting(text) }
            if setting?.lines?.last?.last == UInt8(ascii: "\\") { throw .ambiguousContinuation }
            if text.begins(with: "{{") || text.begins(with: "{%") { throw .templateLike }
            try cursorCount()
            if text.first == UInt8(ascii: "[") { try section(text) } else { try set(text, indentation) }
        } catch {
            throw cursor.problem(error, at: start)
        }
    }

    private mutating func cursorCount() throws(NotReadable.Reason) {
        do { try cursor.count() } catch { throw .tooManyValues }
    }

    /// Deeper lines continue a value, as in `setup.cfg`. Where the value had begun on its own line, a setting that is
    /// merely indented looks the same.
    private mutating func continueSetting(_ text: Bytes) throws(NotReadable.Reason) {
        guard let lines = setting?.lines, !afterBlankLine || lines.first?.isEmpty ?? true else {
            throw .ambiguousContinuation
        }
        let looksLikeSetting = Self.split(text) != nil || text.first == UInt8(ascii: "[")
        if looksLikeSetting, lines.first?.isEmpty == false { throw .ambiguousContinuation }
        setting?.lines?.append(text)
    }

    private mutating func section(_ text: Bytes) throws(NotReadable.Reason) {
        let name = text.dropFirst().dropLast()
        guard text.last == UInt8(ascii: "]"), !name.isBlank else { throw .unexpected }
        finishSetting()
        do { try builder.begin(Array(name), cursor) } catch { throw error.reason }
    }

    private mutating func set(_ text: Bytes, _ indentation: Int) throws(NotReadable.Reason) {
        finishSetting()
        if let (key, value) = Self.split(text) {
            guard !key.isEmpty, key.last != UInt8(ascii: "{") else { throw .badKey }
            setting = Setting(key: Array(key), indentation: indentation, lines: [value])
        } else {
            // A switch without a value, as in `my.cnf`. Outside of sections any text would look like one.
            guard builder.isInSection else { throw .noSection }
            guard text.allSatisfy({ $0.isWord || $0 == .dash || $0 == .dot }) else { throw .noSeparator }
            setting = Setting(key: Array(text), indentation: indentation, lines: nil)
        }
    }

    private static func split(_ text: Bytes) -> (key: Bytes, value: Bytes)? {
        guard let joint = text.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == .colon }) else { return nil }
        return (text[..<joint].trimmed(), text[(joint + 1)...].trimmed())
    }

    private mutating func finishSetting() {
        guard let setting else { return }
        self.setting = nil
        guard let lines = setting.lines else {
            return builder.append(setting.key, .scalar(ConfigurationScalar([], .null)))
        }
        let isList = lines.count > 1
        let values = lines.drop(while: \.isEmpty).map { ConfigurationNode.text($0) }
        builder.append(setting.key, isList ? .list(values) : values.first ?? .text([]))
    }
}

extension UInt8 {
    fileprivate var isComment: Bool { self == UInt8(ascii: "#") || self == UInt8(ascii: ";") }
}
