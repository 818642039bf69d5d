package import Changes
import Gate
import Git
import Ledger
package import Releases

/// One release in JSON. Stable: keys may be added, none is taken away.
package struct ReleasePlanDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ facts: GateFacts) {
        let standings = Dictionary(grouping: facts.signOffs.standings, by: \.item)
        json = .object([
            "release": facts.version, "state": facts.range.scope.tag == nil ? "planned" : "tagged",
            "tag": facts.range.scope.tag?.name, "base": facts.range.scope.baseDocument,
            "candidate": facts.range.scope.candidateDocument,
            // A full reference name or a commit ID; absent where the release is not planned.
            "target": facts.plan?.target,
            // Absent where the plan names none.
            "manager": facts.plan?.manager, "type": facts.plan?.type,
            "from": facts.plan?.from, "until": facts.plan?.until,
            // Incidents and problems that are held against it, open or closed.
            "holds": facts.holds.map(\.id),
            "items": facts.items.planned.map { Self.item($0, in: facts, standings[$0] ?? []) },
            // Items that have commits in it without being planned.
            "unplanned": facts.unplannedItems, "unlinked": facts.contents.unlinked.map(\.commit.id),
        ])
    }

    private static func item(_ item: ItemID, in facts: GateFacts, _ standings: [SignOffStanding]) -> JSONValue {
        .object([
            "id": item, "display": item.display, "title": facts.items[item]?.title ?? "",
            // Absent where the ledger does not know the item.
            "kind": facts.items[item]?.noun,
            // Its own commits and, for an RfC, those of its tasks.
            "commits": facts.items.content(of: item),
            "withoutCommits": facts.plan?.withoutCommits.contains(item) == true,
            "removed": facts.plan?.removed.contains(item) == true,
            "signOffs": JSONValue.object(standings.map { (key: $0.role, value: $0.state.rawValue) }),
        ])
    }
}
