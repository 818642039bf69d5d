/// What a later tree has of a change, by the names of contents alone.
package enum ChangeStanding: Sendable {
    /// At least one file is as the change left it: the first one by path.
    case living(PathChange)
    /// All files are as they were before the change.
    case takenBack
    /// The files went on to change, or nothing was changed.
    case unclear
}

extension Repository {
    /// Compares a tree with what a change made of another one. Ends at the first file that is as the change left it, so that it
    /// reads less than a list of all changes does.
    package func standing(of new: ObjectID, since old: ObjectID?, in now: ObjectID) throws -> ChangeStanding {
        var found = (isBefore: true, isEmpty: true)
        if let living = try living(new, old, now, under: [], 0, &found) { return .living(living) }
        return found.isBefore && !found.isEmpty ? .takenBack : .unclear
    }

    private func living(
        _ new: ObjectID?, _ old: ObjectID?, _ now: ObjectID?, under prefix: [UInt8], _ depth: Int,
        _ found: inout (isBefore: Bool, isEmpty: Bool)
    ) throws -> PathChange? {
        guard new != old else { return nil }
        try refuseTooDeep(new ?? old, at: depth)
        var cursors = try [new, old].map { TreeCursor(try listing(of: $0)) }
        let end = try listing(of: now)
        while let first = TreeCursor.first(of: cursors) {
            let (made, before) = (cursors[0].take(first), cursors[1].take(first))
            guard made?.identity != before?.identity else { continue }
            let name = Array(first.name)
            let present = end.entry(named: name)
            let path = prefix + name
            if first.isTree {
                let folder = present.flatMap { $0.mode == .tree ? $0.id : nil }
                let below = path + [UInt8(ascii: "/")]
                if let living = try living(made?.id, before?.id, folder, under: below, depth + 1, &found) {
                    return living
                }
                continue
            }
            found.isEmpty = false
            // A folder that took the file's place is no file.
            let file = present.flatMap { $0.mode == .tree ? nil : $0.identity }
            if file == made?.identity {
                return PathChange(
                    path: path, old: before.map { cursors[1].listing.treeEntry($0) },
                    new: made.map { cursors[0].listing.treeEntry($0) })
            }
            if file != before?.identity { found.isBefore = false }
        }
        return nil
    }
}
