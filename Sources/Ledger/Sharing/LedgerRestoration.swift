import Changes
package import Git

/// The ledger of before a commit took something out of it, with everything that was recorded since.
package struct LedgerRestoration: Sendable {
    /// What the local branch names now.
    package let tip: ObjectID
    /// The commits that took something out, or changed it.
    package let losses: [LedgerLoss]
    /// The references that keep the damaged states, by their full names.
    package let aside: [String]
}

extension LedgerWriter {
    /// Lets the local branch go on from the last commits before a loss. What was recorded after it, here and in the remote's
    /// ledger as it was fetched, is taken over by its files; the commits that lost something are kept aside.
    ///
    /// - Returns: nil where nothing was lost.
    /// - Throws: `LedgerProblem.checkedOut`; what is wrong with a ledger of which no commit can be read.
    package func restore() throws -> LedgerRestoration? {
        try repository.inTurn("ledger") {
            let location = try repository.ledgerPlaces()
            let tips = [location.local, location.remote?.target].compactMap(\.self)
            guard !tips.isEmpty else { return nil }
            let commits = try repository.commits(of: tips, without: [])
            let (judge, losses) = try Self.losses(among: commits, at: location, in: repository)
            guard !losses.isEmpty else { return nil }
            if let place = repository.workPlace(of: location.reference) {
                throw LedgerProblem.checkedOut(branch: location.branch, place: place)
            }
            let tainted = Repository.tainted(by: Set(losses.map(\.commit)), among: commits)
            let heads = try Self.heads(of: commits, without: tainted, judge)
            let tip = try restored(heads, from: commits, tainted, location.branch)
            let aside = try setAside(tips.filter(tainted.contains))
            // First, so that what is missing afterwards is not taken for a loss.
            LedgerMemory(repository).remember([tip], of: location.branch)
            try repository.update(
                location.reference, to: tip, expecting: location.local.map { .exactly($0) } ?? .absent,
                reason: "sluice: restored")
            return LedgerRestoration(tip: tip, losses: losses, aside: aside)
        }
    }

    /// The losses as the newest commit judges them that is a ledger with a policy, and did not take the place of another one.
    private static func losses(
        among commits: [Commit], at location: LedgerLocation, in repository: Repository
    ) throws -> (LedgerReader, [LedgerLoss]) {
        let trees = Dictionary(commits.map { ($0.id, $0.tree) }) { first, _ in first }
        var problem: (any Error)?
        for commit in commits {
            do {
                let place = LedgerLocation(
                    branch: location.branch, local: location.local, remote: location.remote, tips: [commit.id])
                let judge = try LedgerReader(repository, at: place).ignoringPin
                _ = try judge.policyVersions()
                if try commits.contains(where: judge.replaces) { continue }
                return (judge, try commits.compactMap { try judge.loss(by: $0) { trees[$0] } })
            } catch let found as LedgerProblem {
                problem = problem ?? found
            }
        }
        throw problem ?? LedgerProblem.noLedger(branch: location.branch, remote: nil)
    }

    /// The commits of this ledger that lost nothing, without those that others of them contain.
    private static func heads(
        of commits: [Commit], without tainted: Set<ObjectID>, _ judge: LedgerReader
    ) throws -> [Commit] {
        let good = commits.filter { !tainted.contains($0.id) }
        let parents = Set(good.flatMap(\.parents))
        return try good.filter { try !parents.contains($0.id) && judge.isLedger($0.tree) }
    }

    private func restored(
        _ heads: [Commit], from commits: [Commit], _ tainted: Set<ObjectID>, _ branch: String
    ) throws -> ObjectID {
        guard let first = heads.first else { throw LedgerProblem.noLedger(branch: branch, remote: nil) }
        var root = first.tree
        for head in heads.dropFirst() {
            var stage = ObjectStage(in: repository)
            root = try stage.addUnion(of: root, and: head.tree, choosing: LedgerReader.higher)
            try stage.write()
        }
        let location = LedgerLocation(branch: branch, local: first.id, remote: nil, tips: [first.id])
        let ledger = try LedgerReader(repository, at: location).ignoringPin
        let lost = commits.filter { tainted.contains($0.id) }
        let files = try lost.flatMap { try ledger.recordFiles(of: $0.tree, without: root) }.unique(by: \.path)
        if files.isEmpty, heads.count == 1 { return first.id }
        var stage = ObjectStage(in: repository)
        let tree = files.isEmpty ? root : try stage.addFiles(files, to: root)
        let commit = try stage.addCommit(
            tree: tree, parents: heads.map(\.id), signature: author.signature, message: "restore: what was taken out")
        try stage.write()
        return commit
    }

    private func setAside(_ tips: [ObjectID]) throws -> [String] {
        try tips.unique(by: \.self).map { tip in
            let name = "refs/sluice/aside/\(tip.abbreviated)"
            if try repository.reference(name) == nil {
                try repository.update(name, to: tip, expecting: .absent, reason: "sluice: a ledger that lost something")
            }
            return name
        }
    }
}

extension LedgerReader {
    /// The files of a damaged tree that are records, or belong to one, and that another tree has nothing at.
    fileprivate func recordFiles(of damaged: ObjectID, without root: ObjectID) throws -> [(
        path: [String], blob: ObjectID
    )] {
        try changes(from: root, to: damaged).compactMap { change in
            guard change.old == nil, let new = change.new, try isKept(new, at: change.path) else { return nil }
            let names = change.path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
            // Something else is where its folder has to be.
            for depth in 1..<names.count {
                if let folder = try repository.entry(at: Array(names.prefix(depth)), in: root), folder.mode != .tree {
                    return nil
                }
            }
            return try repository.entry(at: names, in: root) == nil ? (names, new.id) : nil
        }
    }

    /// Whether a file is a record by its name, or belongs to one. A later version of the policy can allow records that this
    /// ledger does not know.
    private func isKept(_ entry: TreeEntry, at path: [UInt8]) throws -> Bool {
        let names = path.split(separator: UInt8(ascii: "/"))
        guard entry.mode == .file, names.count > 1 else { return false }
        if names[0].elementsEqual("trust".utf8), names.count == 3, names[2].elementsEqual("policy".utf8) { return true }
        if RecordName(fileName: Array(names[names.count - 1]))?.fits(blob: entry.id) == true { return true }
        return try isGenuine(entry, at: path)
    }
}
