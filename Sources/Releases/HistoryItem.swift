package import Changes
package import Git
package import Ledger

/// An item as the history knows it: for projects that begin a ledger in the middle of their life.
package struct HistoryItem: Sendable {
    package let id: ItemID
    package let noun: ItemNoun
    /// The first of its commits that is no merge, or else the first one.
    package let first: ObjectID
    /// One line: what the subject of that commit says after the IDs that lead it.
    package let title: String
    /// Whether releases, not only candidates of these, have all of its commits.
    package let isReleased: Bool

    package init(id: ItemID, noun: ItemNoun, first: ObjectID, title: String, isReleased: Bool) {
        self.id = id
        self.noun = noun
        self.first = first
        self.title = title
        self.isReleased = isReleased
    }

    /// The statement that records it. It names the history as its source, so that nobody takes it for a person's word.
    package var statement: ItemStatement {
        let values = noun.initialValues.merging([.title: title, .state: isReleased ? "closed" : "open"]) { $1 }
        return ItemStatement(
            item: id, noun: noun, set: values, reason: "taken from the history, commit \(first.abbreviated)",
            source: "history")
    }
}

extension Repository {
    /// The items that the messages of all commits of code link to, of the policy's kinds. Sorted.
    ///
    /// One pass over the messages: no tree is read.
    ///
    /// - Throws: `RepositoryProblem` where the clone is incomplete.
    package func historyItems(policy: Policy) throws -> [HistoryItem] {
        let commits = try CommitRange.commits(
            of: codeTips(besides: ledgerBranch()), without: [], in: self,
            messages: MessageReader(rules: policy.links, extent: .scope))
        let released = try Self.released(commits, by: ReleaseTags(self, policy: policy, recorded: []))
        var found: [ItemID: FoundItem] = [:]
        // Parents come last.
        for read in commits.reversed() {
            let isReleased = released.contains(read.commit.id)
            for item in read.reading.links.map(\.item) { found[item, default: FoundItem()].add(read, isReleased) }
        }
        return found.keys.sorted().compactMap { id in
            guard let noun = policy.noun(of: id), let item = found[id], let first = item.first else { return nil }
            return HistoryItem(
                id: id, noun: noun, first: first.commit.id, title: Self.title(first) ?? id.shown,
                isReleased: item.isReleased)
        }
    }

    /// The commits that the tags of final releases reach.
    private static func released(_ commits: [ReadCommit], by tags: ReleaseTags) -> Set<ObjectID> {
        let finals = tags.all.filter { $0.targetKind == .commit && !$0.version.isPreRelease }
        var released = Set(finals.map(\.target))
        // Children come first.
        for read in commits where released.contains(read.commit.id) { released.formUnion(read.commit.parents) }
        return released
    }

    private static func title(_ read: ReadCommit) -> String? {
        let candidates = [Array(read.reading.headline), read.reading.subject].map {
            String(decoding: $0, as: UTF8.self)
        }
        return candidates.lazy.compactMap { try? ItemAttribute.title.normalised($0) }.first { !$0.isEmpty }
    }
}

/// The commits of an item that a walk over the history has seen.
private struct FoundItem {
    private(set) var first: ReadCommit?
    private(set) var isReleased = true

    mutating func add(_ read: ReadCommit, _ isReleased: Bool) {
        self.isReleased = self.isReleased && isReleased
        if first == nil || first?.commit.isMerge == true && !read.commit.isMerge { first = read }
    }
}
