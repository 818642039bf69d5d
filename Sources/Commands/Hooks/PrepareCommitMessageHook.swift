import Changes
import Git
import Ledger

/// Adds the trailer of the item that the branch is named after: `feature/TASK-7-short-name` gives `Task: TASK-7`.
struct PrepareCommitMessageHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let path = try call.argument(0)
        let source = call.arguments.dropFirst().first
        // With our trailer in it, Git would take a template that nobody edited for a message.
        guard source != "merge", source != "template" else { return .yes }
        let repository = try call.workspace().repository
        let branch = try repository.currentBranch()
        guard let branch, let ledger = try HookLedger(repository), ledger.covers(branch: branch) else { return .yes }
        let draft = try DraftMessage(path: path, in: repository, call.context.environment)
        let named = items(inBranch: Array(Reference.shortName(of: branch).utf8), rules: ledger.policy.links)
        let missing = missing(named, in: draft, keepsItems: keepsItems(source, repository), ledger.policy)
        try add(missing, to: draft, ledger.policy)
        return .yes
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
        let comment = String(decoding: [draft.commentCharacter], as: UTF8.self)
        var git = ExternalProgram(
            "git",
            [
                "-C", "/", "-c", "core.commentChar=\(comment)", "interpret-trailers", "--no-divider",
                "--if-exists", "addIfDifferent",
            ] + trailers.flatMap { ["--trailer", $0] })
        // The user's `trailer.*` would change names and separators.
        git.environment = [
            "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_COMMON_DIR": nil, "GIT_CONFIG_COUNT": nil,
            "GIT_CONFIG_PARAMETERS": nil,
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
        ]
        let isEnded = draft.bytes.last == UInt8(ascii: "\n")
        git.input = draft.bytes + (isEnded ? [] : [UInt8(ascii: "\n")])
        // Where nothing is written yet, the first line stays free for the subject, and a blank one after it.
        let room = draft.cleaned.isEmpty ? [UInt8(ascii: "\n")] : []
        try File.replace(draft.path, with: room + git.output())
    }
}

extension Policy {
    /// The trailer for an item: the one named as its sort is, or else the first.
    fileprivate func trailer(for item: ItemID) -> String? {
        let noun = noun(of: item)?.rawValue
        return links.trailers.first { $0.lowercased() == noun } ?? links.trailers.first
    }
}
