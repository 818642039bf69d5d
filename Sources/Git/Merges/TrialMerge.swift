/// The merge that Git makes of two commits which nobody has merged yet.
package enum TrialMerge: Hashable, Sendable {
    /// A tree that the repository can read, though it is not on its disk.
    case clean(tree: ObjectID)
    /// The paths that people would have to resolve, sorted by bytes; empty where Git gives no answer.
    case conflicts([[UInt8]])
}

extension Repository {
    /// Merges two commits as Git does (git-merge-tree), and writes nothing to this repository.
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone lacks what that takes; `SystemError` where Git
    ///   cannot be run.
    package func trialMerge(of ours: ObjectID, with theirs: ObjectID) throws -> TrialMerge {
        let room = try CleanRoom(seeing: self)
        let answers = try room.mergeTree(movesWithFolders: false).merges(of: [MergePair(ours: ours, theirs: theirs)])
        guard let merge = answers.first ?? nil else {
            try readSides(ours, theirs)
            return .conflicts([])
        }
        guard merge.isClean else {
            return .conflicts(merge.conflicts.sorted { $0.lexicographicallyPrecedes($1) })
        }
        var stage = ObjectStage(in: self)
        try stage.add(tree: merge.tree, from: room)
        lentToPrograms.formUnion(stage.lend().objects.keys)
        return .clean(tree: merge.tree)
    }

    /// A commit that only this repository can read as long as it is open: nothing is written.
    ///
    /// - Parameters:
    ///   - parents: at least one; the commit is as old as the youngest of them.
    ///   - model: whose author and committer it has.
    package func trialCommit(
        tree: ObjectID, parents: [ObjectID], madeAs model: Commit, message: [UInt8]
    ) throws -> ObjectID {
        let time = try parents.map { try commit($0).committerTime }.max() ?? model.committerTime
        let links = ["tree \(tree)\n"] + parents.map { "parent \($0)\n" }
        let author = model.authorship.isEmpty ? model.committerIdentity : model.authorIdentity
        let people =
            Array("author ".utf8) + author + Array(" \(time) +0000\ncommitter ".utf8) + model.committerIdentity
            + Array(" \(time) +0000\n\n".utf8)
        var stage = ObjectStage(in: self)
        let id = try stage.add(Array(links.joined().utf8) + people + message, .commit)
        lentToPrograms.formUnion(stage.lend().objects.keys)
        return id
    }
}

extension ObjectStage {
    /// Stages a tree that Git made in a clean room, with all below it that the repository lacks.
    fileprivate mutating func add(tree: ObjectID, from room: CleanRoom) throws {
        guard !repository.contains(tree), let bytes = try room.bytes(of: tree) else { return }
        _ = try add(bytes, .tree)
        for entry in try TreeListing(bytes, id: tree).entries where entry.mode != .submodule {
            if entry.mode == .tree {
                try add(tree: entry.id, from: room)
            } else if !repository.contains(entry.id), let bytes = try room.bytes(of: entry.id) {
                _ = try add(bytes, .blob)
            }
        }
    }
}
