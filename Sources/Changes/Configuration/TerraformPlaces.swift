/// The blocks that the lines of a Terraform file stand in: `resource.aws_instance.web`
/// (HCL native syntax specification, "Bodies").
struct TerraformPlaces: LinePlaces {
    /// The names of the blocks that are open, one after another: every line shares it with those before.
    private var place: [[UInt8]] = []
    /// How many names each of these blocks has.
    private var sizes: [Int] = []
    private var document: HereDocument?
    private var isInComment = false

    mutating func content(of line: Bytes) -> PlacedLine.Content? {
        if let document {
            if document.isEnded(by: line) { self.document = nil }
            return PlacedLine.Content(place: place, text: line)
        }
        let text = line.trimmed()
        if isInComment || text.begins(with: "/*") { return skipComment(text) }
        if text.isEmpty || text.begins(with: "#") || text.begins(with: "//") { return nil }
        let place = follow(text)
        document = HereDocument(openedBy: text)
        return PlacedLine.Content(place: place, text: text)
    }

    private mutating func skipComment(_ text: Bytes) -> PlacedLine.Content? {
        let end = text.indices.first { text[$0...].begins(with: "*/") }
        isInComment = end == nil
        let rest = end.map { text[($0 + 2)...].trimmed() } ?? []
        return rest.isEmpty ? nil : content(of: rest)
    }

    /// Opens and closes blocks; the place is that of the line's own block. Depth is bounded as everywhere.
    private mutating func follow(_ text: Bytes) -> [[UInt8]] {
        let before = place
        var inString = false
        var isFirst = true
        for (index, byte) in zip(text.indices, text) {
            if byte == UInt8(ascii: "\""), text.byte(at: index - 1) != UInt8(ascii: "\\") { inString.toggle() }
            if inString { continue }
            if byte == UInt8(ascii: "#") { break }
            if byte == UInt8(ascii: "{"), sizes.count < ConfigurationLimits.depth {
                enter(isFirst ? Self.name(of: text[..<index]) : [])
                isFirst = false
            }
            if byte == UInt8(ascii: "}") { place.removeLast(sizes.popLast() ?? 0) }
        }
        return place.count > before.count ? place : before
    }

    private mutating func enter(_ name: [[UInt8]]) {
        place += name
        sizes.append(name.count)
    }

    /// `resource "aws_instance" "web"` is `resource.aws_instance.web`, `tags =` is `tags`.
    private static func name(of header: Bytes) -> [[UInt8]] {
        let words = header.split { $0.isSpace || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "=") }
        return words.prefix(4).map { Array($0) }
    }
}
