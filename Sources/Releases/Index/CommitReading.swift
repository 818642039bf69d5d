import Changes
import Git
import System

/// What the index keeps of a commit's message.
struct CommitReading: Sendable {
    let items: [ItemID]
    /// At position 0, as nobody knows yet where the commit will stand.
    let relations: [IndexRelation]
    let mark: UInt64
}

extension CommitReading {
    init(_ commit: Commit, _ messages: MessageReader) {
        let reading = messages.read(Array(commit.message), isMerge: commit.isMerge)
        items = reading.links.map(\.item)
        relations = IndexRelation.all(of: reading.relations, messages)
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
    private var batches: [Background<ReadingColumns>] = []
    private var results = ReadingColumns()

    init(_ rules: IndexRules) { messages = MessageReader(rules: rules.links, extent: .scope) }

    mutating func add(_ commit: Commit) throws {
        waiting.append(commit)
        guard waiting.count == Self.batchSize else { return }
        batches.append(Background { [messages, waiting] in Self.read(waiting, messages) })
        waiting.removeAll(keepingCapacity: true)
        if batches.count > Self.limit { results.append(try batches.removeFirst().value()) }
    }

    /// The readings of all commits in the order in which they were added.
    consuming func finish() throws -> ReadingColumns {
        for batch in batches { results.append(try batch.value()) }
        results.append(Self.read(waiting, messages))
        return results
    }

    private static func read(_ commits: [Commit], _ messages: MessageReader) -> ReadingColumns {
        var columns = ReadingColumns()
        for commit in commits { columns.append(CommitReading(commit, messages)) }
        return columns
    }
}
