import Git

/// Refuses a release tag whose gate is shut, before any reference moves. Deletions are a matter of those who share them.
struct ReferenceTransactionHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        guard try call.argument(0) == "prepared" else { return .yes }
        let updates = try ReferenceUpdate.list(call.input)
        guard updates.contains(where: { $0.isTag && !$0.isDeletion }) else { return .yes }
        let caller = CallingGit.caller()
        // Fetched tags others made: whoever fetches can neither fix nor refuse them.
        if ["fetch", "clone"].contains(caller?.command) { return .yes }
        let workspace = try call.workspace()
        let push = try caller.flatMap { try judgedPush($0, in: workspace.repository) }
        let made = try updates.filter { update in
            // `git pack-refs` seems to create what is there already.
            try !update.isDeletion && workspace.repository.reference(update.name)?.target != update.new
        }
        guard made.contains(where: \.isTag), let judge = try ReleaseTagJudge(workspace, made) else { return .yes }
        if push?.wasJudged(by: judge.tip) == true { return .yes }
        return judge.answer(on: call.context.console)
    }

    /// A push is judged as a whole by `pre-receive`, where that is installed; here its references may come one by one.
    private func judgedPush(
        _ caller: (process: Int32, command: String, words: [String]), in repository: Repository
    ) throws -> JudgedPush? {
        guard caller.command == "receive-pack", let folder = call.folder,
            try HookPlace(.preReceive, in: folder).isSluice
        else { return nil }
        repository.isServer = true
        return JudgedPush(in: repository, receiver: caller.process)
    }
}
