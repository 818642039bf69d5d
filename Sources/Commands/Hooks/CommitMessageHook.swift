import Changes
import Git
import Ledger

/// Refuses a message that puts its commit in no item's scope, or in that of an item which is unknown or closed.
struct CommitMessageHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let path = try call.argument(0)
        let repository = try call.workspace().repository
        let work = try BranchUnderWork(repository)
        guard !work.isMerge, let branch = work.name, let ledger = try HookLedger(repository, call.context.console),
            ledger.covers(branch: branch)
        else { return .yes }
        let draft = try DraftMessage(path: path, in: repository, call.context.environment)
        // Git itself refuses an empty message, and an autosquash commit ends up in another one.
        guard !draft.cleaned.isEmpty || draft.bytes.contains(0), !draft.isForAutosquash else { return .yes }
        let reading = draft.reading(by: ledger.policy)
        for warning in reading.warnings { warning.told(on: call.context.console) }
        guard let refusal = try CommitRefusal(draft, reading, ledger) else { return .yes }
        try keepCleaned(draft)
        throw refusal.failure(retry: work.retry(draft.path, call.context.environment))
    }

    /// Leaves in the file what Git would have committed: a diff below scissors would come back as text otherwise.
    private func keepCleaned(_ draft: DraftMessage) throws {
        guard draft.cleaned != draft.bytes, !draft.bytes.contains(0) else { return }
        try File.replace(draft.path, with: draft.cleaned)
    }
}

/// The branch that a commit is made for, and how.
private struct BranchUnderWork {
    /// The full name; nil where HEAD is detached for good.
    let name: String?
    let isMerge: Bool
    let isRebase: Bool

    init(_ repository: Repository) throws {
        let folder = repository.gitDirectory
        let current = try repository.currentBranch()
        // While a branch is being rebased, HEAD is detached, and this file holds the branch's name (git-rebase).
        let rebased = ["rebase-merge", "rebase-apply"].lazy.compactMap { try? File.read("\(folder)/\($0)/head-name") }
        name = current ?? rebased.first.map { String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) }
        isMerge = File.exists(folder + "/MERGE_HEAD")
        isRebase = current == nil
    }

    /// How the commit is tried again. Git tells the path as seen from the top folder, where the user need not be.
    func retry(_ path: String, _ environment: Environment) -> String {
        if isRebase { return "then go on: `git commit --amend`, `git rebase --continue`" }
        let isElsewhere = environment.nonempty("GIT_PREFIX") != nil && !path.hasPrefix("/")
        let place = isElsewhere ? "\(currentFolder())/\(path)" : path
        return "the message is kept: `git commit -eF \(place.quotedForShell)` goes on with it"
    }
}
