import Changes
import Git
import Ledger
import Releases
import Reports

/// The commits that are checked: all that the head has and the base lacks.
struct CheckedEnds {
    let base: History.End
    let head: History.End
    /// The short name of the branch that the commits go to; nil where only a commit of it is known.
    let branch: String?

    /// Those that somebody names, or else those of the request, or else those of HEAD.
    init(_ range: String?, _ request: HostRequest?, _ gatherer: FactsGatherer, _ console: Console) throws {
        let names = BranchNames(gatherer.repository)
        if let range {
            (base, head) = try names.ends(of: range)
            branch = try names.branch(named: base.revision) ?? request?.base.branch
        } else if let request {
            base = try names.base(of: request)
            head = try names.head(of: request)
            branch = request.base.branch
        } else {
            let found = try names.defaultBranch(gatherer.policy)
            (base, branch) = (found.end, found.branch)
            head = try names.end("HEAD")
            console.note(
                "the base is \(found.end.revision), \(found.reason).",
                hints: ["another one: `sluice check <base>..HEAD`"])
        }
    }
}

/// Finds commits by the names of branches, which a fresh clone has at its remote only.
private struct BranchNames {
    let repository: Repository

    init(_ repository: Repository) { self.repository = repository }

    func end(_ revision: String) throws -> History.End {
        let commit =
            try ObjectID(revision).map { try repository.commitID(peeling: $0, named: revision) }
            ?? repository.commitID(ofRevision: revision)
        return .init(revision: revision, commit: commit)
    }

    /// As in Git, a missing end is HEAD (gitrevisions, "Specifying Ranges").
    func ends(of range: String) throws -> (base: History.End, head: History.End) {
        guard let dots = range.firstRange(of: ".."), !range[dots.upperBound...].hasPrefix(".") else {
            throw Failure(
                .usage, "\(range.quoted) is no range", hints: ["name both ends: `sluice check <base>..<head>`"])
        }
        let names = [range[..<dots.lowerBound], range[dots.upperBound...]].map { $0.isEmpty ? "HEAD" : String($0) }
        return (try end(names[0]), try end(names[1]))
    }

    /// The branch that a revision is the name of: `main` for `main` and `origin/main`.
    func branch(named revision: String) throws -> String? {
        if try repository.reference("refs/heads/" + revision) != nil { return revision }
        for remote in try repository.remoteNames() where revision.hasPrefix(remote + "/") {
            guard try repository.reference("refs/remotes/" + revision) != nil else { continue }
            return String(revision.dropFirst(remote.utf8.count + 1))
        }
        return nil
    }

    /// A branch as the remote has it, or else as it is here.
    func end(ofBranch name: String) throws -> History.End? {
        for remote in try remotes() {
            guard try repository.reference("refs/remotes/\(remote)/\(name)") != nil else { continue }
            let full = "refs/remotes/\(remote)/\(name)"
            return .init(revision: "\(remote)/\(name)", commit: try repository.commitID(ofRevision: full))
        }
        guard try repository.reference("refs/heads/" + name) != nil else { return nil }
        return .init(revision: name, commit: try repository.commitID(ofRevision: "refs/heads/" + name))
    }

    private func remotes() throws -> [String] {
        let names = try repository.remoteNames()
        return names.filter { $0 == "origin" } + names.filter { $0 != "origin" }
    }

    func base(of request: HostRequest) throws -> History.End {
        let commit = try request.base.commit.flatMap { try commitIfHere($0) }
        if request.isQueued, let commit { return commit }
        if let branch = request.base.branch, let end = try end(ofBranch: branch) { return end }
        if let commit { return commit }
        let name = request.base.branch ?? request.base.commit ?? ""
        throw Failure(
            .cannotDecide, "\(name.quoted), which the request is to be merged into, is not in this clone",
            hints: ["`git fetch \(try remotes().first ?? "origin") \(name)` brings it"])
    }

    func head(of request: HostRequest) throws -> History.End {
        if let commit = try request.head.commit.flatMap({ try commitIfHere($0) }) { return commit }
        // A branch of this name may be one of another repository.
        if request.head.commit == nil, let branch = request.head.branch, let end = try end(ofBranch: branch) {
            return end
        }
        let name = request.head.commit ?? request.head.branch ?? ""
        throw Failure(
            .cannotDecide, "\(name.quoted), the last commit of the request, is not in this clone",
            hints: ["`git fetch \(try remotes().first ?? "origin") \(request.reference ?? name)` brings it"])
    }

    private func commitIfHere(_ digits: String) throws -> History.End? {
        guard let id = ObjectID(digits) else { return try? end(digits) }
        return repository.contains(id) ? try end(digits) : nil
    }

    /// The branch that the remote's HEAD names, or the first release branch of the policy, or that of Git's setting, or one of the
    /// two usual names.
    func defaultBranch(_ policy: Policy) throws -> (end: History.End, branch: String, reason: String) {
        for remote in try remotes() {
            let prefix = "refs/remotes/\(remote)/"
            guard let target = try repository.symbolicTarget(of: prefix + "HEAD"), target.hasPrefix(prefix) else {
                continue
            }
            let name = String(target.dropFirst(prefix.utf8.count))
            if let end = try end(ofBranch: name) { return (end, name, "the default branch of \(remote)") }
        }
        let setting = try repository.configuration().string("init.defaultbranch")
        let named = [
            (policy.defaultBranch, "a release branch of the policy"),
            (setting, "the branch that init.defaultBranch names"),
        ]
        let candidates = named + ["main", "master"].map { ($0, "the branch with the usual name") }
        for (name, reason) in candidates {
            if let name, let end = try end(ofBranch: name) { return (end, name, reason) }
        }
        throw Failure(
            .cannotDecide, "nothing here says which branch the commits go to",
            hints: ["name it: `sluice check <base>..HEAD`", "`git fetch` brings the branches of a remote"])
    }
}
