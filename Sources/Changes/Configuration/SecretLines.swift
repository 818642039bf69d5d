/// The secrets in the lines of a text that could not be read by key. In doubt more is kept back than needed.
struct SecretLines {
    /// Numbers of the lines of which nothing is shown.
    private let hidden: Set<Int>

    /// - Parameter lines: all lines of the text, not only those that changed: what a line is depends on those before it.
    init(_ lines: [PlacedLine]) {
        var reading = SecretLineReading()
        hidden = Set(lines.filter { reading.hides($0.content.text) }.map(\.number))
    }

    func masked(_ line: PlacedLine) -> MaskedText {
        let text = line.content.text
        if hidden.contains(line.number) { return Self.masked(text, from: Self.valueStart(in: text)) }
        if let start = SecretAssignment.start(in: text) { return Self.masked(text, from: start) }
        let isSecret =
            SecretShape.isKnown(in: text)
            || text.split(whereSeparator: \.endsWord).contains { word in
                SecretShape.isRandom(word) && !Self.isDigest(word, in: text)
            }
        if isSecret { return Self.masked(text, from: Self.valueStart(in: text)) }
        return MaskedText(plain: ShownText.cut(text))
    }

    private static func masked(_ text: Bytes, from start: Int) -> MaskedText {
        let head = text[..<start]
        if SecretShape.isKnown(in: head) { return MaskedText(shown: Secrets.mark, isSecret: true) }
        let shown = start == text.startIndex ? "" : ShownText.cut(head)
        return MaskedText(shown: shown + Secrets.mark, isSecret: true, isPartlyShown: true)
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

    /// `sha256:…`, `commit = …`.
    private static func isDigest(_ word: Bytes, in text: Bytes) -> Bool {
        let before = text[..<word.startIndex].suffix(40)
        return SecretKey(before).namesDigest
    }
}

/// Follows a text and finds lines that belong to a secret which an earlier line began.
private struct SecretLineReading {
    /// The indentation of the line that began one.
    private var indentation: Int?
    private var isInPEM = false
    /// Whether the element of a list that is being read has a secret's name; the indentation of its keys.
    private var namedElement: Int?
    private var isSecretDocument = false
    private var hereDocument: HereDocument?
    /// Whether the line before ended in an option whose value is a secret.
    private var isAsked = false

    mutating func hides(_ line: Bytes) -> Bool {
        if line.begins(with: "---") { isSecretDocument = false }
        let text = line.trimmed()
        let indented = line.count - line.drop(while: \.isSpace).count
        let isArgument = isAsked && SecretArgument.isValue(text)
        isAsked = SecretArgument.isOpen(atEndOf: text)
        return hidesPEM(text) || hidesBlock(text, indented) || hidesValue(text, indented) || isArgument
    }

    private mutating func hidesPEM(_ text: Bytes) -> Bool {
        let hasDash = text.contains(.dash)
        let begins = hasDash && text.indices.contains { text[$0...].begins(with: "-----BEGIN") }
        let ends = hasDash && text.indices.contains { text[$0...].begins(with: "-----END") }
        defer { isInPEM = (isInPEM || begins) && !ends }
        return isInPEM || begins
    }

    /// All that is deeper than a key which names a secret and has its value on the lines below.
    private mutating func hidesBlock(_ text: Bytes, _ indented: Int) -> Bool {
        if let hereDocument {
            if hereDocument.isEnded(by: text) { self.hereDocument = nil }
            return true
        }
        if let indentation, indented > indentation { return true }
        indentation = nil
        if text.equals("kind: Secret") { isSecretDocument = true }
        let key = text.drop { $0 == .dash || $0 == .space || $0 == UInt8(ascii: "\"") }.prefix {
            $0.isWord || $0 == .dash
        }
        let isData = isSecretDocument && (key.equals("data") || key.equals("stringData"))
        if isData || SecretKey(key).coversAllBelow, opensBlock(text) {
            indentation = indented
            hereDocument = HereDocument(openedBy: text)
        }
        return false
    }

    private func opensBlock(_ text: Bytes) -> Bool {
        guard let last = text.last else { return false }
        let openers = Array(":=|>{[-+".utf8)
        return openers.contains(last) || HereDocument(openedBy: text) != nil
    }

    /// `value: x` beside `name: DB_PASSWORD`.
    private mutating func hidesValue(_ text: Bytes, _ indented: Int) -> Bool {
        let entry = text.drop { $0 == .dash || $0 == .space }
        let column = indented + text.count - entry.count
        if let name = entry.after("name:") ?? entry.after("key:") ?? entry.after("\"name\":") {
            namedElement = SecretKey(name.trimmed()).isSecret ? column : nil
        } else if let named = namedElement, column < named || text.first == .dash {
            namedElement = nil
        }
        return namedElement != nil && (entry.begins(with: "value") || entry.begins(with: "\"value"))
    }
}

extension UInt8 {
    fileprivate var endsWord: Bool { isSpace || Array("\"'=:,;()[]{}<>".utf8).contains(self) }
}
