import Git
import Ledger

/// Guards a server: the ledger only grows, and release tags pass the gate, judged as the push would leave everything.
///
/// Writes nothing: while this hook runs, what was pushed is in quarantine (git-receive-pack).
struct PreReceiveHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let updates = try ReferenceUpdate.list(call.input)
        let workspace = try call.workspace()
        try LedgerPush(workspace.repository).check(updates)
        guard updates.contains(where: \.isTag), let judge = try ReleaseTagJudge(workspace, updates) else { return .yes }
        return judge.answer(on: call.context.console)
    }
}
