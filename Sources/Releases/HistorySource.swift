import Changes
package import Git
import Ledger

/// Where the commands that show history get its commits: from an index, or from the repository itself. Both give the same
/// answers; this is the one place that chooses.
///
/// The gate has no such source: it reads what lies in its range itself, every object verified.
package final class HistorySource {
    package let repository: Repository
    private let indexes: IndexKeeper?

    /// - Parameter indexes: nil to read the repository itself, always.
    package init(_ repository: Repository, indexes: IndexKeeper?) {
        self.repository = repository
        self.indexes = indexes
    }

    /// What an object is behind all tags.
    func peeled(_ id: ObjectID) throws -> (id: ObjectID, kind: ObjectKind) {
        try repository.peeled(id, known: indexes?.present)
    }

    /// The commits of a range. An index that has its ends is used; none is made for it, as a range may be short.
    func commits(of candidate: ObjectID, without bases: [ObjectID], messages: MessageReader) throws -> [ReadCommit] {
        if let index = indexes?.present, let candidate = index.position(of: candidate),
            let bases = index.positions(of: bases),
            let order = try? index.ordered(index.members(of: [candidate], without: bases))
        {
            return try read(order, of: index, messages)
        }
        return try CommitRange.commits(of: [candidate], without: bases, in: repository, messages: messages)
    }

    /// Of the commits that some tips reach, all that may belong to one of the items: those whose messages link to it, and
    /// those that are named. Without an index these are all commits.
    func commits(
        of items: Set<ItemID>, orNamed named: () throws -> [ObjectID], from tips: [ObjectID], messages: MessageReader
    ) throws -> [ReadCommit] {
        if let (index, tips) = indexes?.index(having: tips, withReadings: true),
            var wanted = try? index.commits(linkedTo: items),
            let order = try? index.ordered(index.members(of: tips, without: []))
        {
            wanted.formUnion(try named().compactMap { index.position(of: $0) })
            return try read(order.filter { wanted.contains($0) }, of: index, messages)
        }
        return try CommitRange.commits(of: tips, without: [], in: repository, messages: messages)
    }

    private func read(_ positions: [Int], of index: HistoryIndex, _ messages: MessageReader) throws -> [ReadCommit] {
        var reader = CommitReader(repository, messages: messages)
        for position in positions { _ = try reader.commit(index.id(at: position) ?? .zero) }
        return try reader.finish()
    }

    /// Which releases contain which commits.
    package func membership(of tags: ReleaseTags) throws -> Membership {
        let targets = tags.all.filter { $0.targetKind == .commit }.map { $0.target }
        if let (index, positions) = indexes?.index(having: targets, withReadings: false) {
            return Membership(tags, at: positions, in: index)
        }
        return try Membership(tags, in: repository)
    }

    /// Whether a merge is known to be at each path what one of its parents is.
    func isPlainMerge(_ merge: ObjectID) -> Bool {
        guard let index = indexes?.present, let position = index.position(of: merge) else { return false }
        return index.flags(at: position).isEmpty
    }
}
