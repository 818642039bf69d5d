extension MessageReader {
    /// The links of IDs that stand elsewhere in the subject than in front, as far as the policy reads these places.
    func subjectLinks(in subject: Bytes) -> [Link] {
        let places = rules.places
        let text = rules.requests == .ignore ? subject.withoutRequestSuffixes : subject.withoutTrailingSpace
        var links: [Link] = []
        if places.contains(.scope) { links += scopeItems(of: text).map { Link(item: $0, source: .scope) } }
        if places.contains(.tail) || rules.requests == .items {
            let found = trailingItems(of: text, isWhole: places.contains(.tail))
            links += found.map { Link(item: $0, source: .tail) }
        }
        // What a revert quotes is the subject of another commit.
        if places.contains(.title), !text.begins(with: "Revert \"") {
            links += scanner.items(in: text).map { Link(item: $0.item, source: .title) }
        }
        return links
    }

    /// The IDs in the scope of a conventional commit.
    func scopeItems(of subject: Bytes) -> [ItemID] {
        guard let scope = leadingText(of: subject).commitType?.scope else { return [] }
        return scanner.items(in: scope).map(\.item)
    }

    /// The subject behind the prefixes that may stand in front of a type.
    private func leadingText(of subject: Bytes) -> Bytes {
        var rest = subject.drop(while: \.isSpace)
        let prefixes = rules.prefixes.filter { $0 != .type }
        while let end = prefixes.lazy.compactMap({ $0.end(in: rest) }).first {
            rest = subject[end...].drop(while: \.isSpace)
        }
        return rest
    }

    /// The IDs that end a subject: in brackets, with words such as `closes` before them, or bare.
    ///
    /// - Parameter isWhole: whether all of them are asked for, and not only the number of a request: `(#12)`.
    func trailingItems(of subject: Bytes, isWhole: Bool) -> [ItemID] {
        var (rest, found) = (subject.withoutFullStop, [[ItemID]]())
        while let group = rest.lastGroup {
            let inside = isWhole ? group.inside.withoutClosingWord : group.inside
            let run = ItemRun(in: inside, from: inside.startIndex) { scanner.item(at: $0, in: inside) }
            guard !run.items.isEmpty, run.end == inside.endIndex else { break }
            guard isWhole || inside.first == UInt8(ascii: "#") else { break }
            found.insert(run.items, at: 0)
            rest = rest[..<group.start].withoutFullStop
        }
        guard isWhole else { return found.flatMap(\.self) }
        // In front of the subject they lead it.
        var end = rest.endIndex
        for item in scanner.items(in: rest).reversed() {
            guard item.range.upperBound == end else { break }
            found.insert([item.item], at: 0)
            let before = rest[..<item.range.lowerBound].withoutJoints
            end = before.endIndex
        }
        return found.flatMap(\.self)
    }
}

extension Bytes {
    /// Where the number of a request begins that a host added to a subject: `… (#12)`, `… (!12)`, `… (pull request #5)`, `… (PR #5)`.
    var requestSuffix: Int? {
        guard let group = lastGroup, group.mark == UInt8(ascii: "(") else { return nil }
        let name = group.inside.after("pull request ") ?? group.inside.after("PR ") ?? group.inside
        guard let digits = name.after("#") ?? name.after("!"), !digits.isEmpty, digits.allSatisfy(\.isDigit) else {
            return nil
        }
        return group.start
    }

    /// Without all such numbers: each line that a change is carried to adds one.
    var withoutRequestSuffixes: Bytes {
        var text = withoutTrailingSpace
        while let start = text.requestSuffix { text = text[..<start].withoutTrailingSpace }
        return text
    }

    /// The brackets that end the text, and what stands in them.
    fileprivate var lastGroup: (mark: UInt8, inside: Bytes, start: Int)? {
        let text = withoutTrailingSpace
        let marks = [(UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "["), UInt8(ascii: "]"))]
        guard let (open, _) = marks.first(where: { $0.1 == text.last }),
            let start = text.lastIndex(of: open)
        else { return nil }
        return (open, text[(start + 1)..<(text.endIndex - 1)].trimmed(), start)
    }

    fileprivate var withoutFullStop: Bytes {
        let text = withoutTrailingSpace
        return text.last == .dot ? text.dropLast().withoutTrailingSpace : text
    }

    fileprivate var withoutJoints: Bytes { self[..<((lastIndex { !",;&+ ".utf8.contains($0) } ?? startIndex - 1) + 1)] }

    /// `closes #12` without the word, with which people name the issue that a change is for.
    var withoutClosingWord: Bytes {
        var rest = self
        // `Fixes issue #12`
        for _ in 0..<2 {
            let word = rest.prefix { $0.isLetter }
            let next = rest[word.endIndex...]
            guard Self.wordsBeforeItems.contains(where: word.equalsIgnoringCase),
                next.first.map({ $0 == .colon || $0.isSpace }) == true
            else { break }
            rest = next.dropFirst().drop(while: \.isSpace)
        }
        return rest
    }

    private static let wordsBeforeItems = [
        "closes", "close", "closed", "fixes", "fix", "fixed", "resolves", "resolve", "resolved", "refs", "ref", "for",
        "issue",
    ]
}
