/// A line of a file and where it stands.
struct PlacedLine {
    /// What makes two lines the same.
    struct Content: Hashable {
        /// The blocks or the stage around the line, from the outermost in.
        let place: [[UInt8]]
        let text: Bytes
    }

    let content: Content
    /// Counted from 1.
    let number: Int
}

/// The lines of a text, without those that say nothing: blank ones and, where the format is known, comments.
struct PlacedLines {
    let lines: [PlacedLine]

    init(_ bytes: [UInt8], format: ConfigurationFormat) {
        var places: any LinePlaces =
            switch format {
            case .terraform: TerraformPlaces()
            case .dockerfile: DockerfilePlaces()
            default: NoPlaces()
            }
        lines = bytes.split(separator: .lineFeed, omittingEmptySubsequences: false).enumerated().compactMap {
            guard let content = places.content(of: $1.last == UInt8(ascii: "\r") ? $1.dropLast() : $1) else {
                return nil
            }
            return PlacedLine(content: content, number: $0 + 1)
        }
    }
}

/// Follows a text line by line and says what each one is; nil for one that says nothing.
protocol LinePlaces {
    mutating func content(of line: Bytes) -> PlacedLine.Content?
}

/// Of an unknown format every byte counts.
struct NoPlaces: LinePlaces {
    func content(of line: Bytes) -> PlacedLine.Content? {
        line.isBlank ? nil : PlacedLine.Content(place: [], text: line)
    }
}

/// Text that goes on until a line of its own ends it: `<<EOF`, `<<-EOF`.
struct HereDocument {
    private let end: [UInt8]

    /// The one that begins in a line, if any.
    init?(openedBy line: Bytes) {
        guard let start = line.indices.first(where: { line[$0...].begins(with: "<<") }) else { return nil }
        let word = line[(start + 2)...].drop { $0 == .dash || $0 == .quote || $0 == UInt8(ascii: "\"") }
        let end = word.prefix(while: \.isWord)
        guard let first = end.first, !first.isDigit else { return nil }
        self.end = Array(end)
    }

    func isEnded(by line: Bytes) -> Bool { line.trimmed().elementsEqual(end) }
}
