import Changes
import Gate
import Git
package import Ledger
package import Releases

/// One release for people: its ends, its plan with the sign-offs, and what is in it without being planned.
package struct ReleasePlanText {
    private let facts: GateFacts

    package init(_ facts: GateFacts) {
        self.facts = facts
    }

    /// - Parameter zone: whose clocks tell the times.
    package func text(width: Int?, palette: Palette, zone: ZoneRules) -> String {
        let items = facts.items.planned.isEmpty ? "no item is planned\n" : table.text(width: width, palette: palette)
        return ([head(zone), items] + [others].compactMap(\.self)).joined(separator: "\n")
    }

    private func head(_ zone: ZoneRules) -> String {
        let scope = facts.range.scope
        let commits = facts.contents.commits.count
        let manager = facts.plan?.manager.map { ", managed by \($0)" } ?? ""
        let type = facts.plan.map { $0.type == .normal ? "" : ", \($0.type.rawValue)" } ?? ""
        let held = facts.holds.filter(\.isOpen).map { "held by \($0.id.shown): \($0.title)" }
        let lines =
            [scope.sentence, "\(state)\(manager)\(type): \(counted(commits, "commit")) up to \(scope.candidateName)"]
            + window(zone) + held
        return lines.map { SafeText.line($0) + "\n" }.joined()
    }

    private func window(_ zone: ZoneRules) -> [String] {
        guard let from = facts.plan?.from, let until = facts.plan?.until else { return [] }
        return ["planned for production \(WindowRow.span(from, until, zone))"]
    }

    private var state: String {
        if let tag = facts.range.scope.tag { return "tagged as \(tag.name)" }
        return facts.plan.map { "planned by \($0.plannedBy.name)" } ?? "not planned"
    }

    private var table: Table {
        let roles = facts.policy.signOffRoles
        let columns =
            [Table.Column("item"), .init("title", shrinks: true), .init("commits", .right)] + roles.map { .init($0) }
        let standings = Dictionary(grouping: facts.signOffs.standings, by: \.item)
        let rows = facts.items.planned.map { item in
            let states = roles.map { role in standings[item]?.first { $0.role == role }?.state ?? .open }
            return [
                Table.Cell(item.shown, .bold), Table.Cell(facts.items[item]?.title ?? "not in the ledger"),
                Table.Cell(facts.commitCount(of: item)),
            ] + states.map { Table.Cell($0.rawValue, $0 == .approved ? .green : .yellow) }
        }
        return Table(columns, rows: rows)
    }

    private var others: String? {
        let unplanned = facts.unplannedItems.map(\.shown).joined(separator: ", ")
        let unlinked = facts.contents.unlinked.count
        let lines = [
            unplanned.isEmpty ? nil : "not planned, but in it: \(unplanned)",
            unlinked == 0 ? nil : "without an item: \(counted(unlinked, "commit"))",
        ]
        let text = lines.compactMap(\.self).map { $0 + "\n" }.joined()
        return text.isEmpty ? nil : text
    }
}

extension GateFacts {
    /// Items with commits in the release that its plan does not have. Sorted.
    var unplannedItems: [ItemID] { contents.items.filter { plan?.items.contains($0) != true } }

    fileprivate func commitCount(of item: ItemID) -> String {
        let count = items.content(of: item).count
        return count == 0 && plan?.withoutCommits.contains(item) == true ? "none needed" : "\(count)"
    }
}
