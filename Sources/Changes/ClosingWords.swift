/// What may stand before a bare number, and the key it stands for.
struct NumberMark: Sendable {
    let mark: String
    let key: String

    /// Whether the mark is a word that links by itself, as Azure Boards reads `AB#4`. `gh-4` is a word of prose.
    var isWord: Bool { mark.utf8.first?.isLetter == true && mark.utf8.last == UInt8(ascii: "#") }

    /// The number that begins, with its mark, exactly at an index.
    func item(at start: Int, in text: Bytes) -> LocatedItem? {
        guard let rest = text[start...].after(mark) else { return nil }
        return rest.bareNumber(at: rest.startIndex, key: key)
    }
}

extension MessageReader {
    /// Links by closing words (`Fixes #12, #13`, `closes: KEY-1`) and by marks that are words, where there are any.
    func closingLinks(in parts: MessageParts) -> [Link] {
        let text = parts.message.text
        let marks = marks.filter(\.isWord)
        guard !closingWords.isEmpty || !marks.isEmpty else { return [] }
        let quoted = parts.quotedByRevert
        return text.words.filter { !quoted.overlaps($0) }.flatMap { word in
            closedLinks(by: word, in: text)
                + marks.compactMap { mark in
                    mark.item(at: word.lowerBound, in: text).map {
                        Link(item: $0.item, source: .closingWord(mark.mark))
                    }
                }
        }
    }

    private func closedLinks(by word: Range<Int>, in text: Bytes) -> [Link] {
        let end = word.upperBound
        let hasColon = text.byte(at: end) == .colon
        // With a colon it is a trailer, or hidden.
        let words = hasColon ? rules.closingWords : closingWords
        guard let closing = words.first(where: { text[word].equalsIgnoringCase($0) }) else { return [] }
        let start = hasColon ? end + 1 : end
        guard text.byte(at: start)?.isSpace == true else { return [] }
        return closedItems(at: start, in: text, kind: { scanner.forms.keys.first(where: $0.names) }).map {
            Link(item: $0, source: .closingWord(closing), relation: .fixes)
        }
    }

    /// The IDs behind a closing word. The first number may leave out its mark where a word for its kind stands before it:
    /// `Fixes LP Bug 12`.
    ///
    /// - Parameter kind: the key of numbers behind such words.
    func closedItems(at start: Int, in text: Bytes, kind: (NounRun) -> String?) -> [ItemID] {
        let items = { (start: Int, first: LocatedItem?) in
            ItemRun(in: text, from: start, crossesBrackets: false) {
                first?.range.lowerBound == $0
                    ? first : markedNumber(at: $0, in: text) ?? scanner.item(at: $0, in: text)
            }.items
        }
        let found = items(start, nil)
        guard found.isEmpty else { return found }
        let nouns = NounRun(in: text, from: start)
        let bare = kind(nouns).flatMap { text.bareNumber(at: nouns.number, key: $0) }
        return items(bare == nil ? nouns.end : nouns.number, bare)
    }
    /// The number that begins, with one of the policy's marks, exactly at an index.
    func markedNumber(at start: Int, in text: Bytes) -> LocatedItem? {
        marks.lazy.compactMap { $0.item(at: start, in: text) }.first
    }
}

extension MessageParts {
    /// Where the subject of another commit stands, which this one takes back: what that closes is open again.
    fileprivate var quotedByRevert: Range<Int> {
        guard let first = message.title.first, message[first].begins(with: "Revert \"") else { return 0..<0 }
        return message.lines[first].lowerBound..<message.lines[message.title.upperBound - 1].upperBound
    }
}

/// The words between a closing word and what it closes: `issue`, `LP Bug:`.
struct NounRun {
    private static let nouns = ["issue", "issues", "ticket", "tickets", "bug", "bugs", "lp", "bz"]
    /// Trackers of bugs: Launchpad, Bugzilla.
    private static let trackersOfBugs = ["lp", "bz"]

    private var words: [Bytes] = []
    /// Where the text goes on.
    private(set) var end: Int
    /// Where a number stands if it follows, with a mark or without.
    let number: Int

    init(in text: Bytes, from start: Int) {
        end = start
        while true {
            let word = text.end(from: end, while: \.isSpace)
            let rest = text.end(from: word, while: \.isLetter)
            guard Self.nouns.contains(where: text[word..<rest].equalsIgnoringCase) else { break }
            words.append(text[word..<rest])
            end = text.byte(at: rest) == .colon ? rest + 1 : rest
        }
        let mark = text.end(from: end, while: \.isSpace)
        number = text.byte(at: mark) == UInt8(ascii: "#") ? text.end(from: mark + 1, while: \.isSpace) : mark
    }

    /// Whether a word is that for a kind: `bug` for BUG.
    func names(_ key: String) -> Bool {
        words.contains { word in
            word.names(kind: key) || key == "BUG" && Self.trackersOfBugs.contains(where: word.equalsIgnoringCase)
        }
    }
}

extension Bytes {
    /// Whether this is the word for a kind, or for several of it: `bugs` for BUG.
    func names(kind key: String) -> Bool { equalsIgnoringCase(key) || equalsIgnoringCase(key + "s") }

    /// The ID that a number alone stands for.
    func bareNumber(at start: Int, key: String) -> LocatedItem? {
        guard let digits = number(at: start), let number = ItemID.number(digits) else { return nil }
        return LocatedItem(item: ItemID(key: key, number: number), range: start..<digits.endIndex)
    }

    /// Where words stand; a dash joins words to one.
    fileprivate var words: [Range<Int>] {
        var words: [Range<Int>] = []
        var start = startIndex
        while start < endIndex {
            let end = end(from: start) { $0.isWord || $0 == .dash }
            if end > start { words.append(start..<end) }
            start = end + 1
        }
        return words
    }
}
