import Changes
import Git
import Ledger
import Reports
import System

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
        if case .noItem = refusal, try needsNone(reading, on: branch, ledger.policy, repository) { return .yes }
        if ledger.policy.hooksWithoutItem == .warn, refusal.isAboutItem {
            call.context.console.warn(refusal.failure.message, hints: refusal.failure.hints)
            return .yes
        }
        try keepCleaned(draft)
        throw failure(of: refusal, retry: work.retry(draft.path, amends: CallingGit.amends(), call.context.environment))
    }

    /// Whether the gate asks for no item either: the commit takes another one back, gets the items of its branch when that is
    /// merged, or touches only files that the policy exempts, for everybody or for its author.
    private func needsNone(
        _ reading: MessageReading, on branch: String, _ policy: Policy, _ repository: Repository
    ) throws -> Bool {
        // While a revert with conflicts goes on, its message may be any (git-revert, `--continue`).
        if !reading.relations.reverts.isEmpty || File.exists(repository.gitDirectory + "/REVERT_HEAD") { return true }
        if policy.links.linksMergedCommits, !items(inBranch: Array(branch.utf8), rules: policy.links).isEmpty {
            return true
        }
        guard !policy.exemptPaths.isEmpty || !policy.authorExemptions.isEmpty else { return false }
        let paths = try changedPaths()
        guard !paths.isEmpty else { return false }
        if paths.allSatisfy(policy.exempts(path:)) { return true }
        guard !policy.authorExemptions.isEmpty else { return false }
        let author = try ExternalProgram("git", ["var", "GIT_AUTHOR_IDENT"]).output()
        let (name, email) = Self.nameAndAddress(in: author)
        return policy.authorExemptions.contains { $0.covers(author: name, email: email, paths: paths) }
    }

    /// The files that the commit changes. Nothing new is committed where the message of the last commit is written anew.
    private func changedPaths() throws -> [[UInt8]] {
        let staged = try pathsStaged(since: [])
        return staged.isEmpty ? try pathsStaged(since: ["HEAD^"]) : staged
    }

    /// Git names the index that is committed by the variables that it gave to the hook. None where there is no such commit.
    private func pathsStaged(since revision: [String]) throws -> [[UInt8]] {
        let question = ["diff", "--cached", "--name-only", "--no-renames", "-z"] + revision + ["--"]
        let staged = try ExternalProgram("git", question).run()
        return staged.status == 0 ? staged.output.split(separator: 0).map(Array.init) : []
    }

    /// Reads `Name <address> time zone` (git-var).
    private static func nameAndAddress(in line: [UInt8]) -> (name: [UInt8], email: [UInt8]) {
        let (open, close) = (line.firstIndex(of: UInt8(ascii: "<")), line.lastIndex(of: UInt8(ascii: ">")))
        guard let open, let close, open < close else { return ([], []) }
        return (Array(line[..<open].dropLast()), Array(line[(open + 1)..<close]))
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
