import Changes
import Git
import Ledger
import System

/// Adds the trailer of the item that the branch is named after: `feature/TASK-7-short-name` gives `Task: TASK-7`.
struct PrepareCommitMessageHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let path = try call.argument(0)
        // pre-commit and prek hand the file only, and the rest by variables.
        let source =
            call.arguments.dropFirst().first ?? call.context.environment.nonempty("PRE_COMMIT_COMMIT_MSG_SOURCE")
        // With our trailer in it, Git would take a template that nobody edited for a message.
        guard source != "merge", source != "template" else { return .yes }
        let repository = try call.workspace().repository
        let branch = try repository.currentBranch()
        guard let branch, let ledger = try HookLedger(repository), ledger.covers(branch: branch) else { return .yes }
        try warnOfTakenPlace(repository)
        let draft = try DraftMessage(path: path, in: repository, call.context.environment)
        let named = items(inBranch: Array(Reference.shortName(of: branch).utf8), rules: ledger.policy.links)
        let missing = missing(named, in: draft, keepsItems: keepsItems(source, repository), ledger.policy)
        try add(missing, to: draft, ledger.policy)
        return .yes
    }

    /// Whoever installs a manager of hooks later may put its commit-msg hook in the place of Sluice's, and nobody would notice.
    private func warnOfTakenPlace(_ repository: Repository) throws {
        guard let folder = call.folder else { return }
        let place = try HookPlace(.commitMessage, in: folder, workTree: repository.workTree)
        guard case .other(let manager) = place.content else { return }
        call.context.console.warn(
            "commit-msg is not Sluice's any more: \(manager.map { "the hook of \($0.rawValue)" } ?? "another hook") is in its place",
            hints: ["`sluice hooks install` puts it in front again", "`sluice hooks uninstall` takes the others away"])
    }

    /// Whether the message is one that a commit had before: what it says of items is not added to.
    private func keepsItems(_ source: String?, _ repository: Repository) -> Bool {
        source == "commit" || File.exists(repository.gitDirectory + "/CHERRY_PICK_HEAD")
    }

    private func missing(
        _ named: [ItemID], in draft: DraftMessage, keepsItems: Bool, _ policy: Policy
    ) -> [ItemID] {
        let linked = draft.reading(by: policy).links.map(\.item)
        guard !draft.isForAutosquash, !keepsItems || linked.isEmpty else { return [] }
        return named.filter { !linked.contains($0) }
    }

    private func add(_ items: [ItemID], to draft: DraftMessage, _ policy: Policy) throws {
        let trailers = items.compactMap { item in policy.trailer(for: item).map { "\($0): \(item.shown)" } }
        guard !trailers.isEmpty else { return }
        // Only the text goes through Git: below it are scissors and comments, which older releases know by one character only.
        let end = endOfText(in: draft.bytes, commentString: draft.commentString)
        let (text, rest) = (draft.bytes[..<end], draft.bytes[end...])
        let comment =
            draft.commentString.count == 1 ? draft.commentString.first : DraftMessage.unusedCommentCharacter(in: text)
        var git = ExternalProgram(
            "git",
            ["-C", "/", "-c", "core.commentChar=\(comment.map { String(UnicodeScalar($0)) } ?? "#")"]
                + ["interpret-trailers", "--no-divider", "--if-exists", "addIfDifferent"]
                + trailers.flatMap { ["--trailer", $0] })
        // The user's `trailer.*` would change names and separators.
        git.environment = [
            "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_COMMON_DIR": nil, "GIT_CONFIG_COUNT": nil,
            "GIT_CONFIG_PARAMETERS": nil,
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
        ]
        let isEnded = text.isEmpty || text.last == UInt8(ascii: "\n")
        git.input = text + (isEnded ? [] : [UInt8(ascii: "\n")])
        // Where nothing is written yet, the first line stays free for the subject, and a blank one after it.
        let room = draft.cleaned.isEmpty ? [UInt8(ascii: "\n")] : []
        try File.replace(draft.path, with: room + git.output() + rest)
    }
}
