/// The blocks that the lines of a Terraform file stand in: `resource.aws_instance.web`
/// (HCL native syntax specification, "Bodies").
struct TerraformPlaces: LinePlaces {
    private var blocks: [[[UInt8]]] = []
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

    private var place: [[UInt8]] { blocks.flatMap { $0 } }

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
            if byte == UInt8(ascii: "{"), blocks.count < ConfigurationLimits.depth {
                blocks.append(isFirst ? Self.name(of: text[..<index]) : [])
                isFirst = false
            }
            if byte == UInt8(ascii: "}") { _ = blocks.popLast() }
        }
        return place.count > before.count ? place : before
    }

    /// `resource "aws_instance" "web"` is `resource.aws_instance.web`, `tags =` is `tags`.
    private static func name(of header: Bytes) -> [[UInt8]] {
        let words = header.split { $0.isSpace || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "=") }
        return words.prefix(4).map { Array($0) }
    }
}
