import Git
import System

/// Refuses a push of release tags whose gate is shut, or that takes a tagged release away.
struct PrePushHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let updates = try ReferenceUpdate.pushed(call.input.isEmpty ? shownByVariables() : call.input)
        guard updates.contains(where: \.isTag) else { return .yes }
        guard let judge = try ReleaseTagJudge(call.workspace(), updates) else { return .yes }
        return judge.answer(on: call.context.console)
    }

    /// pre-commit and prek read Git's lines themselves, and show their hooks one reference by variables: the first that brings
    /// commits.
    private func shownByVariables() throws -> [UInt8] {
        let variables = call.context.environment
        guard let local = variables.nonempty("PRE_COMMIT_LOCAL_BRANCH"),
            let remote = variables.nonempty("PRE_COMMIT_REMOTE_BRANCH"), remote.hasPrefix("refs/")
        else { return [] }
        let id = try ExternalProgram("git", ["rev-parse", "--verify", "--quiet", "--end-of-options", local]).run()
        guard id.status == 0 else { return [] }
        return Array("\(local) \(id.text.split(separator: "\n").first ?? "") \(remote) \(ObjectID.zero)\n".utf8)
    }
}
