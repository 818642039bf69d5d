/// The values among lines that a line near them names as secrets: `name = "DB_PASSWORD"`, and `value = "x"` above or below.
struct SecretPairs {
    /// Where the value begins in each line; the end of the line where it is on those below.
    private(set) var values: [Int?]

    private let lines: [Bytes]

    init(_ lines: [PlacedLine]) {
        self.lines = lines.map(\.content.text)
        values = Array(repeating: nil, count: lines.count)
        for index in lines.indices where SecretFields.nameSecret(in: self.lines[index]) { mark(around: index) }
        for index in lines.indices where Self.saysSecret(self.lines[index]) { mark(around: index) }
        for index in lines.indices where Self.beginsComplexKey(self.lines[index]) { markValue(ofKeyAt: index) }
    }

    /// How far the two may be apart.
    private static let reach = 12

    private mutating func mark(around index: Int) {
        if let value = SecretFields.value(in: lines[index]) { values[index] = value }
        for other in lines.indices[(index + 1)...].prefix(Self.reach) {
            if beginsElement(lines[other]) || endsElement(lines[other]) { break }
            values[other] = SecretFields.value(in: lines[other])
        }
        if beginsElement(lines[index]) { return }
        for other in lines[..<index].indices.suffix(Self.reach).reversed() {
            if endsElement(lines[other]) { break }
            values[other] = SecretFields.value(in: lines[other])
            if beginsElement(lines[other]) { break }
        }
    }

    /// `? {name: password}` and the lines below that belong to the key; the value is behind the colon that follows (YAML).
    private mutating func markValue(ofKeyAt start: Int) {
        let column = Self.column(of: lines[start])
        let end = lines.indices[(start + 1)...].prefix(Self.reach).first { Self.column(of: lines[$0]) <= column }
        guard let end, lines[start..<end].contains(where: Self.hasWordOfSecret) else { return }
        let value = lines[end].drop(while: \.isSpace)
        if value.first == .colon { values[end] = value.startIndex + 1 }
    }

    private static func beginsComplexKey(_ line: Bytes) -> Bool {
        let text = line.trimmed()
        return text.equals("?") || text.begins(with: "? ")
    }

    private static func hasWordOfSecret(_ line: Bytes) -> Bool {
        line.split { !$0.isKeyByte }.contains { SecretKey($0).isSecret }
    }

    private static func column(of line: Bytes) -> Int { line.prefix(while: \.isSpace).count }

    /// A list's next element, a block's header, a section.
    private func beginsElement(_ line: Bytes) -> Bool {
        let text = line.trimmed()
        // A template's statement, as in `{% if %}`, begins nothing.
        if text.begins(with: "{%") { return false }
        if text.first == .dash || text.first == UInt8(ascii: "[") { return true }
        return text.last == UInt8(ascii: "{") || text.first == UInt8(ascii: "{")
    }

    private func endsElement(_ line: Bytes) -> Bool {
        let text = line.trimmed()
        return text.first == UInt8(ascii: "}") || text.first == UInt8(ascii: "]") || text.begins(with: "</")
    }

    /// `sensitive = true` and `ephemeral = true` of Terraform, `NoEcho: true` of CloudFormation.
    private static func saysSecret(_ line: Bytes) -> Bool {
        let words = line.split { !$0.isWord }
        return words.count == 2 && ["sensitive", "ephemeral", "noecho"].contains(where: words[0].equalsIgnoringCase)
            && words[1].equalsIgnoringCase("true")
    }
}
