import Git

/// Refuses a release tag whose gate is shut, before any reference moves. Deletions are a matter of those who share them.
struct ReferenceTransactionHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        guard try call.argument(0) == "prepared" else { return .yes }
        let updates = try ReferenceUpdate.list(call.input)
        guard updates.contains(where: { $0.isTag && !$0.isDeletion }), try !isOthersMatter() else { return .yes }
        let workspace = try call.workspace()
        let made = try updates.filter { update in
            // `git pack-refs` seems to create what is there already.
            try !update.isDeletion && workspace.repository.reference(update.name)?.target != update.new
        }
        guard made.contains(where: \.isTag), let judge = try ReleaseTagJudge(workspace, made) else { return .yes }
        return judge.answer(on: call.context.console)
    }

    /// Whether tags are fetched, which others made: whoever fetches can neither mend nor refuse them. And a push was judged
    /// as a whole by `pre-receive`, where that is installed; here its references may come one by one.
    private func isOthersMatter() throws -> Bool {
        switch CallingGit.command() {
        case "fetch", "clone": true
        case "receive-pack":
            try call.folder.map { try HookPlace(.preReceive, in: $0).isSluice } ?? false
        default: false
        }
    }
}
