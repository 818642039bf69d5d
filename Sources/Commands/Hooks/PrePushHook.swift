import Git

/// Refuses a push of release tags whose gate is shut, or that takes a tagged release away.
struct PrePushHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let updates = try ReferenceUpdate.pushed(call.input)
        guard updates.contains(where: \.isTag) else { return .yes }
        guard let judge = try ReleaseTagJudge(call.workspace(), updates) else { return .yes }
        return judge.answer(on: call.context.console)
    }
}
