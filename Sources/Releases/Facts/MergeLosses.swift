package import Changes
package import Git

/// Work that a merge took away: at a path, the merge has the version of one side, though another side had changed that path.
package struct MergeLoss: Hashable, Sendable {
    package let path: [UInt8]
    /// The items whose change is lost, sorted.
    package let items: [ItemID]
    /// The commits with such a change that belong to no item, children before parents.
    package let others: [ObjectID]

    package init(path: [UInt8], items: [ItemID], others: [ObjectID] = []) {
        self.path = path
        self.items = items
        self.others = others
    }
}

extension LinkedCommit {
    /// Whether it is a merge with content of its own.
    package var changesByItself: Bool { !mergedContent.isEmpty }
}

extension FactsGatherer {
    /// What the merges took away that change something by themselves and belong to no item.
    func mergeLosses(in contents: ReleaseContents) throws -> [ObjectID: [MergeLoss]] {
        let merges = contents.unlinked.filter(\.changesByItself)
        let finder = MergeLossFinder(repository: repository, contents: contents)
        return try merges.reduce(into: [:]) { $0[$1.commit.id] = try finder.losses(of: $1) }
    }
}

private struct MergeLossFinder {
    let repository: Repository
    let contents: ReleaseContents

    func losses(of merge: LinkedCommit) throws -> [MergeLoss] {
        var lost: [[UInt8]: [LinkedWork]] = [:]
        for (kept, given) in pairs(of: merge.commit.parents) {
            let paths = try lostPaths(merge, kept: kept, given: given)
            guard !paths.isEmpty else { continue }
            let work = try CommitRange.commits(of: [given], without: [kept], in: repository)
            for path in paths {
                lost[path, default: []] += try work.filter { try repository.changes($0, at: path) }.map(linked)
            }
        }
        return lost.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(Self.loss)
    }

    private func pairs(of parents: [ObjectID]) -> [(kept: ObjectID, given: ObjectID)] {
        parents.flatMap { kept in parents.filter { $0 != kept }.map { (kept, $0) } }
    }

    /// The paths at which a merge has what one side has, though the other one changed that since they parted.
    private func lostPaths(_ merge: LinkedCommit, kept: ObjectID, given: ObjectID) throws -> [[UInt8]] {
        let result = merge.commit.tree
        let sides = (try repository.commit(kept).tree, try repository.commit(given).tree)
        let bases = try repository.mergeBases(of: kept, given).map { try repository.commit($0).tree }
        return try merge.mergedContent.filter { path in
            let entry = try repository.entry(at: path, in: result)
            let other = try repository.entry(at: path, in: sides.1)
            guard try entry != other && entry == repository.entry(at: path, in: sides.0) else { return false }
            return try bases.allSatisfy { try repository.entry(at: path, in: $0) != other }
        }
    }

    private struct LinkedWork {
        let commit: ObjectID
        let items: [ItemID]
    }

    private func linked(_ commit: Commit) -> LinkedWork {
        LinkedWork(commit: commit.id, items: contents[commit.id]?.items ?? [])
    }

    private static func loss(_ path: [UInt8], _ work: [LinkedWork]) -> MergeLoss {
        MergeLoss(
            path: path, items: Set(work.flatMap(\.items)).sorted(),
            others: work.filter(\.items.isEmpty).map(\.commit).unique(by: \.self))
    }
}

extension Repository {
    /// Whether a commit has something else at a path than all of its parents.
    fileprivate func changes(_ commit: Commit, at path: [UInt8]) throws -> Bool {
        let entry = try entry(at: path, in: commit.tree)
        let before = try commit.parents.map { try self.entry(at: path, in: self.commit($0).tree) }
        return before.isEmpty ? entry != nil : before.allSatisfy { $0 != entry }
    }
}
