import Changes
import Git

/// What the index keeps of a commit's message.
struct CommitReading: Sendable {
    let items: [ItemID]
    let relations: CommitRelations
    let mark: UInt64

    init(_ commit: Commit, _ messages: MessageReader) {
        let reading = messages.read(Array(commit.message), isMerge: commit.isMerge)
        items = reading.links.map(\.item)
        relations = reading.relations
        mark = ChangeHash.of(commit, subject: reading.plainSubject)
    }
}

/// Reads messages in other threads while commits are found in this one, and lets go of the commits.
struct ReadingQueue {
    private static let batchSize = 256
    /// More batches than these are not left waiting: their commits take memory.
    private static let limit = 4

    private let messages: MessageReader
    private var waiting: [Commit] = []
    private var batches: ArraySlice<Background<[CommitReading]>> = []
    private var results: [CommitReading] = []

    init(_ rules: IndexRules) { messages = MessageReader(rules: rules.links, extent: .scope) }

    mutating func add(_ commit: Commit) throws {
        waiting.append(commit)
        guard waiting.count == Self.batchSize else { return }
        batches.append(Background { [messages, waiting] in waiting.map { CommitReading($0, messages) } })
        waiting.removeAll(keepingCapacity: true)
        if batches.count > Self.limit, let first = batches.popFirst() { results += try first.value() }
    }

    /// The readings of all commits in the order in which they were added.
    consuming func finish() throws -> [CommitReading] {
        for batch in batches { results += try batch.value() }
        return results + waiting.map { CommitReading($0, messages) }
    }
}
