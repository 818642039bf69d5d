package import Changes
package import Git
package import Ledger

/// A part of the history with the items that it belongs to: what `log` and `notes` tell.
package struct History: Sendable {
    /// Which part it is.
    package enum Part: Sendable {
        case release(ReleaseScope)
        /// The commits of one revision that another one lacks, or all of them.
        case range(base: End?, candidate: End)
        /// The commits of an item and, for an RfC, of the tasks that implement it, on whichever branch they are.
        case item(ItemID, tasks: [ItemID])
    }

    /// One end of a range, as it was named.
    package struct End: Hashable, Sendable {
        package let revision: String
        package let commit: ObjectID

        package init(revision: String, commit: ObjectID) {
            self.revision = revision
            self.commit = commit
        }
    }

    package let part: Part
    package let contents: ReleaseContents
    /// What the ledger knows of the items; empty before `init`.
    package let items: [ItemID: Item]
    /// The releases that contain each commit, lowest first; gathered for the part of an item only.
    package let releases: [ObjectID: [ReleaseTag]]

    /// The items of a release that its line has only a part of.
    package let partial: [ItemID: PartialBackport]
    /// Where the changes are; for the part of an item only.
    package let spread: ItemSpread?

    /// The items that this part is told by, sorted.
    package var shownItems: [ItemID] {
        guard case .item(let item, let tasks) = part else { return contents.items }
        return [item] + tasks
    }

    /// The title in the ledger, or else what the subject of the item's first commit says after its ID.
    package func title(of item: ItemID) -> String {
        if let known = items[item] { return known.title }
        let first = (contents.commitsByItem[item] ?? contents.goingByItem[item])?.last.flatMap { contents[$0] }
        return first.map { String(decoding: $0.reading.headline, as: UTF8.self) } ?? ""
    }
}

/// Reads parts of the history, with a ledger or without one.
package struct HistoryReader {
    let finder: ScopeFinder
    let ledger: LedgerReader?

    /// - Parameter ledger: nil before `init`.
    package init(_ finder: ScopeFinder, ledger: LedgerReader?) {
        self.finder = finder
        self.ledger = ledger
    }

    package func history(of scope: ReleaseScope, plan: ReleasePlan?) throws -> History {
        let linker = try linker()
        let contents = try finder.contents(of: scope, by: linker)
        let partial = try finder.partialBackports(of: contents, in: scope, by: linker)
        return try history(.release(scope), contents, items: plan?.items ?? [], partial: partial)
    }

    package func history(from base: History.End?, to candidate: History.End) throws -> History {
        let bases = base.map { [$0.commit] } ?? []
        return try history(
            .range(base: base, candidate: candidate),
            finder.contents(of: candidate.commit, without: bases, by: linker()))
    }

    /// The commits of an item, with those of its tasks, on all branches and in all tags.
    ///
    /// - Parameter withPlaces: whether the releases and branches are asked for what they have of the item, which takes longest.
    package func history(of item: ItemID, membership: Membership, withPlaces: Bool = false) throws -> History {
        let tasks = try tasks(of: item)
        let repository = finder.repository
        let tips = try repository.codeTips(besides: repository.ledgerBranch())
        let linker = try linker()
        let found = try finder.source.commits(
            of: Set([item] + tasks), orNamed: { try ledger?.commitsWithStatements() ?? [] }, from: tips,
            messages: linker.messages)
        let contents = ReleaseContents(try linker.link(found.commits, of: Set([item] + tasks)))
        let (own, others) = found.commits.parted { contents[$0.commit.id] != nil }
        let related =
            own.isEmpty || !withPlaces ? [] : Self.related(to: own, among: others, found.merges, linker.messages)
        let spread =
            withPlaces
            ? try SpreadFinder(finder, linker, base: base).spread(
                of: own, related: related, merges: found.merges, membership: membership) : nil
        return try history(
            .item(item, tasks: tasks), contents, items: Set([item] + tasks), membership: membership, spread: spread)
    }

    /// The release before one; nil also where it cannot be told, as two tags have one version.
    private func base(of release: ReleaseTag) throws -> Version? {
        let plan = try ledger?.release(release.version)
        let scope = try? finder.scope(of: release.version, plan: plan, candidate: (release.name, release.target))
        guard let base = scope?.base else { return nil }
        return try finder.tags.all.first { $0.name == base.revision }?.version
    }

    /// Carriers of the same changes, and what takes back these or the item's own.
    private static func related(
        to own: [ReadCommit], among others: [ReadCommit], _ merges: [ReadCommit], _ messages: MessageReader
    ) -> [ReadCommit] {
        var (related, rest) = (own, others)
        for _ in 0..<Kinship.rounds {
            let kinship = Kinship(of: related, merges: merges, messages)
            let (new, further) = rest.parted { kinship.includes($0) }
            if new.isEmpty { break }
            (related, rest) = (related + new, further)
        }
        return Array(related.dropFirst(own.count))
    }

    private func linker() throws -> CommitLinker {
        try CommitLinker(finder.repository, policy: finder.policy, ledger: ledger, source: finder.source)
    }

    private func tasks(of item: ItemID) throws -> [ItemID] {
        guard finder.policy.noun(of: item) == .rfc else { return [] }
        return try ledger?.items().filter { $0.rfc == item }.map(\.id) ?? []
    }

    private func history(
        _ part: History.Part, _ contents: ReleaseContents, items: Set<ItemID> = [], membership: Membership? = nil,
        partial: [ItemID: PartialBackport] = [:], spread: ItemSpread? = nil
    ) throws -> History {
        let effects = (contents.removed + contents.restored).map(\.item) + contents.goingByItem.keys
        var known = try ledger?.items(items.union(contents.items).union(effects)) ?? [:]
        for rfc in known.values.compactMap(\.rfc) where known[rfc] == nil { known[rfc] = try ledger?.item(rfc) }
        var releases: [ObjectID: [ReleaseTag]] = [:]
        for linked in contents.commits {
            releases[linked.commit.id] = try membership?.releases(containing: linked.commit.id)
        }
        finder.source.memo?.save()
        return History(
            part: part, contents: contents, items: known, releases: releases, partial: partial, spread: spread)
    }
}
