import Changes
import Gate
import Git
import Ledger
package import Releases

/// One release in JSON. Stable: keys may be added, none is taken away.
package struct ReleasePlanDocument: Encodable, Sendable {
    private let release: String
    /// `planned` or `tagged`.
    private let state: String
    private let tag: String?
    private let base: EndDocument
    private let candidate: EndDocument
    /// A full reference name or a commit ID; absent where the release is not planned.
    private let target: String?
    private let items: [PlannedItemDocument]
    /// Items that have commits in it without being planned.
    private let unplanned: [String]
    private let unlinked: [String]

    package init(_ facts: GateFacts) {
        release = facts.version.description
        state = facts.scope.tag == nil ? "planned" : "tagged"
        tag = facts.scope.tag?.name
        base = facts.scope.baseDocument
        candidate = facts.scope.candidateDocument
        target = facts.plan?.target
        let standings = Dictionary(grouping: facts.standings, by: \.item)
        items = facts.plannedItems.map { PlannedItemDocument($0, in: facts, standings[$0] ?? []) }
        unplanned = facts.unplannedItems.map(\.description)
        unlinked = facts.contents.unlinked.map(\.commit.id.description)
    }
}

private struct PlannedItemDocument: Encodable {
    let id: String
    let title: String
    /// `rfc`, `task`, `problem` or `incident`; absent where the ledger does not know the item.
    let kind: String?
    /// Its own commits and, for an RfC, those of its tasks.
    let commits: [String]
    /// Whether it is declared to need none.
    let withoutCommits: Bool
    /// The state of each role that has to approve.
    let signOffs: [String: String]

    init(_ item: ItemID, in facts: GateFacts, _ standings: [SignOffStanding]) {
        id = item.description
        title = facts.items[item]?.title ?? ""
        kind = facts.items[item]?.noun.rawValue
        commits = (facts.content[item] ?? []).map(\.description)
        withoutCommits = facts.plan?.withoutCommits.contains(item) == true
        signOffs = Dictionary(standings.map { ($0.role, $0.state.rawValue) }) { first, _ in first }
    }
}
