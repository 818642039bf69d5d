/// Turns the text of a `PathPattern` into its tokens.
struct PathPatternParser {
    private let text: [UInt8]
    private var position = 0

    init(_ text: String) throws(PathPatternError) {
        var bytes = Array(text.utf8)
        guard bytes.count <= 1024 else { throw .tooLong(bytes: bytes.count) }
        if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
        guard !bytes.isEmpty else { throw .empty }
        if bytes.last == UInt8(ascii: "/") { bytes += "**".utf8 }
        for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if part.isEmpty { throw .emptyFolderName }
            if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { throw .dotFolder }
        }
        self.text = bytes
    }

    mutating func tokens() throws(PathPatternError) -> [PathPattern.Token] {
        var tokens: [PathPattern.Token] = []
        while let byte = take() {
            switch byte {
            case UInt8(ascii: "?"): tokens.append(.anyByte)
            case UInt8(ascii: "*"): tokens.append(try star())
            case UInt8(ascii: "["): tokens.append(.set(try set()))
            case UInt8(ascii: "\\"): tokens.append(.byte(try escaped()))
            default: tokens.append(.byte(byte))
            }
        }
        return tokens
    }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    private mutating func take() -> UInt8? {
        defer { position += 1 }
        return next
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func escaped() throws(PathPatternError) -> UInt8 {
        guard let byte = take() else { throw .danglingEscape }
        return byte
    }

    /// `*`, or `**` where it is a whole part of the path.
    private mutating func star() throws(PathPatternError) -> PathPattern.Token {
        let beginsPart = position == 1 || text[position - 2] == UInt8(ascii: "/")
        guard take(UInt8(ascii: "*")) else { return .run }
        guard beginsPart else { throw .partialDoubleStar }
        if next == nil { return .remainder }
        guard take(UInt8(ascii: "/")) else { throw .partialDoubleStar }
        return .folders
    }

    /// The set behind a `[`; a `]` that comes first is a member (POSIX, XCU 2.13.1).
    private mutating func set() throws(PathPatternError) -> PathPattern.ByteSet {
        var set = PathPattern.ByteSet()
        set.isNegated = take(UInt8(ascii: "!")) || take(UInt8(ascii: "^"))
        repeat { set.ranges.append(try range()) } while !take(UInt8(ascii: "]"))
        return set
    }

    private mutating func range() throws(PathPatternError) -> ClosedRange<UInt8> {
        let first = try member()
        let isRange = next == UInt8(ascii: "-") && position + 1 < text.count && text[position + 1] != UInt8(ascii: "]")
        guard isRange else { return first...first }
        position += 1
        let last = try member()
        guard first <= last else { throw .reversedRange }
        return first...last
    }

    private mutating func member() throws(PathPatternError) -> UInt8 {
        guard let byte = take() else { throw .unclosedSet }
        if byte == UInt8(ascii: "/") { throw .slashInSet }
        return byte == UInt8(ascii: "\\") ? try escaped() : byte
    }
}
