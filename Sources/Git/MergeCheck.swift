extension Repository {
    /// The paths at which a merge may have changed something by itself, by what the trees of its parents and of the commit
    /// where they parted show. Sorted by bytes.
    ///
    /// Where one side alone touched a path, the merge has to have that side's; else it lost something, as `git merge -s
    /// ours` does. Where several did, it has to hold something new, or else one side's work is gone. Renames are beyond
    /// this look: a path that is not in the result is as Git would have merged it, one that is may be.
    package func doubtfulPaths(of merge: Commit) throws -> [[UInt8]] {
        let parents = try merge.parents.map { try commit($0).tree }
        let own = try ownChanges(of: merge)
        guard Set(parents).count > 1 else { return own }
        let origin = try origin(of: merge.parents).map { try commit($0).tree }
        let lost = try lostChanges(in: merge.tree, of: parents, since: origin, under: [])
        return Set(own + lost).sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// A commit that all the others come from; of several the first, which at worst casts doubt on more paths.
    private func origin(of commits: [ObjectID]) throws -> ObjectID? {
        var origin = commits.first
        for commit in commits.dropFirst() { origin = try origin.flatMap { try mergeBases(of: $0, commit).first } }
        return origin
    }

    /// The files that a tree has as one side has them, though another side changed them since.
    private func lostChanges(
        in result: ObjectID?, of sides: [ObjectID?], since origin: ObjectID?, under prefix: [UInt8]
    ) throws -> [[UInt8]] {
        guard Set(sides).count > 1, !Self.isMerged(result, of: sides, since: origin) else { return [] }
        var cursors = try ([result, origin] + sides).map { TreeCursor(try listing(of: $0)) }
        var lost: [[UInt8]] = []
        while let first = TreeCursor.first(of: cursors) {
            let entries = cursors.indices.map { cursors[$0].take(first)?.identity }
            let (now, before, versions) = (entries[0], entries[1], Array(entries[2...]))
            guard Set(versions).count > 1, !Self.isMerged(now, of: versions, since: before) else { continue }
            let path = prefix + first.name
            if first.isTree {
                lost += try lostChanges(
                    in: now?.id, of: versions.map { $0?.id }, since: before?.id, under: path + [UInt8(ascii: "/")])
            } else if versions.contains(now) {
                lost.append(path)
            }
        }
        return lost
    }

    /// Whether all sides that changed something since did the same, and that is the result.
    private static func isMerged<Value: Hashable>(_ result: Value?, of sides: [Value?], since origin: Value?) -> Bool {
        let changed = Set(sides.filter { $0 != origin })
        return changed.count == 1 && changed.contains(result)
    }
}
