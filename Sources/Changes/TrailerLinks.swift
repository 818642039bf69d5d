/// A trailer's name as the policy writes it, and what it says about its items.
struct TrailerRule: Sendable {
    let name: String
    let relation: LinkRelation

    /// Whether the name ends in the word for a kind: `Related-Bug` for BUG.
    func names(kind key: String) -> Bool { name.lowercased().hasSuffix("-" + key.lowercased()) }
}

extension MessageReader {
    /// The policy's rule for a trailer of this name.
    func rule(forTrailer name: Bytes) -> TrailerRule? {
        trailerRules.first { name.equalsIgnoringCase($0.name) }
    }

    func links(in trailers: [Trailer]) -> [Link] {
        trailers.flatMap { trailer in
            guard let rule = rule(forTrailer: trailer.name[...]) else { return linksOfForm(trailer) }
            return items(inValue: trailer.value[...], of: rule).map {
                Link(item: $0, source: .trailer(rule.name), relation: rule.relation)
            }
        }
    }

    /// The IDs of a trailer whose name is a part of their form: `PR: 288366` by the form `PR: {n}`.
    private func linksOfForm(_ trailer: Trailer) -> [Link] {
        let line = (trailer.name + Array(": ".utf8) + trailer.value)[...]
        guard let found = scanner.item(at: 0, in: line), found.range.upperBound > trailer.name.count + 1 else {
            return []
        }
        return [Link(item: found.item, source: .trailer(String(decoding: trailer.name, as: UTF8.self)))]
    }

    /// The IDs anywhere in a trailer's value, and marked numbers. The numbers that begin the value may leave out the mark
    /// `#`, as Launchpad allows, in a closing trailer and in one whose name says their kind: `Closes-Bug: 7, 8 (part 2 of 3)`,
    /// `Related-Bug: 7`. A value that begins with the name of a commit is about that: `Fixes: 85f31bfe2212 ("TASK-2: …")`.
    func items(inValue value: Bytes, of rule: TrailerRule) -> [ItemID] {
        guard !value.namesCommit else { return [] }
        let items = scanner.items(in: value)
        let closedKey = rule.relation == .fixes ? rules.numberMarks["#"] ?? scanner.forms.bareKey : nil
        let bareKey = closedKey ?? scanner.forms.keys.first(where: rule.names)
        guard !marks.isEmpty || bareKey != nil else { return items.map(\.item) }
        let marked = value.wordStarts.compactMap { markedNumber(at: $0, in: value) }
        let bare = bareKey.map { key in
            ItemRun(in: value, from: value.startIndex, crossesBrackets: false) {
                value.bareNumber(at: $0, key: key) ?? markedNumber(at: $0, in: value) ?? scanner.item(at: $0, in: value)
            }.items
        }
        return items.map(\.item) + marked.map(\.item) + (bare ?? [])
    }
}

extension Bytes {
    /// Where the words begin that joints part.
    var wordStarts: [Int] {
        indices.filter { !self[$0].isJoint && (byte(at: $0 - 1)?.isJoint ?? true) }
    }

    /// Whether the text begins with the name of a commit, as `Fixes:` has it in Linux: at least seven hexadecimal digits, among
    /// them a letter or with the quoted subject behind them.
    var namesCommit: Bool {
        let word = drop(while: \.isSpace).prefix { !$0.isSpace }
        guard 7...64 ~= word.count, word.allSatisfy(\.isHexDigit) else { return false }
        return word.contains { !$0.isDigit } || self[word.endIndex...].begins(with: " (\"")
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowercased) }
}
