/// The hooks of Git that Sluice answers, by Git's names (githooks).
enum HookName: String, CaseIterable, Sendable {
    case prepareCommitMessage = "prepare-commit-msg"
    case commitMessage = "commit-msg"
    case prePush = "pre-push"
    case referenceTransaction = "reference-transaction"
    case preReceive = "pre-receive"

    /// The hooks that a repository gets: a server is asked before a push, a person before commits, tags and pushes.
    static func installed(bare isBare: Bool) -> [HookName] {
        allCases.filter { isBare ? $0.isForServers : $0 != .preReceive }
    }

    private var isForServers: Bool { self == .preReceive || self == .referenceTransaction }

    /// Whether Git tells on standard input what is to happen.
    var readsInput: Bool { self != .prepareCommitMessage && self != .commitMessage }
}
