package import Changes
package import Git

/// A file that a commit took out of the ledger, or changed in it.
package struct LedgerLoss: Hashable, Sendable {
    /// From the ledger's root.
    package let path: String
    package let commit: ObjectID
    package let isRemoval: Bool
    package let branch: String
    /// The remote whose ledger has the commit, where the local branch is without it; nil where the local one has it.
    package let remote: RemoteTip?

    /// The ledger of a remote, as it was when it was fetched.
    package struct RemoteTip: Hashable, Sendable {
        package let name: String
        package let tip: ObjectID

        /// The command that puts the local ledger in place of this state of the remote's, and of no other.
        package func push(_ branch: String) -> ShellCommand {
            "git push --force-with-lease=refs/heads/\(branch):\(tip) \(name) refs/heads/\(branch)"
        }
    }

    package init(path: String, commit: ObjectID, isRemoval: Bool, branch: String, remote: RemoteTip?) {
        (self.path, self.commit, self.isRemoval) = (path, commit, isRemoval)
        (self.branch, self.remote) = (branch, remote)
    }

    package var fault: LedgerProblem.Fault {
        isRemoval ? .removed(by: commit, branch: branch) : .changed(by: commit, branch: branch)
    }
}

extension LedgerLocation {
    /// The remote's ledger, by the remote's name.
    package var remoteTip: LedgerLoss.RemoteTip? {
        guard let remote, remote.name.hasPrefix("refs/remotes/"), remote.name.hasSuffix("/" + branch) else {
            return nil
        }
        let name = remote.name.dropFirst("refs/remotes/".count).dropLast(branch.count + 1)
        return .init(name: String(name), tip: remote.target)
    }
}

extension LedgerReader {
    /// What a commit took out of this ledger or changed in it, judged by this ledger: the first such file; nil for a commit that
    /// only adds. Trees of other ledgers, which whoever can push can join to this one, have nothing to lose; but one cannot be
    /// turned into this one.
    ///
    /// - Parameter tree: gives the tree of a commit, where that is known already.
    package func loss(by commit: Commit, tree: (ObjectID) -> ObjectID? = { _ in nil }) throws -> LedgerLoss? {
        for parent in commit.parents {
            let before = try tree(parent) ?? repository.commit(parent).tree
            guard try isLedger(before), let loss = try loss(from: before, to: commit.tree) else { continue }
            return LedgerLoss(
                path: loss.path.pathText, commit: commit.id, isRemoval: loss.new == nil, branch: branch,
                remote: try remote(having: commit.id))
        }
        guard try replaces(commit) else { return nil }
        return LedgerLoss(
            path: Self.format, commit: commit.id, isRemoval: false, branch: branch,
            remote: try remote(having: commit.id))
    }

    /// Whether a commit put this ledger in place of whatever was there before.
    func replaces(_ commit: Commit) throws -> Bool {
        guard !commit.parents.isEmpty, try isLedger(commit.tree) else { return false }
        return try commit.parents.allSatisfy { try !isLedger(repository.commit($0).tree) }
    }

    /// The remote's ledger, where it has a commit that the local branch is without.
    private func remote(having commit: ObjectID) throws -> LedgerLoss.RemoteTip? {
        if let local = location.local, try repository.isAncestor(commit, of: local) { return nil }
        return location.remoteTip
    }

    /// The commits of some tips, and not of others, that took something out or changed it, as far as this ledger can judge
    /// them. Those near the tips come first.
    func losses(of tips: [ObjectID], without others: [ObjectID]) throws -> [LedgerLoss] {
        let commits = try repository.commits(of: tips, without: others)
        let trees = Dictionary(commits.map { ($0.id, $0.tree) }) { first, _ in first }
        return try commits.compactMap { try loss(by: $0) { trees[$0] } }
    }
}

extension Repository {
    /// Where records are written: the ledger as it is read; the local branch alone where the remote's ledger lost something,
    /// because a commit that joins the two would take that over.
    ///
    /// - Throws: `LedgerProblem.lost` where the local branch lost something since this clone saw it last;
    ///   `.checkedOut` where somebody has it in a work tree.
    func writingLocation() throws -> LedgerLocation {
        let location = try ledgerLocation()
        guard let local = location.local else { return location }
        if let place = workPlace(of: location.reference) {
            throw LedgerProblem.checkedOut(branch: location.branch, place: place)
        }
        let seen = LedgerMemory(self).seen(location.branch).filter(contains)
        let isNew = !seen.isEmpty && !seen.contains(local)
        guard isNew || location.tips != [local] else { return location }
        let own = try LedgerReader(self, at: location.alone)
        if isNew, let loss = try own.losses(of: [local], without: seen).last { throw LedgerProblem.lost(loss) }
        guard let remote = location.unjoined?.target else { return location }
        return try own.losses(of: [remote], without: [local]).isEmpty ? location : location.alone
    }

    /// Whether a state of the ledger that is here no more was a damaged one, and the ledger that is here is its repair: every
    /// commit that is gone took something out, or came after one that did, and nothing that it had is missing now.
    func isRepaired(_ known: ObjectID, by location: LedgerLocation) throws -> Bool {
        guard contains(known), !location.tips.isEmpty else { return false }
        do {
            let ledger = try LedgerReader(self, at: location)
            let gone = try commits(of: [known], without: location.tips)
            let losses = Set(try ledger.losses(of: [known], without: location.tips).map(\.commit))
            guard !gone.isEmpty, Self.tainted(by: losses, among: gone).count == gone.count else { return false }
            return try ledger.loss(from: commit(known).tree, to: ledger.root) == nil
        } catch is LedgerProblem {
            return false
        }
    }

    /// Some commits, and those that come after them.
    static func tainted(by losses: Set<ObjectID>, among commits: [Commit]) -> Set<ObjectID> {
        var children: [ObjectID: [ObjectID]] = [:]
        for commit in commits { for parent in commit.parents { children[parent, default: []].append(commit.id) } }
        var (waiting, found) = (Array(losses), losses)
        while let id = waiting.popLast() {
            waiting += children[id, default: []].filter { found.insert($0).inserted }
        }
        return found
    }
}
