/// A run of IDs at one place of a text, such as `KEY-1, KEY-2` or `[KEY-1][KEY-2]`.
struct ItemRun {
    var items: [ItemID] = []
    /// Where the text goes on after the run.
    var end: Int

    /// Reads as many IDs as follow each other with nothing but joints between them.
    ///
    /// - Parameter crossesBrackets: whether brackets join: in `Fixes #1 (#13)` they begin something else.
    init(in text: Bytes, from start: Int, crossesBrackets: Bool = true, item: (Int) -> LocatedItem?) {
        let isJoint = { (byte: UInt8) in byte.isJoint && (crossesBrackets || !byte.isBracket) }
        end = text.end(from: start, while: isJoint)
        while end < text.endIndex, let found = item(end) {
            items.append(found.item)
            end = text.end(from: found.range.upperBound, while: isJoint)
            if let rest = text[end...].after("and ") { end = text.end(from: rest.startIndex, while: isJoint) }
        }
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

    fileprivate var isBracket: Bool { "[]()".utf8.contains(self) }
}

/// The IDs that lead a subject, and what stands in front of them.
struct LeadingItems {
    let run: ItemRun
    let prefixes: [FoundPrefix]

    var items: [ItemID] { run.items }
}

extension MessageReader {
    /// The IDs that lead a subject, behind what people, conventions, hosts and bots put in front of it.
    func leadingItems(of subject: Bytes, isMerge: Bool = false) -> LeadingItems {
        let run = { (start: Int) in ItemRun(in: subject, from: start) { scanner.item(at: $0, in: subject) } }
        var (rest, prefixes) = (subject.drop(while: \.isSpace), [FoundPrefix]())
        while true {
            let found = run(rest.startIndex)
            if !found.items.isEmpty { return LeadingItems(run: found, prefixes: prefixes) }
            let next = rules.prefixes.lazy.filter { !isMerge || $0 != .request }.compactMap { prefix in
                prefix.end(in: rest).map { (prefix, $0) }
            }.first
            guard let (prefix, end) = next else { return LeadingItems(run: found, prefixes: []) }
            prefixes.append(FoundPrefix(prefix: prefix, text: Array(rest[..<end].trimmed())))
            rest = subject[end...].drop(while: \.isSpace)
        }
    }

    /// The IDs that lead the second and further lines of the first paragraph, where IDs lead all of its lines. A line that
    /// goes on with the sentence of the one before makes the paragraph one subject, unless the policy reads each line by itself.
    func itemsOfFurtherLines(in message: Message) -> [ItemID] {
        guard message.title.count > 1 else { return [] }
        let runs = message.title.map { leadingItems(of: message[$0]).items }
        guard rules.places.contains(.lines) || !runs.contains(where: \.isEmpty) else { return [] }
        return runs.dropFirst().flatMap(\.self)
    }
}
