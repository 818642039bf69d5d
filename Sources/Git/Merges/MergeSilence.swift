extension Repository {
    /// Looks for the reason why Git gave no answer about a merge. None is found where Git itself has a fault, or the parents
    /// were made to be unmergeable.
    ///
    /// - Throws: `RepositoryProblem.shallow`, `.missingObject`, `.incompleteMerge` or `.corruptObject` where the clone is the reason; `SystemError`
    ///   where the clean room is full.
    func explainSilence(about merge: Commit, in room: CleanRoom) throws {
        try room.checkRoom()
        for (place, first) in merge.parents.enumerated() {
            for second in merge.parents[(place + 1)...] { try readSides(first, second) }
        }
        guard !isPartialClone && shallowBoundary.isEmpty else {
            throw RepositoryProblem.incompleteMerge(merge.id, partialClone: isPartialClone)
        }
    }

    /// Reads all that a merge of two commits can depend on, each object verified.
    func readSides(_ first: ObjectID, _ second: ObjectID) throws {
        let sides = try [first, second].map { try commit($0).tree }
        let bases: [ObjectID?] = try mergeBases(of: first, second).map { try commit($0).tree }
        for base in bases.isEmpty ? [nil] : bases {
            for side in sides {
                for change in try changes(from: base, to: side) { try read([change.old, change.new]) }
            }
        }
    }

    private func read(_ entries: [TreeEntry?]) throws {
        for entry in entries.compactMap(\.self) where entry.mode != .submodule { _ = try blob(entry.id) }
    }

    /// The paths at which a merge differs from any of its parents, sorted by bytes.
    func pathsTouched(by merge: Commit) throws -> [[UInt8]] {
        let parents = try merge.parents.map { try commit($0).tree }
        let paths = try parents.flatMap { try changes(from: $0, to: merge.tree).map(\.path) }
        return Set(paths).sorted { $0.lexicographicallyPrecedes($1) }
    }
}
