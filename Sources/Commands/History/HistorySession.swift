import Changes
import Git
import Ledger
import Releases
import Reports

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
    let console: Console
    /// The commits that a gate was opened for, by the names of the tags, the latest first; empty under other patterns than the
    /// ledger's own.
    private let gated: [String: [ObjectID]]
    private let hasKeys: Bool
    /// Whether the release tags are those that the ledger knows.
    private let hasOwnPatterns: Bool

    init(_ invocation: Invocation<HistoryParameters>) throws {
        let workspace = try Workspace(invocation)
        console = invocation.console
        repository = workspace.repository
        ledger = try workspace.ledgerIfAny()
        var policy = try ledger?.policy() ?? .beforeInit()
        let keys = try invocation.keys.map(Self.key)
        if !keys.isEmpty { policy.replaceKeys(with: keys) }
        if invocation.ignoreCase { policy.links.caseSensitive = false }
        let patterns = try invocation.tagPatterns.map(Self.pattern)
        if !patterns.isEmpty { policy.readTags(by: patterns) }
        hasOwnPatterns = !patterns.isEmpty
        self.policy = policy
        hasKeys = ledger != nil || !keys.isEmpty
        // What is shown here decides nothing, and hashing every object again costs as much as all the rest.
        repository.verifiesHashes = false
        // Under other patterns than the policy's the tags that the ledger knows cannot be told from missing ones.
        let plans = patterns.isEmpty ? try ledger?.releases() ?? [] : []
        gated = Dictionary(grouping: plans.flatMap(\.manifests)) { $0.tag }.mapValues { $0.map(\.candidate) }
        source = HistorySource(repository, indexes: try .init(repository, policy, invocation.console))
        finder = try ScopeFinder(
            repository, policy: policy, plans: plans, source: source, adopted: ledger?.adoptedTags().names ?? [])
        try finder.refuseMissingTags()
    }

    /// What people mean by the name of a release.
    var names: ReleaseNames {
        ReleaseNames(policy) { (Set(finder.planned), try finder.tags.all) }
    }

    var reader: HistoryReader { HistoryReader(finder, ledger: ledger) }

    /// Which releases contain which commits.
    func membership() throws -> Membership {
        try requireAllTags()
        return try source.membership(of: finder.tags, policy: policy)
    }

    /// Those of some release tags that are not the ones that the ledger knows, each once, in their order.
    func doubtful(_ tags: [ReleaseTag]) throws -> [DoubtfulTag] {
        guard let ledger, !hasOwnPatterns, !tags.isEmpty else { return [] }
        let adopted = try ledger.adoptedTags()
        return tags.unique(by: \.name).compactMap {
            DoubtfulTag($0, gated: gated[$0.name] ?? [], adopted: adopted[tag: $0.name])
        }
    }

    /// The release tags that a part of the history names: those of a release and its base, or those that have an item's commits.
    func tags(of history: History) throws -> [ReleaseTag] {
        switch history.part {
        case .release(let scope):
            let base = try scope.base.flatMap { base in try finder.tags.all.first { $0.name == base.revision } }
            return [scope.tag, base].compactMap(\.self)
        case .item:
            return Set(history.releases.values.joined()).sorted { ($0.version, $0.name) < ($1.version, $1.name) }
        case .range: return []
        }
    }

    /// Warns of tags that are not the ones that the ledger knows, and says what brings the right one.
    func warn(of tags: [DoubtfulTag], on console: Console) throws {
        let remote = try repository.ledgerRemote()
        for tag in tags {
            let hint: Hint =
                remote.map { "`git fetch --force \($0) tag \(tag.name)` takes the tag of \($0)" }
                ?? "`sluice audit` shows what else is not as the ledger has it"
            console.warn(tag.sentence, hints: [hint])
        }
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

    /// Nobody can say anything of items where nobody said what their IDs look like. A remote may have the ledger that does.
    func requireKeys(_ command: String) throws {
        guard !hasKeys else { return }
        let byHand: Hint = "name the keys: `sluice \(ShellCommand(verbatim: command)) --key KAFKA` reads KAFKA-12"
        guard try repository.remoteNames().isEmpty else {
            throw Failure(
                .cannotDecide,
                "this clone has no ledger (branch \(try repository.ledgerBranch())), and no --key says what IDs look like",
                hints: [
                    "if a remote has the ledger: `sluice setup` brings it, and prepares this clone",
                    "without one, " + byHand,
                ])
        }
        throw Failure(
            .usage, "there is no ledger here, and no --key that says what IDs look like",
            hints: [byHand, "`sluice init` finds them, and keeps them in a policy"])
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
