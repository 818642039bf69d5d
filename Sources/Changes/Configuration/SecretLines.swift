/// The secrets in the lines of a text that could not be read by key. In doubt more is kept back than needed.
struct SecretLines {
    /// What of a line is kept back.
    enum Extent: Equatable {
        case all
        /// From a place in the line.
        case from(Int)

        /// What begins first.
        static func first(_ one: Extent?, _ other: Extent?) -> Extent? {
            switch (one, other) {
            case (.all?, _), (_, .all?): .all
            case (.from(let one)?, .from(let other)?): .from(min(one, other))
            case (let extent, nil), (nil, let extent): extent
            }
        }
    }

    /// By the lines' numbers.
    private let hidden: [Int: Extent]
    private let echoes: SecretEchoes

    /// - Parameter lines: all lines of the text, not only those that changed: what a line is depends on those around it.
    init(_ lines: [PlacedLine]) {
        let named = SecretPairs(lines)
        let kubernetes = KubernetesSecret.declared(in: lines)
        let joined = JoinedLines(lines)
        let text = joined.text[...]
        var hidden = joined.extents(
            hiding: SecretInput.ranges(in: text) + SecretPropertyList.ranges(in: text))
        var reading = SecretLineReading()
        for (index, line) in lines.enumerated() {
            let extent = reading.extent(
                of: line, named: named.values[index], isInKubernetesSecret: kubernetes[index])
            hidden[line.number] = .first(hidden[line.number], extent)
        }
        SecretAnchors.hide(in: lines, &hidden)
        self.hidden = hidden
        echoes =
            lines.count > Self.linesWithEchoes ? .none : SecretEchoes(lines.compactMap { Self.value(of: $0, hidden) })
    }

    /// Beyond, a text is a hostile one, or no configuration.
    private static let linesWithEchoes = 20_000

    func masked(_ line: PlacedLine) -> MaskedText {
        let text = line.content.text
        switch Extent.first(hidden[line.number], Self.ownExtent(of: text)) {
        case .all?: return MaskedText(shown: Secrets.mark, isSecret: true)
        case .from(let start)?: return masked(text, from: start)
        case nil: break
        }
        guard echoes.isHeld(in: text) || Self.holdsKnown(text) else { return MaskedText(plain: ShownText.cut(text)) }
        return masked(text, from: Self.valueStart(in: text))
    }

    /// What a line keeps back that is read by itself.
    static func ownExtent(of text: Bytes) -> Extent? { SecretAssignment.start(in: text).map { .from($0) } }

    private static func holdsKnown(_ text: Bytes) -> Bool {
        SecretShape.isKnown(in: text) || SecretShape.holdsRandom(text)
    }

    private func masked(_ text: Bytes, from start: Int) -> MaskedText {
        let head = text[..<start]
        if start == text.startIndex || Self.holdsKnown(head) || echoes.isHeld(in: head) {
            return MaskedText(shown: Secrets.mark, isSecret: true)
        }
        return MaskedText(shown: ShownText.cut(head) + Secrets.mark, isSecret: true, isPartlyShown: true)
    }

    /// The secret of a line without the marks around it.
    private static func value(of line: PlacedLine, _ hidden: [Int: Extent]) -> Bytes? {
        let text = line.content.text
        switch Extent.first(hidden[line.number], ownExtent(of: text)) {
        case .all?: return bare(text)
        case .from(let start)?: return bare(text[start...])
        case nil: return nil
        }
    }

    private static func bare(_ text: Bytes) -> Bytes {
        let marks = Array(" \t\"'`,;(){}[]<>".utf8)
        let text = text.drop { marks.contains($0) }
        return text[..<((text.lastIndex { !marks.contains($0) } ?? text.startIndex - 1) + 1)]
    }

    /// Behind the first `=` or `: `, the beginning of the line where there is none.
    private static func valueStart(in text: Bytes) -> Int {
        let key = text.end(from: text.startIndex) { $0.isSpace || $0 == .dash || $0 == UInt8(ascii: "\"") }
        let end = text.end(from: key) { $0.isWord || $0 == .dash || $0 == .dot }
        let joint = text.end(from: end) { $0 == .space || $0 == UInt8(ascii: "\"") }
        guard end > key, let byte = text.byte(at: joint), byte == .colon || byte == UInt8(ascii: "=") else {
            return text.startIndex
        }
        return text.end(from: joint + 1) { $0 == .space }
    }
}
