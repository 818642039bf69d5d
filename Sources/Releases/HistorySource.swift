import Changes
package import Git
package import Ledger

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

    /// What earlier commands found out about commits; nil where all is looked at.
    var memo: CommitMemo? { indexes?.memo }

    /// What an object is behind all tags.
    func peeled(_ id: ObjectID) throws -> (id: ObjectID, kind: ObjectKind) {
        try repository.peeled(id, known: indexes?.present)
    }

    /// The commit of a revision like `main~5000`; nil where no index tells, and Git's rules have to be asked.
    package func ancestor(named revision: String) -> ObjectID? {
        guard let index = indexes?.present, let named = AncestorSteps(revision),
            let start = (try? repository.commitID(ofRevision: named.base)).flatMap({ index.position(of: $0) })
        else { return nil }
        return index.end(of: named.steps, from: start).flatMap { index.id(at: $0) }
    }

    /// Whether the first commit is the second, or one of its ancestors.
    func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws -> Bool {
        try reached(among: [ancestor], from: [descendant]).contains(ancestor)
    }

    /// Those of some commits that are among the tips or their ancestors: exactly, from an index as from the repository.
    func reached(among commits: [ObjectID], from tips: [ObjectID]) throws -> Set<ObjectID> {
        guard !commits.isEmpty && !tips.isEmpty else { return [] }
        guard let index = indexes?.present, let questions = index.positions(of: commits),
            let ends = index.positions(of: tips)
        else { return try repository.reached(among: commits, from: tips) }
        let reached = index.ancestors(of: ends)
        return Set(zip(commits, questions).filter { reached[$1] }.map(\.0))
    }

    /// Those of some commits that the tips reach and the bases do not.
    func reached(among commits: Set<ObjectID>, from tips: [ObjectID], without bases: [ObjectID]) throws -> Set<ObjectID>
    {
        guard let index = indexes?.present, let ends = index.positions(of: tips),
            let without = index.positions(of: bases)
        else {
            let all = Array(commits)
            return try reached(among: all, from: tips).subtracting(reached(among: all, from: bases))
        }
        return Set(index.members(of: ends, without: without).compactMap { index.id(at: $0) }).intersection(commits)
    }

    /// The commits of a range, and those on its other side. An index that has its ends is used; none is made for it, as a
    /// range may be short.
    func sides(
        of candidate: ObjectID, without bases: [ObjectID], beside: [ObjectID], messages: MessageReader
    ) throws -> CommitRange.Sides {
        if let index = indexes?.present, let candidate = index.position(of: candidate),
            let bases = index.positions(of: bases), let beside = index.positions(of: beside)
        {
            let found = index.sides(of: [candidate], without: bases, beside: beside)
            if let members = try? index.ordered(found.members), let others = try? index.ordered(found.others) {
                let read = try read(members + others, of: index, messages)
                return CommitRange.Sides(
                    members: Array(read.prefix(members.count)), others: Array(read.dropFirst(members.count))
                ).linkingMerged(messages)
            }
        }
        return try CommitRange.sides(
            of: [candidate], without: bases, beside: beside, in: repository, messages: messages
        ).linkingMerged(messages)
    }

    /// Of the commits that some tips reach, all that may belong to one of the items, or be related to those that do: those
    /// whose messages link to it, those that are named, and what `Kinship` finds. Without an index these are all commits.
    func commits(
        of items: Set<ItemID>, orNamed named: () throws -> [ObjectID], from tipIDs: [ObjectID], messages: MessageReader
    ) throws -> ItemCommits {
        let named = try named()
        // An index knows of each commit what its own message says.
        if !messages.rules.linksMergedCommits, let (index, tips) = indexes?.index(having: tipIDs, withReadings: true),
            let found = try commits(of: items, orNamed: named, at: tips, in: index, messages)
        {
            return found
        }
        let all = messages.linkingMerged(
            try CommitRange.commits(of: tipIDs, without: [], in: repository, messages: messages))
        let wanted = Set(named)
        let merges = BringingMerges.merges(among: all) { read in
            wanted.contains(read.commit.id) || read.reading.links.contains { items.contains($0.item) }
        }
        return ItemCommits(commits: all, merges: merges)
    }

    /// Nil where the index is damaged.
    private func commits(
        of items: Set<ItemID>, orNamed named: [ObjectID], at tips: [Int], in index: HistoryIndex,
        _ messages: MessageReader
    ) throws -> ItemCommits? {
        let members = index.members(of: tips, without: [])
        guard var wanted = try? index.commits(linkedTo: items), let order = try? index.ordered(members) else {
            return nil
        }
        wanted.formUnion(named.compactMap { index.position(of: $0) })
        let reached = Set(members)
        let merges = try read(index.merges(bringing: wanted).filter(reached.contains), of: index, messages)
        for _ in 0..<Kinship.rounds {
            let known = try read(wanted.filter(reached.contains).sorted(), of: index, messages) + merges
            let ids = Set(known.map(\.commit.id))
            guard let related = try? index.commits(relatedTo: wanted),
                let reverts = try? index.commits(
                    reverting: ids, orTexts: known.flatMap { TargetTexts(of: $0).all })
            else { return nil }
            let before = wanted.count
            wanted.formUnion(related.union(reverts))
            if wanted.count == before { break }
        }
        return ItemCommits(commits: try read(order.filter(wanted.contains), of: index, messages), merges: merges)
    }

    private func read(_ positions: [Int], of index: HistoryIndex, _ messages: MessageReader) throws -> [ReadCommit] {
        var reader = CommitReader(repository, messages: messages)
        for position in positions { _ = try reader.commit(index.id(at: position) ?? .zero) }
        return try reader.finish()
    }

    /// Which releases contain which commits.
    package func membership(of tags: ReleaseTags, policy: Policy) throws -> Membership {
        var membership = try wholeMembership(of: tags)
        let commits = ComponentCommits(repository, policy)
        membership.owners = { try commits.owners(of: self.repository.commit($0)) }
        return membership
    }

    private func wholeMembership(of tags: ReleaseTags) throws -> Membership {
        let targets = tags.all.filter { $0.targetKind == .commit }.map { $0.target }
        if let (index, positions) = indexes?.index(having: targets, withReadings: false) {
            return Membership(tags, at: positions, in: index)
        }
        return try Membership(tags, in: repository)
    }

    /// Tells for a commit which of some tips contain it, by their places.
    func containing(tips: [ObjectID]) throws -> (ObjectID) -> [Int] {
        if let (index, positions) = indexes?.index(having: tips, withReadings: false) {
            let table = IndexMembership(index, tips: positions)
            return { table.tips(containing: $0) }
        }
        let table = TipTable(of: tips, in: try HistoryOrder(from: tips, in: repository))
        return { table.tips(containing: $0) }
    }

    /// The commits of a range that may take others back exactly, or may be taken back so by others of it; nil where no index
    /// knows, and all have to be looked at.
    func possibleReversals(among commits: [ObjectID]) -> Set<ObjectID>? {
        guard let index = indexes?.present, let positions = index.positions(of: commits),
            let found = try? index.possibleReversals(among: Set(positions))
        else { return nil }
        return Set(zip(commits, positions).filter { found.contains($1) }.map(\.0))
    }

    /// The configuration files that a commit changes, by their names; nil where no index knows.
    func configurationFiles(changedBy commit: ObjectID) -> [[UInt8]]? {
        try? indexes?.present?.configurationFiles(changedBy: commit)
    }
}

/// What may have to do with an item.
struct ItemCommits {
    /// Those that may belong to it, or be related to those that do; children before parents.
    let commits: [ReadCommit]
    /// The merges that brought some of those that may belong to it to a line.
    let merges: [ReadCommit]
}
