import Changes
import Gate
import Git
import Ledger
import Releases
import Reports

/// Shares a release's tag and the ledger with a remote: it takes both or neither (git-push, `--atomic`).
struct ReleasePush {
    private let workspace: Workspace
    private let remote: String
    private let console: Console
    private let sync: LedgerSync

    init(_ workspace: Workspace, remote: String, console: Console) throws {
        self.workspace = workspace
        self.remote = remote
        self.console = console
        sync = try LedgerSync(workspace.repository, with: remote, author: workspace.author)
    }

    /// Brings the remote's ledger here, so that the gate is asked in view of it.
    func prepare() throws {
        _ = try sync.fetch()
        _ = try sync.join()
    }

    /// Looks, before anything is written, whether the remote has a tag next to which it cannot take the release's.
    func refuseBlocked(_ facts: GateFacts) throws {
        let name = "refs/tags/" + facts.tagName
        let found = try workspace.repository.references(inTheWayOf: name, at: remote).map(Reference.shortName)
        guard let first = found.first else { return }
        throw Failure(
            .refused, "tag \(first) of \(remote) is in the way of \(facts.tagName)",
            hints: found.map { tag in
                facts.policy.version(ofTag: tag) == nil
                    ? "`git push \(remote) :refs/tags/\(tag)` takes it away"
                    : "`sluice release new <another version>` plans a release of another name"
            })
    }

    /// Pushes both. Where records came meanwhile, the gate is asked once more.
    ///
    /// - Throws: a failure that says what stands here and at the remote, and how to go on.
    func share(_ tag: String, of version: Version) throws {
        do {
            let outcome = try sync.run(with: ["refs/tags/" + tag]) { try refuseShutGate(version) }
            console.print("Pushed \(tag) and the ledger to \(outcome.remote).")
            console.show(outcome.said, of: outcome.remote)
        } catch {
            let failure = Failure(error)
            throw Failure(
                failure.status, "\(standing(error, tag)): \(failure.message)",
                hints: failure.hints + [
                    "`sluice tag \(version) --push \(remote)` pushes again"
                ])
        }
    }

    private func refuseShutGate(_ version: Version) throws {
        let verdict = Verdict(try workspace.gatherer().facts(of: version, at: workspace.now()))
        guard !verdict.isOpen else { return }
        throw Failure(
            verdict.status,
            "what came from \(remote) shuts the gate (\(verdict.findings.map(\.sentence).joined(separator: "; ")))",
            hints: ["`sluice gate tag \(version)` shows more and what fixes it"])
    }

    private func standing(_ error: any Error, _ tag: String) -> String {
        let here = "tag \(tag) and its manifest stand here"
        switch error {
        case RepositoryProblem.remoteFailed(_, let errors) where errors.contains("does not support --atomic"):
            return "\(here), \(remote) has neither and cannot take two references as one"
        case RepositoryProblem.remoteFailed:
            // The answer of a remote that took both can be lost on its way.
            return Hint("\(here); `git ls-remote \(remote) refs/tags/\(tag)` shows whether \(remote) has them").text
        default:
            return "\(here), \(remote) has neither"
        }
    }
}

extension Console {
    /// Shows what a remote's hooks said to a push that it took.
    func show(_ said: [String], of remote: String) {
        for line in said { note("\(SafeText.line(remote)) says: \(SafeText.line(line))") }
    }
}
