/// A place in a text that is being read, and how much more may be read.
struct TextCursor {
    let bytes: Bytes
    var position: Int
    private(set) var depth = 0
    private(set) var nodes = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position >= bytes.endIndex }

    var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    func byte(after distance: Int) -> UInt8? { bytes.byte(at: position + distance) }

    func isAt(_ text: String) -> Bool { position <= bytes.endIndex && bytes[position...].begins(with: text) }

    mutating func skip(_ text: String) -> Bool {
        guard isAt(text) else { return false }
        position += text.utf8.count
        return true
    }

    @discardableResult
    mutating func skip(while condition: (UInt8) -> Bool) -> Bytes {
        let start = position
        position = bytes.end(from: position, while: condition)
        return bytes[start..<position]
    }

    mutating func skipBlanks() { skip { $0 == .space || $0 == .tab } }

    /// The rest of the line, its line feed passed.
    mutating func line() -> Bytes {
        let line = skip { $0 != .lineFeed }
        if !isAtEnd { position += 1 }
        return line
    }

    /// Counts values against `ConfigurationLimits.nodes`.
    mutating func count(_ values: Int = 1) throws(NotReadable) {
        nodes += values
        guard nodes <= ConfigurationLimits.nodes else { throw problem(.tooManyValues) }
    }

    mutating func enter(_ levels: Int = 1) throws(NotReadable) {
        depth += levels
        guard depth <= ConfigurationLimits.depth else { throw problem(.tooDeep) }
    }

    mutating func leave(_ levels: Int = 1) { depth -= levels }

    func problem(_ reason: NotReadable.Reason, at offset: Int? = nil) -> NotReadable {
        let offset = min(offset ?? position, bytes.endIndex)
        return NotReadable(line: 1 + bytes[..<offset].count { $0 == .lineFeed }, reason: reason)
    }
}

/// Entries of a table as they are found, with their places, so that a repeated key is told where it stands.
struct TableBuilder {
    private(set) var entries: [ConfigurationTable.Entry] = []
    private var offsets: [Int] = []

    mutating func append(_ key: [UInt8], _ value: ConfigurationNode, at offset: Int) {
        entries.append(.init(key, value))
        offsets.append(offset)
    }

    func table(_ cursor: TextCursor) throws(NotReadable) -> ConfigurationTable {
        do {
            return try ConfigurationTable(entries)
        } catch {
            throw cursor.problem(.repeatedKey(entries[error.position].key), at: offsets[error.position])
        }
    }
}

extension [UInt8] {
    /// Appends a character in UTF-8; false where the number is none.
    mutating func append(scalar number: UInt32) -> Bool {
        guard let scalar = UnicodeScalar(number) else { return false }
        append(contentsOf: String(Character(scalar)).utf8)
        return true
    }
}

extension Bytes {
    /// The number that hexadecimal digits stand for; nil where there are other bytes or not as many.
    func hexadecimal(count: Int) -> UInt32? {
        guard self.count == count, allSatisfy({ $0.isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0.lowercased })
        else { return nil }
        return UInt32(String(decoding: self, as: UTF8.self), radix: 16)
    }
}
