import Changes
import Git
import Ledger
import Releases

/// By which rules a history is read: needed before `init`, and over the policy's after it.
struct HistoryParameters: Parameters {
    let keys = Option.values("key", placeholder: "KEY", help: "read IDs with this key (KAFKA for KAFKA-12), no others")
    let ignoreCase = Option.flag("ignore-case", help: "read kafka-12 as KAFKA-12")
    let tagPatterns = Option.values(
        "tag-pattern", placeholder: "pattern", help: "how release tags are named: 'v{version}'")

    var declarations: [Declaration] { [keys.declaration, ignoreCase.declaration, tagPatterns.declaration] }

    /// What the commands that take them say of them.
    static let details = """
        Before `sluice init`, --key names the keys of the IDs, and release tags are read as
        v{version} or {version} unless --tag-pattern says otherwise. In a repository with
        a ledger the policy says both, and the options stand in for it.
        """
}

/// A repository whose history is read, with or without a ledger.
struct HistorySession {
    let repository: Repository
    let ledger: LedgerReader?
    let policy: Policy
    let finder: ScopeFinder
    let source: HistorySource
    private let hasKeys: Bool
    /// Whether the release tags are those that the ledger knows.
    private let hasOwnPatterns: Bool

    init(_ invocation: Invocation<HistoryParameters>) throws {
        let workspace = try Workspace(invocation)
        repository = workspace.repository
        ledger = try workspace.ledgerIfAny()
        var policy = try ledger?.policy() ?? .beforeInit()
        let keys = try invocation.keys.map(Self.key)
        if !keys.isEmpty { policy.replaceKeys(with: keys) }
        if invocation.ignoreCase { policy.links.caseSensitive = false }
        let patterns = try invocation.tagPatterns.map(Self.pattern)
        if !patterns.isEmpty { policy.tagPatterns = patterns }
        hasOwnPatterns = !patterns.isEmpty
        self.policy = policy
        hasKeys = ledger != nil || !keys.isEmpty
        // What is shown here decides nothing, and hashing every object again costs as much as all the rest.
        repository.verifiesHashes = false
        // Under other patterns than the policy's the tags that the ledger knows cannot be told from missing ones.
        let plans = patterns.isEmpty ? try ledger?.releases() ?? [] : []
        source = HistorySource(repository, indexes: try .init(repository, policy, invocation.console))
        finder = try ScopeFinder(
            repository, policy: policy, plans: plans, source: source, adopted: ledger?.adoptedTags().names ?? [])
        try finder.refuseMissingTags()
    }

    var reader: HistoryReader { HistoryReader(finder, ledger: ledger) }

    /// Which releases contain which commits.
    func membership() throws -> Membership {
        try requireAllTags()
        return try source.membership(of: finder.tags)
    }

    /// Git brings into a shallow clone the tags of what is in it. Only a ledger can tell that there are no others: those
    /// that came after it have been looked for already.
    private func requireAllTags() throws {
        guard !repository.shallowBoundary.isEmpty else { return }
        let names = Set(try finder.tags.all.map(\.name))
        if let ledger, !hasOwnPatterns,
            try ledger.adoptedTags().names.allSatisfy({ policy.version(ofTag: $0) == nil || names.contains($0) })
        {
            return
        }
        throw Failure(
            .cannotDecide, "this clone is shallow, and may lack release tags that decide this",
            hints: ["`git fetch --unshallow --tags` brings the rest"])
    }

    /// Nothing can be told of items where nobody said what their IDs look like.
    func requireKeys(_ command: String) throws {
        guard !hasKeys else { return }
        throw Failure(
            .usage, "there is no ledger here, and no --key that says what IDs look like",
            hints: [
                "name the keys: `sluice \(ShellCommand(verbatim: command)) --key KAFKA` reads KAFKA-12",
                "`sluice init` finds them, and keeps them in a policy",
            ])
    }

    private static func key(_ text: String) throws -> String {
        guard ItemID.isKey(Array(text.utf8)[...]) else {
            throw Failure(.usage, "\(text.quoted) cannot be the key of IDs", hints: ["`--key KAFKA` reads KAFKA-12"])
        }
        return text
    }

    private static func pattern(_ text: String) throws -> TagPattern {
        do {
            return try TagPattern(text)
        } catch {
            throw Failure(
                .usage, "\(text.quoted) is no tag pattern: \(error)",
                hints: ["`--tag-pattern 'v{version}'` reads v2.4.0"])
        }
    }
}
