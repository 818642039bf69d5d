/// The hooks of Git that Sluice answers, by Git's names (githooks).
enum HookName: String, CaseIterable, Sendable {
    case prepareCommitMessage = "prepare-commit-msg"
    case commitMessage = "commit-msg"
    case prePush = "pre-push"
    case referenceTransaction = "reference-transaction"
    case preReceive = "pre-receive"
    case postReceive = "post-receive"

    /// The hooks that a repository gets: a server is asked before a push and told after it, a person asked before commits,
    /// tags and pushes.
    static func installed(onServer: Bool) -> [HookName] {
        allCases.filter { onServer ? $0.isForServers : !$0.isForServersOnly }
    }

    var isForServersOnly: Bool { self == .preReceive || self == .postReceive }
    /// Whether a server's answer to a push depends on it.
    var isForServers: Bool { isForServersOnly || self == .referenceTransaction }

    /// Whether a manager of hooks is to call Sluice for it. Git asks `reference-transaction` too often for that.
    var isForManagers: Bool { [.prepareCommitMessage, .commitMessage, .prePush].contains(self) }

    /// Whether Git tells on standard input what is to happen.
    var readsInput: Bool { self != .prepareCommitMessage && self != .commitMessage }
}
