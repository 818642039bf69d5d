/// What merges change by themselves.
package struct OwnContent: Sendable {
    /// The paths of each merge that are its own, sorted by bytes; empty where Git makes the same of its parents.
    package fileprivate(set) var paths: [ObjectID: [[UInt8]]] = [:]
    /// The merges that Git gave no answer about. All that they touch counts as their own.
    package fileprivate(set) var unanswered: Set<ObjectID> = []
}

extension Repository {
    /// Finds what merges change by themselves, by making each of them anew.
    ///
    /// - Throws: `RepositoryProblem.shallow`, `.missingObject` or `.incompleteMerge` where the clone lacks what that takes;
    ///   `SystemError` where Git cannot be run.
    package func ownContent(of merges: [Commit]) throws -> OwnContent {
        var content = OwnContent()
        let proof = PathwiseMerge(repository: self)
        for merge in merges where try proof.proves(merge) { content.paths[merge.id] = [] }
        let others = merges.filter { content.paths[$0.id] == nil }
        guard !others.isEmpty else { return content }
        var inspection = MergeInspection(repository: self, room: try CleanRoom(seeing: self), content: content)
        try inspection.inspect(others)
        return inspection.content
    }
}

/// Holds merges against what Git makes of their parents in a clean room.
private struct MergeInspection {
    let repository: Repository
    let room: CleanRoom
    private(set) var content: OwnContent

    init(repository: Repository, room: CleanRoom, content: OwnContent) {
        self.repository = repository
        self.room = room
        self.content = content
    }

    mutating func inspect(_ merges: [Commit]) throws {
        let ordinary = merges.filter { $0.parents.count <= MergeFold.mostParents }
        for merge in merges where merge.parents.count > MergeFold.mostParents { try giveUp(on: merge) }
        var doubtful: [Commit] = []
        for (merge, remade) in zip(ordinary, try remade(ordinary, movesWithFolders: false)) {
            guard let remade else {
                try repository.explainSilence(about: merge, in: room)
                try giveUp(on: merge)
                continue
            }
            let difference = try difference(of: merge, from: remade)
            content.paths[merge.id] = difference.paths
            // An octopus never follows folders (git-merge-octopus).
            if difference.hasMore, merge.parents.count == 2 { doubtful.append(merge) }
        }
        try followFolders(doubtful)
    }

    /// Accepts what Git makes of renamed folders, too: by default it asks people whether they want that. A file that follows
    /// its folder is where there was none, so that only such merges can be meant.
    private mutating func followFolders(_ merges: [Commit]) throws {
        for (merge, remade) in zip(merges, try remade(merges, movesWithFolders: true)) {
            guard let remade, let known = content.paths[merge.id] else { continue }
            let own = try difference(of: merge, from: remade).paths
            if own.count < known.count { content.paths[merge.id] = own }
        }
    }

    private func remade(_ merges: [Commit], movesWithFolders: Bool) throws -> [RemadeMerge?] {
        let fold = MergeFold(room: room, program: room.mergeTree(movesWithFolders: movesWithFolders))
        return try fold.merges(merges) { try repository.commit($0).committerTime }
    }

    private func difference(of merge: Commit, from remade: RemadeMerge) throws -> MergeComparison.Difference {
        try MergeComparison(repository: repository, room: room).difference(of: merge, from: remade)
    }

    private mutating func giveUp(on merge: Commit) throws {
        content.unanswered.insert(merge.id)
        content.paths[merge.id] = try repository.pathsTouched(by: merge)
    }
}
