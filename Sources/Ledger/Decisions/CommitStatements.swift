package import Changes

/// What was said of a commit by hand: a pure fold. The later word counts; two that contradict each other, neither having
/// seen the other, count as neither, whatever the clocks say.
package struct CommitStatements: Hashable, Sendable {
    package struct Word<Value: Hashable & Sendable>: Hashable, Sendable {
        package let value: Value
        package let reason: String
        package let by: Person
    }

    /// Whether the commit belongs to an item (true) or does not (false), for each item that was named.
    package let links: [ItemID: Word<Bool>]
    /// Items that somebody took from the commit whose word only shuts the gate, as long as nobody who has seen that said
    /// anything else.
    package let doubtfulUnlinks: Set<ItemID>
    /// Whether the commit needs no item where it comes; nil where nothing was said.
    package let exemption: Word<Bool>?
    /// The same where a release loses the commit or brings it back, by the release as records name it.
    private let exemptions: [String: Word<Bool>]

    package init(_ sequence: RecordSequence) {
        let sight = RecordSight(sequence)
        var words: [ItemID: [(RecordName, Word<Bool>)]] = [:]
        var doubtful: [(name: RecordName, item: ItemID)] = []
        var exemptions: [String?: [(RecordName, Word<Bool>)]] = [:]
        for stored in sequence.records {
            let by = stored.author
            switch stored.record.statement {
            case .link(let statement) where !stored.opens: doubtful.append((stored.name, statement.item))
            case .link(let statement):
                let word = Word(value: statement.belongs, reason: statement.reason, by: by)
                words[statement.item, default: []].append((stored.name, word))
            case .exemption(let statement):
                let word = Word(value: statement.exempt, reason: statement.reason, by: by)
                exemptions[statement.release?.recorded, default: []].append((stored.name, word))
            default: break
            }
        }
        doubtfulUnlinks = Set(
            doubtful.filter { unlink in
                !words[unlink.item, default: []].contains { sight.hasSeen($0.0, unlink.name) }
            }.map(\.item))
        links = words.compactMapValues { Self.lastWord($0, sight) }
        exemption = Self.lastWord(exemptions[nil] ?? [], sight)
        self.exemptions = exemptions.reduce(into: [:]) { result, words in
            if let release = words.key { result[release] = Self.lastWord(words.value, sight) }
        }
    }

    /// Whether the commit needs no item where a release loses it or brings it back; nil where nothing was said.
    package func exemption(in release: Version) -> Word<Bool>? { exemptions[release.recorded] }

    /// The word that no other one followed; none where two such words contradict each other.
    private static func lastWord(_ words: [(name: RecordName, word: Word<Bool>)], _ sight: RecordSight) -> Word<Bool>? {
        let last = words.filter { word in !words.contains { sight.hasSeen($0.name, word.name) } }
        return Set(last.map(\.word.value)).count == 1 ? last.last?.word : nil
    }

    package static let none = CommitStatements(RecordSequence([]))
}
