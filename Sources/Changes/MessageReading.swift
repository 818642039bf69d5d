/// What a commit message says about items.
package struct MessageReading: Hashable, Sendable {
    /// The first paragraph on one line, as `git log --format=%s` shows it, before any re-encoding.
    package let subject: [UInt8]
    /// The subject after the IDs that lead it; the whole subject where none do.
    package let headline: ArraySlice<UInt8>
    /// What stands in front of the IDs that lead the subject.
    package let prefixes: [FoundPrefix]
    /// What puts the commit in an item's scope: each item once, by the first source as `MessageReader.read` ranks them.
    package internal(set) var links: [Link]
    /// Items that the message names without linking to them, each once, in the order of the text.
    package let mentions: [ItemID]
    /// What was likely meant as an ID where an ID would have linked.
    package let nearMisses: [NearMiss]
    package let warnings: [MessageWarning]
    /// Who the message says wrote the change besides the commit's author, each person once.
    package let coAuthors: [CoAuthor]
    /// What it says of other commits.
    package let relations: CommitRelations
}

extension MessageReading {
    /// The same, with items of a merge that brought the commit.
    package func inScope(of items: [ItemID]) -> MessageReading {
        var reading = self
        reading.links += items.map { Link(item: $0, source: .branch) }
        return reading
    }
}

/// What is wrong with a message besides its IDs.
package enum MessageWarning: Hashable, Sendable {
    /// Git reads no further than a NUL byte, at this offset.
    case nulByte(offset: Int)
    /// A trailer that Git does not see names items that nothing else links.
    case hiddenTrailer(HiddenTrailer)
}
