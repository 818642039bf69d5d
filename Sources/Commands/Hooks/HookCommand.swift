import Changes
import Git
import System

extension Command {
    static let hook = Command(
        "hook", summary: "Answer one of Git's hooks",
        details: """
            Called by the files that `sluice hooks install` writes, with the arguments and the
            standard input that Git gives to the hook. A hook of your own may call it too.
            """,
        examples: [("sluice hook commit-msg \"$@\"", "what a commit-msg hook says that you keep yourself")],
        run: AnswerHook.run)
}

struct AnswerHook: Parameters {
    let name = Argument.required("name", help: HookName.allCases.map(\.rawValue).joined(separator: ", "))
    let arguments = Argument.any("argument", help: "what Git gave to the hook")

    var declarations: [Declaration] { [name.declaration, arguments.declaration] }

    static func run(_ invocation: Invocation<AnswerHook>) throws -> ExitStatus {
        guard let name = HookName(rawValue: invocation.name) else {
            throw Failure(
                .usage, "Sluice answers no hook `\(invocation.name)`",
                hints: ["it answers \(HookName.allCases.map(\.rawValue).joined(separator: ", "))"])
        }
        let call = HookCall(
            name: name, arguments: invocation.arguments,
            input: name.readsInput ? try File.readStandardInput() : [], context: invocation.context)
        let chained = ChainedHook(of: call)
        if chained?.isRunning == true { return .yes }
        guard try chained?.run(call) ?? true else { return .refused }
        return try call.answer()
    }
}

/// One call of a hook by Git.
struct HookCall {
    let name: HookName
    let arguments: [String]
    let input: [UInt8]
    let context: Context

    /// Where the file stands that Git called; nil where it is not one that Sluice installed.
    var folder: String? {
        guard let file = context.environment.nonempty(HookFile.caller) else { return nil }
        return file.lastIndex(of: "/").map { String(file[..<$0]) }
    }

    /// Whether a manager runs the file as the hook that was there before its own.
    var isEarlierHook: Bool {
        context.environment.nonempty(HookFile.caller)?.hasSuffix(HookManager.legacyEnding) ?? false
    }

    fileprivate func answer() throws -> ExitStatus {
        switch name {
        case .prepareCommitMessage: try PrepareCommitMessageHook(self).answer()
        case .commitMessage: try CommitMessageHook(self).answer()
        case .prePush: try PrePushHook(self).answer()
        case .referenceTransaction: try ReferenceTransactionHook(self).answer()
        case .preReceive: try PreReceiveHook(self).answer()
        case .postReceive: try PostReceiveHook(self).answer()
        }
    }

    func workspace() throws -> Workspace {
        let workspace = try Workspace(directory: context.values.directory, environment: context.environment)
        if name.isForServersOnly { workspace.repository.isServer = true }
        return workspace
    }

    /// The argument at a position, which Git always gives.
    func argument(_ position: Int) throws -> String {
        guard arguments.indices.contains(position) else {
            throw Failure(
                .usage, "hook \(name.rawValue) needs what Git gives to it",
                hints: ["call it as Git does: `sluice hook \(name.rawValue) \"$@\"`"])
        }
        return arguments[position]
    }
}
