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
    /// Whether the object is as somebody made it, so that every fetch brings it again; otherwise this clone's copy is damaged.
    package let isAsMade: Bool

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
        if let local, let problem = unreadable(local, branch) {
            return LedgerDamage(
                branch: branch, remote: nil, good: firstReadable(formerValues(of: name), branch),
                isAsMade: isAsMade(problem))
        }
        guard let remote = try ledgerRemote(), let theirs = try reference("refs/remotes/\(remote)/\(branch)"),
            let problem = unreadable(theirs.target, branch)
        else { return nil }
        // A fresh clone knows no earlier values. A damaged copy is no reason to put an older commit back at the remote.
        let isAsMade = isAsMade(problem)
        let earlier =
            formerValues(of: theirs.name).prefix(16) + (isAsMade ? ancestors(of: theirs.target, atMost: 16) : [])
        return LedgerDamage(
            branch: branch, remote: .init(name: remote, tip: theirs.target),
            good: local ?? firstReadable(Array(earlier), branch), isAsMade: isAsMade)
    }

    private func firstReadable(_ tips: [ObjectID], _ branch: String) -> ObjectID? {
        tips.unique(by: \.self).prefix(32).first { unreadable($0, branch) == nil }
    }

    private func isAsMade(_ problem: RepositoryProblem) -> Bool {
        guard case .corruptObject(let id, _) = problem, let kind = try? header(of: id)?.kind,
            let bytes = try? bytes(of: id, kind)
        else { return false }
        return (try? Repository.id(of: bytes, kind)) == id
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

    /// Why a commit or a folder of a ledger, or a file that a commit brought, cannot be read; nil where all can.
    private func unreadable(_ tip: ObjectID, _ branch: String) -> RepositoryProblem? {
        do {
            let ledger = try LedgerReader(self, branch: branch, tip: tip).ignoringPin
            _ = try ledger.losses(of: [tip], without: [])
            _ = try ledger.files()
            return nil
        } catch let problem as RepositoryProblem {
            return problem
        } catch {
            // Something else is wrong with it.
            return nil
        }
    }
}
