/// A run of IDs at one place of a text, such as `KEY-1, KEY-2` or `[KEY-1][KEY-2]`.
struct ItemRun {
    var items: [ItemID] = []
    /// Where the text goes on after the run.
    var end: Int

    /// Reads as many IDs as follow each other with nothing but joints between them.
    init(in text: Bytes, from start: Int, item: (Int) -> LocatedItem?) {
        end = text.end(from: start, while: \.isJoint)
        while end < text.endIndex, let found = item(end) {
            items.append(found.item)
            end = text.end(from: found.range.upperBound, while: \.isJoint)
            if let rest = text[end...].after("and ") { end = text.end(from: rest.startIndex, while: \.isJoint) }
        }
    }

    /// Reads the IDs that lead a subject, after what Git and conventions put before it.
    init(leading subject: Bytes, item: (Int) -> LocatedItem?) {
        self.init(in: subject, from: subject.withoutSubjectPrefixes.startIndex, item: item)
    }

    /// What the text goes on with, without the colon or dash that parts it from the run; all of it where no ID leads.
    func rest(of text: Bytes) -> Bytes {
        items.isEmpty ? text : text[text.end(from: end) { ":-. \t".utf8.contains($0) }...]
    }
}

extension UInt8 {
    private static let joints = Array(" \t,;/&+[]()".utf8)

    /// Whether the byte may stand between two IDs of a run.
    var isJoint: Bool { UInt8.joints.contains(self) }
}

extension ItemScanner {
    /// The IDs that lead a subject.
    func leadingItems(of subject: Bytes) -> ItemRun {
        ItemRun(leading: subject) { item(at: $0, in: subject) }
    }
}

extension MessageReader {
    /// The IDs that lead the second and further lines of the first paragraph, where IDs lead all of its lines. A line that
    /// goes on with the sentence of the one before makes the paragraph one subject.
    func itemsOfFurtherLines(in message: Message) -> [ItemID] {
        guard message.title.count > 1 else { return [] }
        let runs = message.title.map { scanner.leadingItems(of: message[$0]).items }
        return runs.contains(where: \.isEmpty) ? [] : runs.dropFirst().flatMap(\.self)
    }
}

extension Bytes {
    /// The subject after any number of `fixup! `, `squash! ` and `amend! ` (`git-commit(1)`, `--fixup`), and after the
    /// type of a conventional commit.
    fileprivate var withoutSubjectPrefixes: Bytes {
        var rest = drop(while: \.isSpace)
        while let next = rest.after("fixup! ") ?? rest.after("squash! ") ?? rest.after("amend! ") {
            rest = next.drop(while: \.isSpace)
        }
        return rest.withoutCommitType ?? rest
    }

    /// What follows `feat: `, `Fix!: ` or `chore(deps): `; nil where there is no such type. Words in capitals are none:
    /// `MINOR: KEY-1 …` is how projects mark changes that belong to no item.
    private var withoutCommitType: Bytes? {
        let word = dropFirst().end(from: startIndex + 1) { $0.isLetter && $0 == $0.lowercased || $0 == .dash }
        guard first?.isLetter == true, word > startIndex + 1 else { return nil }
        var rest = self[word...]
        if let scope = rest.after("("), let end = scope.firstIndex(of: UInt8(ascii: ")")) { rest = self[(end + 1)...] }
        return (rest.after("!") ?? rest).after(": ")
    }
}
