/// A line that a person meant as a trailer and Git does not take for one.
package struct HiddenTrailer: Hashable, Sendable {
    /// Why Git does not see a trailer.
    package enum Cause: String, Sendable {
        /// No blank line parts it from the subject.
        case firstParagraph = "first-paragraph"
        /// A blank line parts it from the last paragraph.
        case blankLine = "blank-line"
        /// A `BREAKING CHANGE:` line, whose name has a space, spoils the paragraph.
        case breakingChange = "breaking-change"
        /// Other text spoils the paragraph.
        case prose
    }

    /// The trailer's name as the policy writes it.
    package let name: String
    package let items: [ItemID]
    package let cause: Cause
}

extension MessageReader {
    /// All lines after the first that begin with the name of one of the policy's trailers and have IDs as their value,
    /// outside of the block that Git reads.
    func hiddenTrailers(in message: Message, block: TrailerBlock) -> [HiddenTrailer] {
        guard !trailerRules.isEmpty else { return [] }
        let paragraphs = Paragraphs(of: message, block: block)
        return message.lines.indices.dropFirst(paragraphs.title.lowerBound + 1).compactMap { line in
            guard !block.lines.contains(line), let (rule, value) = policyTrailer(message[line]) else { return nil }
            let items = items(inValue: value, of: rule)
            return items.isEmpty ? nil : HiddenTrailer(name: rule.name, items: items, cause: paragraphs.cause(line))
        }
    }

    /// The links of hidden trailers, where the policy wants them.
    func links(in hidden: [HiddenTrailer]) -> [Link] {
        guard rules.lenientTrailers else { return [] }
        return hidden.flatMap { trailer in
            let relation = rule(forTrailer: Array(trailer.name.utf8)[...])?.relation ?? .implements
            return trailer.items.map { Link(item: $0, source: .lenientTrailer(trailer.name), relation: relation) }
        }
    }

    private func policyTrailer(_ line: Bytes) -> (TrailerRule, value: Bytes)? {
        guard let colon = Trailer.separator(in: line),
            let rule = rule(forTrailer: line[..<colon].withoutTrailingSpace)
        else { return nil }
        return (rule, line[(colon + 1)...])
    }
}

/// The paragraphs that decide why a trailer is hidden, found once for a message.
private struct Paragraphs {
    let title: Range<Int>
    private let last: Range<Int>
    private let hasBreakingChange: Bool

    init(of message: Message, block: TrailerBlock) {
        title = message.title
        let start = block.lines.isEmpty ? message.startOfLastParagraph : block.lines.lowerBound
        last = start..<message.lines.count
        hasBreakingChange = last.contains { message[$0].begins(with: "BREAKING CHANGE:") }
    }

    func cause(_ line: Int) -> HiddenTrailer.Cause {
        if line < title.upperBound { return .firstParagraph }
        if line < last.lowerBound { return .blankLine }
        return hasBreakingChange ? .breakingChange : .prose
    }
}

extension Message {
    fileprivate var startOfLastParagraph: Int {
        guard let end = lines.indices.last(where: { !self[$0].isBlank }) else { return 0 }
        return (0..<end).last { self[$0].isBlank }.map { $0 + 1 } ?? 0
    }
}
