import Git

/// Under which versions of the policy a file can have entered the ledger.
///
/// The commits of a ledger that lack a version are ancestors of a few last ones, the version's frontier: those that lack it
/// and have a child with it. As files are only ever added, a file entered before the version if and only if one of the
/// frontier's trees holds it. After a join it can have entered under several versions: all from the lowest to the highest one
/// that some frontier does not exclude are possible. Which of them it did enter under, the commits say that brought it.
struct PolicyFrontiers: Sendable {
    /// The roots of the frontier of each version, the first version's first.
    private let trees: [Set<ObjectID>]
    private let versions: PolicyVersions
    private let tips: [ObjectID]

    init(_ versions: PolicyVersions, of tips: [ObjectID], in repository: Repository) throws {
        var reader = VersionReader(versions: versions, repository: repository)
        var trees = [Set<ObjectID>](repeating: [], count: versions.links.count)
        var (waiting, seen) = (tips, Set(tips))
        // What joins the tips holds all versions.
        for tip in tips {
            let root = try repository.commit(tip).tree
            for missing in try reader.version(at: root)..<trees.count { trees[missing].insert(root) }
        }
        while let id = waiting.popLast() {
            let commit = try repository.commit(id)
            let version = try reader.version(at: commit.tree)
            for parent in commit.parents {
                let before = try repository.commit(parent)
                let lower = try reader.version(at: before.tree)
                for missing in min(lower, version)..<version { trees[missing].insert(before.tree) }
                // Below the first version there is nothing that another one let in.
                if lower > 1, seen.insert(parent).inserted { waiting.append(parent) }
            }
        }
        self.trees = trees
        (self.versions, self.tips) = (versions, tips)
    }

    /// The versions that the commits hold which brought a file: those that hold it, and whose parents do not. Several, where
    /// somebody brought it again on another line of the ledger's history.
    ///
    /// - Parameter path: where the file is kept, from the ledger's root.
    func introductions(of blob: ObjectID, at path: [String], in repository: Repository) throws -> Set<Int> {
        var reader = VersionReader(versions: versions, repository: repository)
        let holds = { (commit: Commit) in try repository.entry(at: path, in: commit.tree)?.id == blob }
        var found: Set<Int> = []
        var waiting = try tips.map { try repository.commit($0) }.filter(holds)
        var seen = Set(waiting.map(\.id))
        while let commit = waiting.popLast() {
            let parents = try commit.parents.map { try repository.commit($0) }.filter(holds)
            if parents.isEmpty { found.insert(try reader.version(at: commit.tree)) }
            waiting += parents.filter { seen.insert($0.id).inserted }
        }
        return found
    }

    /// - Parameter path: where the file is kept, from the ledger's root.
    func versions(of blob: ObjectID, at path: [String], in repository: Repository) throws -> ClosedRange<Int> {
        let holding = try trees.map { roots in
            try roots.map { try repository.entry(at: path, in: $0)?.id == blob }
        }
        let lowest = holding.firstIndex { $0.contains(true) } ?? trees.count
        let highest = holding.lastIndex { $0.contains(false) }.map { $0 + 1 } ?? lowest
        return lowest...max(lowest, highest)
    }
}

/// Finds the highest version of the policy that a commit of the ledger holds; many commits have one folder of versions.
private struct VersionReader {
    let versions: PolicyVersions
    let repository: Repository
    private var known: [ObjectID: Int] = [:]

    init(versions: PolicyVersions, repository: Repository) {
        self.versions = versions
        self.repository = repository
    }

    /// 0 for a commit that holds none.
    mutating func version(at root: ObjectID) throws -> Int {
        guard let folder = try repository.entry(named: "trust", in: root), folder.mode == .tree else { return 0 }
        if let version = known[folder.id] { return version }
        let held = try versions.links.last { link in
            try link.copies.contains { file, blob in
                try repository.entry(at: ["\(link.version)", file.description], in: folder.id)?.id == blob
            }
        }
        known[folder.id] = held?.version ?? 0
        return held?.version ?? 0
    }
}
