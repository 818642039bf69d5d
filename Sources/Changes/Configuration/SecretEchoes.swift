/// Secrets of a file that may be written in it once more, at a key that does not say so: `password: *pw`, `url: a?key=…`.
struct SecretEchoes {
    /// Shorter ones are words that many values have.
    private static let shortest = 6
    /// Within other text, a match says less.
    private static let shortestPart = 8
    /// How many are looked for within others.
    private static let parts = 64

    private var known: Set<[UInt8]> = []

    static let none = SecretEchoes()

    /// All secret values of trees that are marked.
    init(in nodes: [ConfigurationNode]) {
        var waiting = nodes
        while let node = waiting.popLast() {
            switch node {
            case .scalar(let scalar): if scalar.isSecret { insert(scalar.text[...]) }
            case .list(let list): waiting += list
            case .table(let table): waiting += table.entries.map(\.value)
            }
        }
    }

    private init() {}

    init(_ values: some Sequence<Bytes>) {
        for value in values { insert(value) }
    }

    private mutating func insert(_ value: Bytes) {
        let value = value.trimmed()
        guard value.count >= Self.shortest, !SecretMarking.isHarmless(value), !SecretShape.isReference(value) else {
            return
        }
        known.insert(Array(value))
    }

    /// Whether a text is one of them, or has one in it.
    func isHeld(in text: Bytes) -> Bool {
        guard !known.isEmpty, text.count >= Self.shortest else { return false }
        if known.contains(Array(text.trimmed())) { return true }
        return known.count <= Self.parts
            && known.contains { $0.count >= Self.shortestPart && $0.count < text.count && text.holds($0) }
    }
}
