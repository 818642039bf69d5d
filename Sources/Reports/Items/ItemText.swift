import Changes
package import Ledger

extension ItemSheet {
    /// The item for people: its attributes, then each kind of thing that hangs together with it.
    /// - Parameter zone: whose clocks tell the times.
    package func text(width: Int? = nil, palette: Palette = .plain, zone: ZoneRules = .utc) -> String {
        let sections = [
            ("tasks", tasks.map { "\($0.id.shown)  \($0.state)  \($0.title)" }),
            ("releases", releases.map(\.sentence)),
        ].filter { !$0.1.isEmpty }
        return heading(palette) + attributes(zone)
            + sections.map { "\n\($0.0)\n" + $0.1.map { "  " + SafeText.line($0) + "\n" }.joined() }.joined()
            + "\njournal\n" + journal.text(width: width, palette: palette, zone: zone).indented
    }

    private func heading(_ palette: Palette) -> String {
        palette("\(item.id.shown)", .bold) + "  " + SafeText.line(item.title) + "\n"
    }

    private func attributes(_ zone: ZoneRules) -> String {
        let known = item.noun.attributes.filter { $0 != .title }.compactMap { attribute in
            item[attribute].map { (attribute.rawValue, $0) }
        }
        let history = [
            ("added", "\(item.added.shownToSecond(in: zone)) by \(item.addedBy)"),
            ("changed", item.changed.shownToSecond(in: zone)),
        ]
        return (known + history).map(Self.row).joined()
    }

    private static func row(_ name: String, _ value: String) -> String {
        let padding = String(repeating: " ", count: max(1, 16 - name.utf8.count))
        let lines = SafeText.block(value).split(separator: "\n", omittingEmptySubsequences: false)
        return "  \(name)\(padding)" + lines.joined(separator: "\n" + String(repeating: " ", count: 18)) + "\n"
    }
}

extension Item {
    /// `open` or `closed`.
    package var state: String { isOpen ? "open" : "closed" }
}

extension ItemSheet.Appearance {
    /// `2.4.0  tagged v2.4.0  approved as qa by Quinn Tester (3 commits)`
    fileprivate var sentence: String {
        let standing = decisions.map { decision in
            let statement = decision.statement
            let verb = statement.decision == .approve ? "approved" : "rejected"
            return "\(verb) as \(statement.role) by \(decision.by.name) (\(counted(statement.content.count, "commit")))"
        }
        let state = tag.map { "tagged \($0)" } ?? "planned"
        return (["\(version)", state] + (standing.isEmpty ? ["no decision"] : standing)).joined(separator: "  ")
    }
}

extension String {
    /// Every line moved to the right by two columns.
    fileprivate var indented: String {
        split(separator: "\n").map { "  \($0)\n" }.joined()
    }
}
