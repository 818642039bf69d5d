/// What a later tree has of a change, by the names of contents alone.
package enum ChangeStanding: Sendable {
    /// At least one file is as the change left it.
    case living(PathChange)
    /// All files are as they were before the change.
    case takenBack
    /// The files went on to change, or nothing was changed.
    case unclear
}

extension ChangeFinder {
    /// Compares a tree with what a change made of another one.
    ///
    /// - Throws: `RepositoryProblem.missingObject`, `.corruptObject`.
    package mutating func standing(
        of new: ObjectID, since old: ObjectID?, in now: ObjectID
    ) throws -> ChangeStanding {
        var changes: [(path: [UInt8], old: TreeEntry.Identity?, new: TreeEntry.Identity?)] = []
        try self.changes(of: new, against: old.map { [$0] } ?? []) { changes.append((Array($0), $1, $2)) }
        var isAsBefore = !changes.isEmpty
        for change in changes {
            let present = try repository.entry(at: change.path, in: now)
            // A folder that took the file's place is no file.
            let file = present?.mode == .tree ? nil : present?.identity
            if file == change.new { return .living(PathChange(path: change.path, old: change.old, new: change.new)) }
            if file != change.old { isAsBefore = false }
        }
        return isAsBefore ? .takenBack : .unclear
    }
}

extension PathChange {
    fileprivate init(path: [UInt8], old: TreeEntry.Identity?, new: TreeEntry.Identity?) {
        let name = path.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
        let entry = { (file: TreeEntry.Identity?) in file.map { TreeEntry(name: name, id: $0.id, mode: $0.mode) } }
        self.init(path: path, old: entry(old), new: entry(new))
    }
}
