/// Reads files of one format. It never guesses: at the first thing that it does not know, or that programs read
/// differently, it stops, and the file is told by lines.
protocol FormatReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode
}

extension ConfigurationFormat {
    /// Whether changes of this format are told by key; the others have places and lines.
    package var hasKeys: Bool { reader != nil }

    var reader: (any FormatReader.Type)? {
        switch self {
        case .json: JSONConfiguration.self
        case .yaml: YAMLConfiguration.self
        case .toml: TOMLConfiguration.self
        case .ini: INIConfiguration.self
        case .systemd: SystemdConfiguration.self
        case .gitConfig: GitConfiguration.self
        case .properties: PropertiesConfiguration.self
        case .dotenv: DotenvConfiguration.self
        case .xml: XMLConfiguration.self
        case .propertyList: PropertyListConfiguration.self
        case .terraform, .dockerfile, .lines: nil
        }
    }
}

extension ConfigurationNode {
    /// Reads a whole file.
    ///
    /// - Throws: `NotReadable` for what is not of this format, for what the reader does not know, and beyond
    ///   `ConfigurationLimits`.
    package init(_ bytes: [UInt8], format: ConfigurationFormat) throws(NotReadable) {
        guard let reader = format.reader else { throw NotReadable(line: 1, reason: .unexpected) }
        guard bytes.count <= ConfigurationLimits.size else { throw NotReadable(line: 1, reason: .tooLarge) }
        self = try reader.read(bytes)
    }
}

/// What is common to the texts of all formats.
enum FormatText {
    /// The text without a byte order mark, its lines ending in line feeds.
    static func plain(_ bytes: [UInt8]) throws(NotReadable) -> [UInt8] {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let first = text.firstIndex(of: carriageReturn) else { return Array(text) }
        var plain = Array(text[..<first])
        plain.reserveCapacity(text.count)
        for index in first..<text.endIndex where text[index] != carriageReturn || text.byte(at: index + 1) != .lineFeed
        {
            plain.append(text[index])
        }
        if let lone = plain.firstIndex(of: carriageReturn) {
            throw NotReadable(line: line(of: lone, in: plain), reason: .loneCarriageReturn)
        }
        return plain
    }

    /// The text of a format that demands UTF-8 and allows no control characters but tabs and line ends.
    static func unicode(_ bytes: [UInt8]) throws(NotReadable) -> [UInt8] {
        let text = try plain(bytes)
        let isControl: (UInt8) -> Bool = { $0 < 0x20 && $0 != .tab && $0 != .lineFeed || $0 == 0x7F }
        if let control = text.firstIndex(where: isControl) {
            throw NotReadable(line: line(of: control, in: text), reason: .controlCharacter)
        }
        guard text.allSatisfy({ $0 < 0x80 }) || String(validating: text, as: UTF8.self) != nil else {
            throw NotReadable(line: 1, reason: .notUTF8)
        }
        return text
    }

    /// A table of entries that stand at no line of their own.
    static func table(
        _ entries: [([UInt8], ConfigurationNode)], line: Int = 1
    ) throws(NotReadable) -> ConfigurationTable {
        do {
            return try ConfigurationTable(entries.map { .init($0.0, $0.1) })
        } catch {
            throw NotReadable(line: line, reason: .repeatedKey(entries[error.position].0))
        }
    }

    static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes.prefix(offset).count { $0 == .lineFeed }
    }

    private static let carriageReturn = UInt8(ascii: "\r")
}
