package import Changes
import Git
package import Ledger
package import Releases

/// What a release brings: its items, each once, tasks beneath the RfC that they implement; then what has no item.
package struct ReleaseNotes: Sendable {
    /// One item of the release.
    struct Entry: Sendable {
        let id: ItemID
        let title: String
        /// Nil where the ledger does not know the item.
        var noun: ItemNoun? { item?.noun }
        /// What the ledger knows of it.
        let item: Item?
        /// `standard`, `normal` or `emergency`, for an RfC.
        var type: String? { item?[.type] }
        let commits: [ObjectID]
        let tasks: [Entry]
        /// What else there is to know: `also in 5.1.3`, `partly backported: 2 of 3 commits`.
        let remarks: [String]
        /// Empty where nobody asked.
        let approvals: [Decision]
        /// What its commits say of themselves.
        let changes: [ConventionalCommit]

        /// Whether a commit of it, or of a task beneath it, says that it breaks what users have.
        var isBreaking: Bool { (changes + tasks.flatMap(\.changes)).contains(where: \.isBreaking) }
    }

    /// An item of an earlier release that this one takes away or brings back.
    struct Effect: Sendable {
        let id: ItemID
        let title: String
        let reverts: [ObjectID]
    }

    /// Entries of one sort under their heading.
    struct Section: Sendable {
        let heading: String
        let entries: [Entry]
    }

    let scope: ReleaseScope
    /// When the release's tag was made; nil where it has none.
    let tagDate: Timestamp?
    let plan: ReleasePlan?
    /// Nil where there is no ledger, or nobody asked.
    let briefing: ReleaseBriefing?
    let sections: [Section]
    let contents: ReleaseContents
    let removed: [Effect]
    let restored: [Effect]
    /// What comes back with it, and what goes, by item; those without an item last.
    let returns: [ItemMovement]
    let goes: [ItemMovement]
    /// Items of which everything in the range was taken back.
    let reverted: [Effect]

    /// Nil where nobody asked.
    let configuration: ConfigurationChanges?
    /// The tags of the release and its base that are not the ones that the ledger knows.
    let doubtfulTags: [DoubtfulTag]

    /// - Parameter history: the part that the release is.
    package init(
        _ scope: ReleaseScope, tagDate: Timestamp?, plan: ReleasePlan?, _ history: History,
        configuration: ConfigurationChanges? = nil,
        briefing: ReleaseBriefing? = nil, approvals: [ItemID: [Decision]] = [:], doubtfulTags: [DoubtfulTag] = []
    ) {
        self.scope = scope
        self.tagDate = tagDate
        self.plan = plan
        self.briefing = briefing
        self.doubtfulTags = doubtfulTags
        self.configuration = configuration
        contents = history.contents
        let effect = { (item: ItemID, reverts: [ObjectID]) in
            Effect(id: item, title: history.title(of: item), reverts: reverts)
        }
        returns = ItemMovement.returns(in: history)
        goes = ItemMovement.goes(in: history)
        removed = contents.removed.map(effect)
        restored = contents.restored.map(effect)
        reverted = contents.reverted.sorted { $0.key < $1.key }.map(effect)
        let present = Set(contents.items).union(plan?.withoutCommits ?? [])
        let tasks = Dictionary(grouping: present.sorted().filter { history.rfc(of: $0) != nil }) { history.rfc(of: $0) }
        let top = present.filter { history.rfc(of: $0) == nil }.union(tasks.keys.compactMap(\.self)).sorted()
        let entries = top.map { item in
            Entry(item, in: history, approvals, tasks: (tasks[item] ?? []).map { Entry($0, in: history, approvals) })
        }
        sections = Self.sections(of: entries)
    }

    /// The items of earlier releases that are not in this one any more, sorted: those that it takes back, and those of which
    /// commits go and none comes.
    var leaving: [(id: ItemID, title: String)] {
        let present = Set(contents.items)
        let gone = goes.compactMap { movement in movement.item.map { (id: $0, title: movement.title ?? "") } }
        return (removed.map { (id: $0.id, title: $0.title) } + gone.filter { !present.contains($0.id) })
            .unique(by: \.id).sorted { $0.id < $1.id }
    }

    private static func sections(of entries: [Entry]) -> [Section] {
        let unknown = entries.contains { $0.noun != nil } ? "Other items" : "Items"
        let headings: [(noun: ItemNoun?, heading: String)] = [
            (.rfc, "Requests for change"), (.task, "Tasks"), (.problem, "Problems"), (.incident, "Incidents"),
            (nil, unknown),
        ]
        return headings.map { noun, heading in
            Section(heading: heading, entries: entries.filter { $0.noun == noun })
        }.filter { !$0.entries.isEmpty }
    }
}

extension ReleaseNotes.Entry {
    fileprivate init(
        _ id: ItemID, in history: History, _ approvals: [ItemID: [Decision]], tasks: [ReleaseNotes.Entry] = []
    ) {
        let commits = history.contents.commitsByItem[id] ?? []
        self.init(
            id: id, title: history.title(of: id), item: history.items[id], commits: commits, tasks: tasks,
            remarks: [history.comesBack(id), history.releasesToo(id), history.partial[id]?.sentence].compactMap(\.self),
            approvals: approvals[id] ?? [],
            changes: commits.compactMap { history.contents[$0].map { ConventionalCommit($0.commit.message) } })
    }
}

extension History {
    /// `also in 5.1.2, 5.1.3`: the earlier releases that have equivalents of the item's commits.
    fileprivate func releasesToo(_ item: ItemID) -> String? {
        let commits = contents.commitsByItem[item] ?? []
        let releases = Set(commits.compactMap { contents.fates.equivalents[$0]?.release }).sorted()
        return releases.isEmpty ? nil : "also in " + releases.map(\.description).joined(separator: ", ")
    }

    /// `comes back: 1.0.0 took it back by 1a2b3c4d5e`
    fileprivate func comesBack(_ item: ItemID) -> String? {
        contents.fates.returned(among: contents.commitsByItem[item] ?? []).first.map { "comes back: \($0.reason)" }
    }

    /// The RfC that an item implements, if the ledger has both.
    fileprivate func rfc(of item: ItemID) -> ItemID? {
        items[item]?.rfc.flatMap { items[$0] == nil ? nil : $0 }
    }
}
