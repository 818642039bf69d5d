import Changes
import Git
import Ledger
import Releases

/// How the ends of a release are named by people, and how the plan keeps them.
extension PlanSession.View {
    private var repository: Repository { finder.repository }

    /// A release's version, or else a commit ID: a branch would move away beneath the plan. Empty leaves it to versions.
    func base(named text: String) throws -> String {
        guard !text.isEmpty else { return "" }
        let releases = policy.releases(named: text)
        let named = releases.first { $0.component == version.component } ?? releases.first
        if let named, try finder.tags[named] != nil {
            try refuseHigher(named)
            return named.description
        }
        do {
            return try repository.commitID(ofRevision: text).description
        } catch RepositoryProblem.unknownRevision {
            throw ScopeProblem.unknownBase(text)
        }
    }

    /// What a later release has was not approved for this one.
    private func refuseHigher(_ base: Version) throws {
        guard !base.canBeBase(of: version) else { return }
        throw Failure(
            .refused,
            base.component == version.component
                ? "\(base) is not lower than \(version), and cannot be its base"
                : "\(base) is a release of something else than \(version), and cannot be its base",
            hints: [
                "`sluice release new \(version) --base <a release before>` names another; without --base the version decides"
            ])
    }

    /// The full name of a branch, here or at the remote only, or else a commit ID.
    func target(named text: String) throws -> String {
        let branch = text.hasPrefix("refs/") ? text : "refs/heads/" + text
        let atRemote = "refs/remotes/origin/" + Reference.shortName(of: branch)
        let isBranch = branch.hasPrefix("refs/heads/")
        if isBranch, try repository.reference(branch) == nil, try repository.reference(atRemote) != nil {
            return branch
        }
        // Also for a branch: a tag of the same name makes it unclear which was meant.
        let commit = try repository.commitID(ofRevision: text)
        return try isBranch && repository.reference(branch) != nil ? branch : commit.description
    }

    /// The branch that is checked out, if releases are made from it, or else the policy's default branch. A bare
    /// repository has nothing checked out: its HEAD is the default.
    func defaultTarget() throws -> String {
        let current = try repository.currentBranch()
        if let current, repository.isBare || isReleaseBranch(current) { return current }
        if let name = policy.defaultBranch { return "refs/heads/" + name }
        if let current { return current }
        throw Failure(.usage, "which commit is to be released?", hints: ["name a branch with --target"])
    }

    private func isReleaseBranch(_ name: String) -> Bool {
        policy.releaseBranches.contains { $0.matches(branch: Reference.shortName(of: name)) }
    }
}
