/// A trailer's name as the policy writes it, and what it says about its items.
struct TrailerRule: Sendable {
    let name: String
    let relation: LinkRelation
}

extension MessageReader {
    /// The policy's rule for a trailer of this name.
    func rule(forTrailer name: Bytes) -> TrailerRule? {
        trailerRules.first { name.equalsIgnoringCase($0.name) }
    }

    func links(in trailers: [Trailer]) -> [Link] {
        trailers.flatMap { trailer in
            guard let rule = rule(forTrailer: trailer.name[...]) else { return [Link]() }
            return items(inValue: trailer.value[...], of: rule).map {
                Link(item: $0, source: .trailer(rule.name), relation: rule.relation)
            }
        }
    }

    /// The IDs anywhere in a trailer's value, and marked numbers. A closing trailer may leave out the mark `#`, as
    /// Launchpad allows: `Closes-Bug: 7`.
    func items(inValue value: Bytes, of rule: TrailerRule) -> [ItemID] {
        let items = scanner.items(in: value)
        guard !marks.isEmpty else { return items.map(\.item) }
        let bareKey = rule.relation == .fixes ? rules.numberMarks["#"] : nil
        let numbers = value.wordStarts.compactMap { start in
            markedNumber(at: start, in: value) ?? bareKey.flatMap { value.bareNumber(at: start, key: $0) }
        }
        return (items + numbers).map(\.item)
    }
}

extension Bytes {
    /// Where the words begin that joints part.
    var wordStarts: [Int] {
        indices.filter { !self[$0].isJoint && (byte(at: $0 - 1)?.isJoint ?? true) }
    }
}
