package import Changes
package import Git
package import Ledger

/// What a repository's history shows of its conventions, before any policy is there.
package struct HistorySurvey: Sendable {
    /// No more than so many commits of the history are looked at, the newest ones.
    package static let commitLimit = 100_000
    /// The newest ones are all read, and of the others one in so many.
    private static let (newest, sampled) = (5_000, 10)

    /// A pattern of release tags, and how many tags it covers.
    package struct CountedPattern: Hashable, Sendable {
        package let pattern: TagPattern
        package let count: Int

        package init(pattern: TagPattern, count: Int) {
            self.pattern = pattern
            self.count = count
        }
    }

    /// The commits that were looked at.
    package let commits: Int
    let census: ItemCensus
    /// How the messages name items.
    package let items: ItemProposal
    package let tags: Int
    /// The patterns of release tags, the most frequent first.
    package let tagPatterns: [CountedPattern]
    package let defaultBranch: String
    /// Each tag of a commit, with those before it.
    package let tagSteps: [TagStep]
    /// What release lines change for themselves; nothing as long as nobody looked.
    package var lines = LineSurvey.none
    /// Things in the repository whose releases are tagged side by side; none where all tags are one line.
    package private(set) var components: [ProposedComponent] = []

    package init(
        commits: Int, census: ItemCensus = ItemCensus(), tags: Int, tagPatterns: [CountedPattern],
        defaultBranch: String,
        tagSteps: [TagStep] = []
    ) {
        self.commits = commits
        self.census = census
        items = ItemProposal(census)
        self.tags = tags
        self.tagPatterns = tagPatterns
        self.defaultBranch = defaultBranch
        self.tagSteps = tagSteps
    }

    /// Reads the newest commits of HEAD's history, all tags and what lies between them, and where HEAD and the remote's
    /// HEAD are.
    package init(of repository: Repository) throws {
        let (census, commits) = try Self.census(of: repository)
        let references = try repository.references(under: "refs/tags/")
        let tags = references.map(\.shortName)
        var reader = try TagStepReader(repository, references)
        self.init(
            commits: commits, census: census, tags: tags.count,
            tagPatterns: proposedTagPattern(tags: tags).map { CountedPattern(pattern: $0.pattern, count: $0.count) },
            defaultBranch: try Self.defaultBranch(of: repository), tagSteps: reader.steps())
        components = try ComponentSurvey(repository, tagSteps).components(among: likelyTagPatterns)
    }

    /// Where a shallow clone ends, the survey ends too: it proposes, and decides nothing.
    private static func census(of repository: Repository) throws -> (ItemCensus, commits: Int) {
        var (census, count) = (ItemCensus(), 0)
        var queue = CommitQueue()
        var seen: Set<ObjectID> = []
        // Emptied place by place as the commits are counted.
        var found: [Commit?] = []
        func enqueue(_ ids: [ObjectID]) throws {
            for id in ids where seen.insert(id).inserted {
                let commit = try repository.commit(id)
                queue.insert(found.count, id: id, time: commit.committerTime)
                found.append(commit)
            }
        }
        try enqueue(repository.reference("HEAD").map { [$0.target] } ?? [])
        while count < commitLimit, let place = queue.popFirst(), let commit = found[place] {
            found[place] = nil
            count += 1
            if count <= newest || count.isMultiple(of: sampled) {
                census.add(Array(commit.message), isMerge: commit.isMerge)
            }
            if !repository.shallowBoundary.contains(commit.id) { try enqueue(commit.parents) }
        }
        return (census, count)
    }

    /// The branch that the remote names, or that is checked out, or that has one of the two usual names.
    private static func defaultBranch(of repository: Repository) throws -> String {
        if let remote = try repository.symbolicTarget(of: "refs/remotes/origin/HEAD") {
            return String(Reference.shortName(of: remote).dropFirst("origin/".utf8.count))
        }
        if let current = try repository.currentBranch() { return Reference.shortName(of: current) }
        return try ["main", "master"].first { try repository.reference("refs/heads/" + $0) != nil } ?? "main"
    }
}
