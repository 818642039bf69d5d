package import Changes
package import Git
package import Ledger

/// Finds what each commit belongs to: its message, what was said by hand, and the exemptions of the policy.
package struct CommitLinker {
    private let repository: Repository
    private let policy: Policy
    private let ledger: LedgerReader?
    let messages: MessageReader
    private let hasHandWords: Bool
    private let merged: MergedContents
    /// The release that loses the commits or brings them back; nil where they come.
    private var release: Version?
    /// Whether exemptions from before they named a release count for what a release loses or brings back. Only for a release that
    /// was tagged then.
    package var acceptsOlderExemptions = false

    /// - Parameters:
    ///   - ledger: nil before `init`: then nothing was said by hand.
    ///   - source: may know what merges change; nil to look at all of them.
    package init(
        _ repository: Repository, policy: Policy, ledger: LedgerReader?, extent: MessageReader.Extent = .everything,
        source: HistorySource? = nil
    ) throws {
        self.repository = repository
        self.policy = policy
        self.ledger = ledger
        messages = MessageReader(rules: policy.links, extent: extent)
        merged = MergedContents(repository: repository, memo: source?.memo)
        hasHandWords = try ledger?.entries(at: ["commits"]) != nil
    }

    /// The same for commits that a release loses or brings back: who exempted a commit when it came said nothing of that.
    package func leaving(_ release: Version?) -> CommitLinker {
        var linker = self
        linker.release = release
        return linker
    }

    package func link(_ commits: [Commit]) throws -> [LinkedCommit] {
        try link(commits.map { ReadCommit($0, messages) })
    }

    /// Links all commits of a range, children before parents: what imports a subtree is known by what comes after it.
    package func link(range commits: [ReadCommit]) throws -> [LinkedCommit] {
        let imports = try SubtreeImports(commits.map(\.commit), in: repository, policy: policy)
        return try link(commits, imports)
    }

    package func link(_ commits: [ReadCommit]) throws -> [LinkedCommit] { try link(commits, nil) }

    private func link(_ commits: [ReadCommit], _ imports: SubtreeImports?) throws -> [LinkedCommit] {
        let contents = try merged.found(in: commits.map(\.commit).filter(\.isMerge))
        return try commits.map { try link($0, mergedContent: contents[$0.commit.id] ?? [], imports) }
    }

    /// Links commits of which only the items matter: what merges change by themselves is not looked for.
    func linkWithoutContents(_ commits: [ReadCommit]) throws -> [LinkedCommit] {
        try commits.map { read in
            let links = Self.links(read.reading.links, amendedBy: try words(on: read.commit))
            return LinkedCommit(read, links: links, exemption: nil, mergedContent: [])
        }
    }

    /// Links those of the commits that belong to one of the items; what the others touch is not looked at.
    package func link(_ commits: [ReadCommit], of items: Set<ItemID>) throws -> [LinkedCommit] {
        let linked = try commits.filter { read in
            try Self.links(read.reading.links, amendedBy: words(on: read.commit)).contains { items.contains($0.item) }
        }
        return try link(linked)
    }

    private func words(on commit: Commit) throws -> CommitStatements {
        hasHandWords ? try ledger?.statements(on: commit.id) ?? .none : .none
    }

    private func link(
        _ read: ReadCommit, mergedContent: [[UInt8]], _ imports: SubtreeImports?
    ) throws -> LinkedCommit {
        let words = try words(on: read.commit)
        let links = Self.links(read.reading.links, amendedBy: words)
        let exemption = try exemption(
            of: read.commit, words: words, isLinked: !links.isEmpty, mergedContent: mergedContent, imports)
        return LinkedCommit(
            read, links: links, doubtful: words.doubtfulUnlinks, exemption: exemption, mergedContent: mergedContent)
    }

    private static func links(_ read: [Link], amendedBy words: CommitStatements) -> [Link] {
        guard !words.links.isEmpty else { return read.count < 2 ? read : read.sorted { $0.item < $1.item } }
        let kept = read.filter { words.links[$0.item]?.value != false }
        let known = Set(kept.map(\.item))
        let added = words.links.filter { $0.value.value && !known.contains($0.key) }.keys
        return (kept + added.map { Link(item: $0, source: .byHand) }).sorted { $0.item < $1.item }
    }

    private func exemption(
        of commit: Commit, words: CommitStatements, isLinked: Bool, mergedContent: [[UInt8]], _ imports: SubtreeImports?
    ) throws -> Exemption? {
        if let word = self.word(in: words), word.value { return .byHand(reason: word.reason, by: word.by) }
        guard !isLinked else { return nil }
        let subtree = imports?.section(exempting: commit.id).map(Exemption.subtree)
        guard commit.isMerge else { return try exemptionByPaths(of: commit) ?? subtree }
        let isPlain = policy.exemptMerges && mergedContent.isEmpty && imports?.isMisplaced(commit.id) != true
        return isPlain ? .merge : subtree
    }

    private func word(in words: CommitStatements) -> CommitStatements.Word<Bool>? {
        guard let release else { return words.exemption }
        return words.exemption(in: release) ?? (acceptsOlderExemptions ? words.exemption : nil)
    }

    private func exemptionByPaths(of commit: Commit) throws -> Exemption? {
        guard !policy.exemptPaths.isEmpty || !policy.authorExemptions.isEmpty else { return nil }
        let paths = try repository.ownChanges(of: commit)
        // An empty commit touches nothing, which is not the same as touching only exempt paths.
        guard !paths.isEmpty else { return nil }
        if paths.allSatisfy(policy.exempts(path:)) { return .paths }
        // Whoever made a commit said nothing of its loss or its return, as with an exemption by hand.
        guard release == nil || acceptsOlderExemptions else { return nil }
        let author = commit.author
        return policy.authorExemptions.first { $0.covers(author: author.name, email: author.email, paths: paths) }
            .map { .author($0.name) }
    }
}
