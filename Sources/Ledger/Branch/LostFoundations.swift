import Git

/// What every ledger has, and a commit can take out: its format, which has its identity, and its policy.
extension LedgerReader {
    /// How far the history is looked through for the commit that did it. A branch that never was a ledger has none.
    private static let reach = 1_000

    /// The lines of the file that names the format; nil where there is no such file.
    static func formatLines(in tree: ObjectID, of repository: Repository) throws -> [Substring]? {
        guard let entry = try repository.entry(at: [format], in: tree), entry.mode == .file else { return nil }
        return String(decoding: try repository.blob(entry.id), as: UTF8.self).split(separator: "\n")
    }

    static func identity(in lines: [Substring]?) -> String? {
        guard let lines, lines.count == 2, lines[0] == "\(Record.formatVersion)" else { return nil }
        return String(lines[1])
    }

    /// The commit that took the format out, or changed it; nil where none did.
    static func lossOfFormat(at location: LedgerLocation, in repository: Repository) throws -> LedgerLoss? {
        try loss(of: format, at: location, in: repository) { before, after in
            guard let identity = identity(in: try formatLines(in: before, of: repository)) else { return nil }
            let lines = try formatLines(in: after, of: repository)
            guard self.identity(in: lines) != identity else { return nil }
            return lines == nil ? .removal : .change
        }
    }

    /// The commit that took the first policy out; nil where none did.
    func lossOfPolicy() throws -> LedgerLoss? {
        let first = try Subject.policy(1).folder()
        return try Self.loss(of: first.joined(separator: "/"), at: location, in: repository) { before, after in
            let isThere = { (tree: ObjectID) in try self.repository.entry(at: first, in: tree)?.mode == .tree }
            return try isThere(before) && !isThere(after) ? .removal : nil
        }
    }

    /// Why two ledgers cannot be read as one: they were made apart, or one of them lost its identity.
    static func division(of location: LedgerLocation, in repository: Repository) throws -> LedgerProblem {
        if let loss = try lossOfFormat(at: location, in: repository) { return .lost(loss) }
        guard let remote = location.remoteTip else {
            return .contradiction(path: format, branch: location.branch, remote: location.remote?.shortName ?? "")
        }
        return .twoLedgers(
            branch: location.branch, remote: remote, isLocalTrusted: try isTrusted(location.local, in: repository))
    }

    private static func isTrusted(_ tip: ObjectID?, in repository: Repository) throws -> Bool {
        guard let tip, let pinned = try pinnedPolicy(in: repository),
            let folder = try repository.entry(at: Subject.policy(1).folder(), in: repository.commit(tip).tree),
            folder.mode == .tree
        else { return false }
        return try repository.tree(folder.id).contains { $0.id.description == pinned }
    }

    private enum Change { case removal, change }

    private static func loss(
        of path: String, at location: LedgerLocation, in repository: Repository,
        between trees: (_ before: ObjectID, _ after: ObjectID) throws -> Change?
    ) throws -> LedgerLoss? {
        var (waiting, seen) = (location.tips, Set(location.tips))
        var place = 0
        while place < waiting.count, place < reach {
            let commit = try repository.commit(waiting[place])
            place += 1
            for parent in commit.parents where repository.contains(parent) {
                if let change = try trees(repository.commit(parent).tree, commit.tree) {
                    let isHere = try location.local.map { try repository.isAncestor(commit.id, of: $0) } ?? false
                    return LedgerLoss(
                        path: path, commit: commit.id, isRemoval: change == .removal, branch: location.branch,
                        remote: isHere ? nil : location.remoteTip)
                }
                if seen.insert(parent).inserted { waiting.append(parent) }
            }
        }
        return nil
    }
}
