package import Git
package import Ledger

/// How the ledger came to be what it is, commit by commit: when each file entered it, and what was taken out or changed.
package struct LedgerHistory: Sendable {
    /// The commit that brought a file in, and the highest version of the policy that the ledger held then.
    package struct Entry: Hashable, Sendable {
        package let commit: ObjectID
        /// The commit's time, in seconds since 1970.
        package let time: Int64
        package let policy: Int
    }

    /// What no ledger allows: files are only ever added.
    package struct Loss: Hashable, Sendable {
        package let path: [UInt8]
        package let commit: ObjectID
        /// Whether the file was taken out, or replaced by another one.
        package let isRemoval: Bool
    }

    package private(set) var entries: [[UInt8]: Entry] = [:]
    /// In the order in which it happened.
    package private(set) var losses: [Loss] = []
    package private(set) var commits = 0
    private var policies: [ObjectID: Int] = [:]

    package init() {}
}

extension LedgerHistory {
    /// Reads all of it, whatever tags say of what the gate saw before. What was never a file of a ledger is no loss.
    ///
    /// - Parameter progress: is told how many commits are read, of how many.
    /// - Throws: `RepositoryProblem.shallow` and `.missingObject` where the clone does not have all of it.
    package init(
        of ledger: LedgerReader, progress: (_ done: Int, _ total: Int) -> Void
    ) throws {
        let repository = ledger.repository
        let versions = try Self.paths(of: ledger.policyVersions())
        let all = try CommitRange.commits(of: ledger.tips, without: [], in: repository)
        let trees = Dictionary(all.map { ($0.id, $0.tree) }) { first, _ in first }
        for commit in all.reversed() {
            try add(commit, trees: trees, versions: versions, in: ledger)
            progress(commits, all.count)
        }
    }

    private mutating func add(
        _ commit: Commit, trees: [ObjectID: ObjectID], versions: [[UInt8]: Int], in ledger: LedgerReader
    ) throws {
        let parents: [ObjectID?] = commit.parents.isEmpty ? [nil] : commit.parents.map { trees[$0] }
        let sides = try parents.map { try ledger.changes(from: $0, to: commit.tree) }
        var added = sides[0].filter { $0.old == nil }.map(\.path)
        for side in sides.dropFirst() {
            // What one side had already is not brought in by the commit that joins them.
            let new = Set(side.filter { $0.old == nil }.map(\.path))
            added.removeAll { !new.contains($0) }
        }
        let policy = max(
            commit.parents.compactMap { policies[$0] }.max() ?? 0, added.compactMap { versions[$0] }.max() ?? 0)
        policies[commit.id] = policy
        for path in added where entries[path] == nil {
            entries[path] = Entry(commit: commit.id, time: commit.committerTime, policy: policy)
        }
        let ledgers = try zip(parents, sides).filter { tree, _ in try tree.map(ledger.isLedger) ?? false }
        for change in ledgers.map(\.1).joined() {
            guard let old = change.old, try ledger.isGenuine(old, at: change.path) else { continue }
            losses.append(Loss(path: change.path, commit: commit.id, isRemoval: change.new == nil))
        }
        commits += 1
    }

    /// The files of the records that introduce the versions of the policy.
    private static func paths(of versions: PolicyVersions) throws -> [[UInt8]: Int] {
        let paths = try versions.links.map { link in
            let names = try Subject.policy(link.version).folder() + [link.record.file.description]
            return (Array(names.joined(separator: "/").utf8), link.version)
        }
        return Dictionary(paths) { first, _ in first }
    }
}
