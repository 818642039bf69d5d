import Changes
import Git
import Ledger
import Reports

/// Refuses a message that puts its commit in no item's scope, or in that of an item which is unknown or closed.
struct CommitMessageHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let path = try call.argument(0)
        let repository = try call.workspace().repository
        let work = try BranchUnderWork(repository)
        guard !work.isMerge, let branch = work.name,
            let ledger = try HookLedger(repository, tellingOn: call.context.console), ledger.covers(branch: branch)
        else { return .yes }
        let draft = try DraftMessage(path: path, in: repository, call.context.environment)
        // Git itself refuses an empty message, and an autosquash commit ends up in another one.
        guard !draft.cleaned.isEmpty || draft.bytes.contains(0), !draft.isForAutosquash else { return .yes }
        let reading = draft.reading(by: ledger.policy)
        warn(of: reading)
        guard let refusal = try CommitRefusal(draft, reading, ledger) else { return .yes }
        if case .noItem = refusal, try needsNone(reading, on: branch, ledger.policy) { return .yes }
        if ledger.policy.hooksWithoutItem == .warn, refusal.isAboutItem {
            call.context.console.warn(refusal.failure.message, hints: refusal.failure.hints)
            return .yes
        }
        try keepCleaned(draft)
        throw failure(of: refusal, retry: work.retry(draft.path, call.context.environment))
    }

    /// Whether the gate asks for no item either: the commit takes another one back, gets the items of its branch when that is
    /// merged, or touches exempt files only.
    private func needsNone(_ reading: MessageReading, on branch: String, _ policy: Policy) throws -> Bool {
        if !reading.relations.reverts.isEmpty { return true }
        let links = policy.links
        if links.branchNames, links.mergedBranches == .commits,
            !items(inBranch: Array(branch.utf8), rules: links).isEmpty
        {
            return true
        }
        guard !policy.exemptPaths.isEmpty else { return false }
        // Git names what is committed by the variables that it gave to the hook.
        let staged = try ExternalProgram("git", ["diff", "--cached", "--name-only", "--no-renames", "-z"]).run()
        let paths = staged.output.split(separator: 0)
        return staged.status == 0 && !paths.isEmpty && paths.allSatisfy { policy.exempts(path: Array($0)) }
    }

    private func warn(of reading: MessageReading) {
        for case .hiddenTrailer(let trailer) in reading.warnings {
            call.context.console.warn(
                MessageWarning.hiddenTrailer(trailer).sentence,
                hints: ["put it at the end, in one paragraph with the other trailers: `git commit --amend`"])
        }
    }

    private func failure(of refusal: CommitRefusal, retry: Hint) -> Failure {
        Failure(refusal.failure.status, refusal.failure.message, hints: refusal.failure.hints + [retry])
    }

    /// Leaves in the file what Git would have committed: a diff below scissors would come back as text otherwise.
    private func keepCleaned(_ draft: DraftMessage) throws {
        guard draft.cleaned != draft.bytes, !draft.bytes.contains(0) else { return }
        try File.replace(draft.path, with: draft.cleaned)
    }
}
