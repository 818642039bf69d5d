package import Changes
package import Git

/// A ledger of which an object is malformed, as anybody can push one to a host that does not look at objects: where it came
/// from, and the commit that was there before.
package struct LedgerDamage: Sendable {
    package let branch: String
    /// The remote that it was fetched from; nil where the local branch has it.
    package let remote: LedgerLoss.RemoteTip?
    /// The last commit that can be read: the local branch's, an earlier one of the damaged reference, or an ancestor.
    package let good: ObjectID?

    /// The command that puts the last good commit back; nil where none is known.
    package var repair: ShellCommand? {
        guard let good else { return nil }
        guard let remote else { return "git update-ref refs/heads/\(branch) \(good)" }
        return
            "git push --force-with-lease=refs/heads/\(branch):\(remote.tip) \(remote.name) \(good):refs/heads/\(branch)"
    }
}

extension Repository {
    /// Nil where everything of the ledger can be read, or nothing of it is here.
    package func ledgerDamage() throws -> LedgerDamage? {
        let branch = try ledgerBranch()
        let name = "refs/heads/" + branch
        let local = try reference(name)?.target
        if let local, !isReadable(local, branch) {
            return LedgerDamage(branch: branch, remote: nil, good: lastReadable(before: local, of: name, branch))
        }
        guard let remote = try ledgerRemote(), let theirs = try reference("refs/remotes/\(remote)/\(branch)"),
            !isReadable(theirs.target, branch)
        else { return nil }
        return LedgerDamage(
            branch: branch, remote: .init(name: remote, tip: theirs.target),
            good: local ?? lastReadable(before: theirs.target, of: theirs.name, branch))
    }

    /// A fresh clone knows no earlier values: there the nearest ancestor is taken.
    private func lastReadable(before tip: ObjectID, of reference: String, _ branch: String) -> ObjectID? {
        (formerValues(of: reference).prefix(16) + ancestors(of: tip, atMost: 16)).unique(by: \.self)
            .first { isReadable($0, branch) }
    }

    /// The nearest ancestors that can be read themselves.
    private func ancestors(of tip: ObjectID, atMost count: Int) -> [ObjectID] {
        var (found, next) = ([ObjectID](), 0)
        found = (try? commit(tip))?.parents ?? []
        while next < found.count, found.count < count {
            for parent in (try? commit(found[next]))?.parents ?? [] where !found.contains(parent) {
                found.append(parent)
            }
            next += 1
        }
        return found
    }

    /// Whether all commits and folders of a ledger can be read, and every file that a commit brought.
    private func isReadable(_ tip: ObjectID, _ branch: String) -> Bool {
        do {
            let ledger = try LedgerReader(self, branch: branch, tip: tip).ignoringPin
            _ = try ledger.losses(of: [tip], without: [])
            _ = try ledger.files()
            return true
        } catch is RepositoryProblem {
            return false
        } catch {
            // Something else is wrong with it.
            return true
        }
    }
}
