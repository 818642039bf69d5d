/// Follows a text and finds lines that belong to a secret which an earlier line began. Of text whose structure could not be
/// read nobody knows where a value ends: each sign that it goes on is taken for one.
struct SecretLineReading {
    /// What goes on below.
    private enum Open {
        /// A key's block, or its value on several lines: all that is deeper. `isWeak` shows what has a key of its own.
        case block(indentation: Int, isWeak: Bool)
        case hereDocument(HereDocument)
        /// Up to a closing quotation mark.
        case quotation([UInt8])
        /// Up to the bracket that closes the outermost of these.
        case brackets(depth: Int)
        case element
        /// Up to the next section's header.
        case section
        case pem
    }

    /// How many lines are read as one, so that a text of nothing else takes no square of its length.
    private static let mostJoined = 4

    private var joined = 0
    private var open: Open?
    /// Whether the next line is the value, whatever it looks like.
    private var isAwaited = false
    /// Whether the line before ended in a backslash, and what it was with those before it.
    private var continued: [UInt8] = []
    /// Whether the line before ended in an option whose value is a secret.
    private var isAsked = false

    /// - Parameters:
    ///   - named: where the line's value begins that another line names as a secret; nil where none does.
    ///   - isInKubernetesSecret: whether `data` and `stringData` hold secrets.
    mutating func extent(of line: PlacedLine, named: Int?, isInKubernetesSecret: Bool) -> SecretLines.Extent? {
        let text = line.content.text.trimmed()
        let indented = line.content.text.count - line.content.text.drop(while: \.isSpace).count
        let isWithin = goesOn(text, indented)
        let isArgument = isAsked && SecretArgument.isValue(text)
        isAsked = SecretArgument.isOpen(atEndOf: text)
        let isContinuation = continues(text)
        let data = isInKubernetesSecret ? SecretOpening.first(in: text, where: KubernetesSecret.isData) : nil
        if !isWithin { begin(text, indented, named, data) }
        if isWithin || isArgument || isContinuation || hasPEM(text) || SecretEscapes.hide(text) { return .all }
        let begun = [named, data?.value.startIndex].compactMap(\.self).min()
        return .first(begun.map { .from($0) }, SecretPlace.extent(of: line))
    }

    private func hasPEM(_ text: Bytes) -> Bool { text.holds("-----BEGIN") || text.holds("-----END") }

    /// A line that a backslash joins to those above is read with them: `my.pass\`, `word=x`.
    private mutating func continues(_ text: Bytes) -> Bool {
        let isJoined = !continued.isEmpty
        let whole = continued + text
        let isBroken = text.last == UInt8(ascii: "\\")
        let isFull = joined == Self.mostJoined || whole.count > ConfigurationLimits.size
        defer {
            continued = isBroken && !isFull ? Array(whole.dropLast()) : []
            joined = continued.isEmpty ? 0 : joined + 1
        }
        guard isJoined else { return false }
        guard SecretAssignment.start(in: text) == nil else { return false }
        return SecretAssignment.start(in: whole[...]) != nil || Secrets.isHeld(in: whole[...])
    }

    /// Whether the line belongs to what is open, which it may end.
    private mutating func goesOn(_ text: Bytes, _ indented: Int) -> Bool {
        let wasAwaited = isAwaited
        isAwaited = false
        guard let open else { return wasAwaited }
        switch open {
        case .block(let indentation, let isWeak):
            let isBelow = indented > indentation || indented == indentation && text.isContinuationOfKey
            if isBelow || wasAwaited { return !isWeak || !text.hasOwnKey }
            self.open = nil
            return false
        case .hereDocument(let document): if document.isEnded(by: text) { self.open = nil }
        case .quotation(let mark): if text.holds(mark) { self.open = nil }
        case .brackets(let depth):
            let left = depth + text.bracketDepth
            self.open = left > 0 ? .brackets(depth: left) : nil
        case .element: if text.holds("</") { self.open = nil }
        case .section:
            guard text.isHeader else { break }
            self.open = nil
            return false
        case .pem: if text.holds("-----END") { self.open = nil }
        }
        return true
    }

    /// Whatever a line opens that is a secret.
    private mutating func begin(_ text: Bytes, _ indented: Int, _ named: Int?, _ data: SecretOpening?) {
        if text.holds("-----BEGIN"), !text.holds("-----END") { return open = .pem }
        if text.isHeader { return open = SecretKey(text).coversAllBelow ? .section : nil }
        let first = data ?? SecretOpening(text)
        if data != nil || named != nil || first.isSecret {
            let isWeak = data == nil && named == nil && !SecretKey(first.key).coversAllBelow && first.isSecret
            open = goingOn(first, in: text, isWeak: isWeak) ?? .block(indentation: indented, isWeak: isWeak)
            return isAwaited = first.isWithoutValue
        }
        if SecretFields.nameSecret(in: text), text.isOpenElement { return open = .element }
        guard let later = SecretOpening.lastSecret(in: text),
            later.isJoined || !later.value.isOpeningBrackets || text.endsWords(with: later.key)
        else { return }
        open = goingOn(later, in: text, isWeak: !SecretKey(later.key).coversAllBelow)
        guard open == nil, later.isWithoutValue else { return }
        open = .block(indentation: indented, isWeak: false)
        isAwaited = true
    }

    private func goingOn(_ opening: SecretOpening, in text: Bytes, isWeak: Bool) -> Open? {
        let value = opening.value.trimmed()
        if let document = HereDocument(openedBy: value) { return .hereDocument(document) }
        if let mark = value.openQuotation { return .quotation(mark) }
        if !isWeak, value.bracketDepth > 0 { return .brackets(depth: value.bracketDepth) }
        return text.isOpenElement ? .element : nil
    }
}

/// A key of a line, and what is behind it.
struct SecretOpening {
    let key: Bytes
    let value: Bytes
    /// Whether a joint is between the two. The label of a block has none: `variable "db_password" {`.
    let isJoined: Bool

    /// The first key of a line.
    init(_ text: Bytes) {
        var start = text.drop { !$0.isKeyByte || $0 == .dash }
        for word in ["export ", "set ", "const ", "let ", "var ", "ENV ", "ARG "] {
            if let rest = start.after(word) { start = rest.drop { !$0.isKeyByte || $0 == .dash } }
        }
        self.init(at: start)
    }

    /// The first key that a condition holds for, with a joint behind it.
    static func first(in text: Bytes, where condition: (Bytes) -> Bool) -> SecretOpening? {
        var position = text.startIndex
        while position < text.endIndex {
            let key = text[position...].prefix(while: \.isKeyByte)
            if condition(key) {
                let opening = SecretOpening(at: text[position...])
                if opening.isJoined { return opening }
            }
            position = key.endIndex + 1
        }
        return nil
    }

    /// The last one that names a secret, which the line may end with.
    static func lastSecret(in text: Bytes) -> SecretOpening? {
        var rest = text
        while let end = rest.lastIndex(where: \.isKeyByte) {
            rest = rest[...end]
            let start = end + 1 - rest.reversed().prefix(while: \.isKeyByte).count
            if SecretKey(text[start...end]).isSecret { return SecretOpening(at: text[start...]) }
            rest = rest[..<start]
        }
        return nil
    }

    private init(at start: Bytes) {
        key = start.prefix(while: \.isKeyByte)
        let marks = Array("\\ \t=:?>+]".utf8)
        // In texts within texts, marks are escaped.
        let unescaped = start[key.endIndex...].drop { $0 == UInt8(ascii: "\\") }
        let behind = unescaped.first == UInt8(ascii: "\"") ? unescaped : start[key.endIndex...]
        // The mark that closes the key is none that opens the value.
        let isQuoted = behind.first == UInt8(ascii: "\"") || behind.first == .quote
        value = (isQuoted ? behind.dropFirst() : behind).drop(while: marks.contains)
        isJoined = start[key.endIndex..<value.startIndex].contains { Array("=:>".utf8).contains($0) }
    }

    var isSecret: Bool {
        let key = SecretKey(key)
        return key.isSecret || key.namesSensitive && isJoined && !SecretMarking.isHarmless(value.trimmed())
    }

    /// Whether the value is on the lines below.
    var isWithoutValue: Bool {
        let value = value.trimmed()
        return value.isEmpty || value.isBlockMark
    }
}

extension Bytes {
    /// `- x` of a list that has the column of its key, `: x` of a complex one.
    fileprivate var isContinuationOfKey: Bool { first == .dash || first == .colon }

    var isOpeningBrackets: Bool { allSatisfy { $0.isSpace || Array("{[(".utf8).contains($0) } }

    /// Whether a line of words and nothing else ends with this one: `machine x login y password` (netrc).
    fileprivate func endsWords(with word: Bytes) -> Bool {
        endIndex == word.endIndex && word.startIndex > startIndex && allSatisfy { $0.isKeyByte || $0.isSpace }
    }

    /// `<password>`, its text below.
    fileprivate var isOpenElement: Bool {
        guard last == UInt8(ascii: ">"), let tag = lastIndex(of: UInt8(ascii: "<")) else { return false }
        return byte(at: tag + 1) != .slash && !holds("/>")
    }

    /// `[section]`, `[[element]]`.
    fileprivate var isHeader: Bool {
        first == UInt8(ascii: "[") && last == UInt8(ascii: "]") && !contains(UInt8(ascii: ",")) && !contains(.quote)
            && dropFirst().first { $0 != UInt8(ascii: "[") }?.isKeyByte == true
    }

    /// Whether a line has a key and a joint, as settings have.
    fileprivate var hasOwnKey: Bool {
        let key = drop { !$0.isKeyByte || $0 == .dash }.prefix(while: \.isKeyByte)
        let rest = self[key.endIndex...].drop { $0 == UInt8(ascii: "\"") || $0 == .quote || $0 == .space }
        guard !key.isEmpty, let joint = rest.first else { return false }
        return joint == UInt8(ascii: "=") || joint == .colon || first == UInt8(ascii: "{")
    }

    /// The mark of a quotation that the text begins and does not end.
    fileprivate var openQuotation: [UInt8]? {
        for mark in ["\"\"\"", "'''", "\"", "'", "`"] {
            guard let rest = after(mark) else { continue }
            return rest.holds(mark) ? nil : Array(mark.utf8)
        }
        return nil
    }

    /// `|`, `>-`, `&anchor`, `!!binary`, `\`: the value is on the lines below.
    fileprivate var isBlockMark: Bool {
        guard let first, Array("|>&!\\".utf8).contains(first) else { return false }
        return !contains(.space)
    }

    /// How many brackets the text opens more than it closes.
    fileprivate var bracketDepth: Int {
        reduce(0) { depth, byte in
            if Array("{[(".utf8).contains(byte) { return depth + 1 }
            return Array("}])".utf8).contains(byte) ? depth - 1 : depth
        }
    }
}
