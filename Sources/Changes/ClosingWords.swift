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
        guard !rules.closingWords.isEmpty || !marks.isEmpty else { return [] }
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
        guard let closing = rules.closingWords.first(where: { text[word].equalsIgnoringCase($0) }) else { return [] }
        let end = word.upperBound
        let start = text.byte(at: end) == .colon ? end + 1 : end
        guard text.byte(at: start)?.isSpace == true else { return [] }
        let run = ItemRun(in: text, from: text.afterNoun(from: start), crossesBrackets: false) {
            markedNumber(at: $0, in: text) ?? scanner.item(at: $0, in: text)
        }
        return run.items.map { Link(item: $0, source: .closingWord(closing), relation: .fixes) }
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

extension Bytes {
    /// Behind the word for what is closed: `Fixes issue #12`, `Closes bug 12`.
    func afterNoun(from start: Int) -> Int {
        let word = end(from: start, while: \.isSpace)
        let end = end(from: word, while: \.isLetter)
        let isNoun = ["issue", "issues", "ticket", "tickets"].contains { self[word..<end].equalsIgnoringCase($0) }
        return isNoun && byte(at: end)?.isSpace == true ? end : start
    }

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
