package import Changes
package import Git
import System

/// A commit with what its message says. Thousands of them are handed from list to list, so they are shared.
package final class ReadCommit: Sendable {
    package let commit: Commit
    package let reading: MessageReading

    package init(_ commit: Commit, _ messages: MessageReader) {
        self.commit = commit
        reading = messages.read(Array(commit.message), isMerge: commit.isMerge)
    }

    init(_ commit: Commit, reading: MessageReading) { (self.commit, self.reading) = (commit, reading) }
}

/// Reads the commits of a walk one by one. What their bytes have to go through is done in other threads meanwhile: the
/// hashes are verified, where the repository does that, and the messages are read.
struct CommitReader {
    private static let batchSize = 64

    private let read: (ObjectID) throws -> Commit
    private let isVerifying: Bool
    private let messages: MessageReader?
    private var waiting: [Commit] = []
    private var batches: [Background<[ReadCommit]>] = []

    init(_ repository: Repository, messages: MessageReader?) {
        self.init(messages, isVerifying: repository.verifiesHashes) { try repository.unverifiedCommit($0) }
    }

    /// - Parameter isVerifying: whether the hashes of what is read are still to be verified.
    init(_ messages: MessageReader?, isVerifying: Bool, read: @escaping (ObjectID) throws -> Commit) {
        self.messages = messages
        self.isVerifying = isVerifying
        self.read = read
    }

    /// A commit that counts only when `finish` has been passed.
    mutating func commit(_ id: ObjectID) throws -> Commit {
        let commit = try read(id)
        waiting.append(commit)
        if waiting.count == Self.batchSize {
            let work = work
            batches.append(Background { [waiting] in try work(waiting) })
            waiting.removeAll(keepingCapacity: true)
        }
        return commit
    }

    /// To be called after the last commit was read. Gives them all in the order in which they were read, where messages
    /// are to be read.
    ///
    /// - Throws: `RepositoryProblem.corruptObject` where a commit is not what its name stands for.
    consuming func finish() throws -> [ReadCommit] {
        let last = try work(waiting)
        return try batches.flatMap { try $0.value() } + last
    }

    private var work: @Sendable ([Commit]) throws -> [ReadCommit] {
        let (isVerifying, messages) = (isVerifying, messages)
        return { commits in
            if isVerifying { try commits.forEach { try $0.verify() } }
            return messages.map { messages in commits.map { ReadCommit($0, messages) } } ?? []
        }
    }
}
