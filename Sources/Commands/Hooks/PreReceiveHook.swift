import Git
import Ledger

/// Guards a server: the ledger only grows, and release tags pass the gate, judged as the push would leave everything.
///
/// Writes no object and no reference: while this hook runs, what was pushed is in quarantine (git-receive-pack).
struct PreReceiveHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let workspace = try call.workspace()
        let updates = try PushedUpdates(ReferenceUpdate.list(call.input), in: workspace.repository).updates
        try LedgerPush(workspace.repository).check(updates)
        guard updates.contains(where: \.isTag), let judge = try ReleaseTagJudge(workspace, updates) else { return .yes }
        let answer = judge.answer(on: call.context.console)
        if answer == .yes { try JudgedPush(in: workspace.repository)?.keep(judge.tip) }
        return answer
    }
}
