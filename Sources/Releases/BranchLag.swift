package import Changes
package import Git
import Ledger

/// A local branch that lacks commits of the remote-tracking branch that it follows.
package struct BranchLag: Hashable, Sendable {
    /// The remote-tracking branch that a branch follows.
    package struct Upstream: Hashable, Sendable {
        package let remote: String
        /// The branch's short name at the remote.
        package let branch: String
        /// Whether Git's settings name it, so that `git pull` knows it, too.
        package let isConfigured: Bool
        /// The remote-tracking branch as it was last fetched.
        package let tracked: Reference

        package init(remote: String, branch: String, isConfigured: Bool, tracked: Reference) {
            self.remote = remote
            self.branch = branch
            self.isConfigured = isConfigured
            self.tracked = tracked
        }
    }

    /// Where the branch is checked out.
    package enum Place: Hashable, Sendable {
        case here
        /// In another work tree.
        case elsewhere(folder: String)
        case nowhere
    }

    /// The branch's short name.
    package let branch: String
    package let upstream: Upstream
    /// How many commits the branch has and the remote-tracking one lacks.
    package let ahead: Int
    /// How many commits the remote-tracking branch has and the branch lacks; at least one.
    package let behind: Int
    package let place: Place

    /// Nil where the branch lacks nothing.
    package init?(branch: String, upstream: Upstream, ahead: Int, behind: Int, place: Place) {
        guard behind > 0 else { return nil }
        self.branch = branch
        self.upstream = upstream
        self.ahead = ahead
        self.behind = behind
        self.place = place
    }

    /// The command that brings the branch what it lacks.
    ///
    /// `git pull` needs settings where the branch has commits of its own (git-pull, "divergent branches"), and git-fetch
    /// moves no branch that is checked out, nor one that has commits of its own.
    package var fix: ShellCommand {
        let name = upstream.tracked.shortName
        let pull: ShellCommand =
            ahead > 0
            ? "merge \(name)" : upstream.isConfigured ? "pull" : "pull \(upstream.remote) \(upstream.branch)"
        switch place {
        case .here: return "git \(pull)"
        case .elsewhere(let folder): return "git -C \(folder) \(pull)"
        case .nowhere where ahead > 0: return "git switch \(branch) && git \(pull)"
        case .nowhere: return "git fetch \(upstream.remote) \(upstream.branch):\(branch)"
        }
    }
}

extension Repository {
    /// What a local branch lacks of the branch that it follows. Nil where that is nothing, where it follows none, where the
    /// clone lacks the commits that would have to be counted, and on a server, where others push to the branch itself.
    func lag(of branch: Reference) throws -> BranchLag? {
        guard !isServer, branch.name.hasPrefix("refs/heads/"), let upstream = try upstream(of: branch.shortName),
            upstream.tracked.target != branch.target
        else { return nil }
        let tip = upstream.tracked.target
        do {
            guard try !isAncestor(tip, of: branch.target) else { return nil }
            return BranchLag(
                branch: branch.shortName, upstream: upstream,
                ahead: try commits(of: [branch.target], without: [tip]).count,
                behind: try commits(of: [tip], without: [branch.target]).count, place: place(of: branch.name))
        } catch let problem as RepositoryProblem where problem.isUnreadable {
            return nil
        }
    }

    /// The configured one, or else the branch of the same name at the ledger's remote.
    private func upstream(of branch: String) throws -> BranchLag.Upstream? {
        let settings = try configuration()
        if let remote = try settings.string("branch.\(branch).remote"),
            let merge = try settings.string("branch.\(branch).merge"), remote != "."
        {
            return try trackedBranch(of: "refs/heads/" + branch).map {
                .init(remote: remote, branch: Reference.shortName(of: merge), isConfigured: true, tracked: $0)
            }
        }
        guard let remote = try ledgerRemote(), let tracked = try reference("refs/remotes/\(remote)/\(branch)") else {
            return nil
        }
        return .init(remote: remote, branch: branch, isConfigured: false, tracked: tracked)
    }

    private func place(of branch: String) -> BranchLag.Place {
        guard let folder = workPlace(of: branch) else { return .nowhere }
        return folder == workTree ? .here : .elsewhere(folder: folder)
    }
}
