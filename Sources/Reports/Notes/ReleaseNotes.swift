import Changes
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
        let noun: ItemNoun?
        /// `standard`, `normal` or `emergency`, for an RfC.
        let type: String?
        let commits: [ObjectID]
        let tasks: [Entry]
        /// What else there is to know: `also in 5.1.3`, `partly backported: 2 of 3 commits`.
        let remarks: [String]
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
    let sections: [Section]
    let contents: ReleaseContents
    let removed: [Effect]
    let restored: [Effect]
    /// Items of which everything in the range was taken back.
    let reverted: [Effect]

    /// Nil where nobody asked.
    let configuration: ConfigurationChanges?

    /// - Parameter history: the part that the release is.
    package init(
        _ scope: ReleaseScope, plan: ReleasePlan?, _ history: History, configuration: ConfigurationChanges? = nil
    ) {
        self.scope = scope
        self.configuration = configuration
        contents = history.contents
        let effect = { (item: ItemID, reverts: [ObjectID]) in
            Effect(id: item, title: history.title(of: item), reverts: reverts)
        }
        removed = contents.removed.map(effect)
        restored = contents.restored.map(effect)
        reverted = contents.reverted.sorted { $0.key < $1.key }.map(effect)
        let present = Set(contents.items).union(plan?.withoutCommits ?? [])
        let tasks = Dictionary(grouping: present.sorted().filter { history.rfc(of: $0) != nil }) { history.rfc(of: $0) }
        let top = present.filter { history.rfc(of: $0) == nil }.union(tasks.keys.compactMap(\.self)).sorted()
        let entries = top.map { item in
            Entry(item, in: history, tasks: (tasks[item] ?? []).map { Entry($0, in: history, tasks: []) })
        }
        sections = Self.sections(of: entries)
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
    fileprivate init(_ item: ItemID, in history: History, tasks: [ReleaseNotes.Entry]) {
        let known = history.items[item]
        self.init(
            id: item, title: history.title(of: item), noun: known?.noun, type: known?[.type],
            commits: history.contents.commitsByItem[item] ?? [], tasks: tasks,
            remarks: [history.releasesToo(item), history.partial[item]?.sentence].compactMap(\.self))
    }
}

extension History {
    /// `also in 5.1.2, 5.1.3`: the earlier releases that have equivalents of the item's commits.
    fileprivate func releasesToo(_ item: ItemID) -> String? {
        let commits = contents.commitsByItem[item] ?? []
        let releases = Set(commits.compactMap { contents.fates.equivalents[$0]?.release }).sorted()
        return releases.isEmpty ? nil : "also in " + releases.map(\.description).joined(separator: ", ")
    }

    /// The RfC that an item implements, if the ledger has both.
    fileprivate func rfc(of item: ItemID) -> ItemID? {
        items[item]?.rfc.flatMap { items[$0] == nil ? nil : $0 }
    }
}
