package import Changes
import Git
package import Ledger
package import Releases

/// One release of the ledger in a list.
package struct ReleaseRow: Sendable {
    let version: Version
    let tag: String?
    let items: Int
    /// Nil for the first release.
    let base: String?
    let rule: BaseRule
    let target: String

    package init(_ plan: ReleasePlan, tags: ReleaseTags) {
        version = plan.version
        let tag = tags[plan.version]
        self.tag = tag?.name
        items = plan.items.count
        let kept = plan.manifests.first { $0.tag == tag?.name && $0.candidate == tag?.target }?.base
            .flatMap { tags.lower(than: plan.version, on: $0) }
        let choice = BaseChoice(for: plan.version, tagged: kept.map { [$0.version] } ?? tags.versions)
        base = plan.base ?? choice.base?.description
        rule = plan.base == nil ? choice.rule : .ownBase
        target = plan.target
    }

    var state: String { tag == nil ? "planned" : "tagged" }

    /// The branch, or the first digits of the commit.
    var targetName: String { ObjectID(target)?.abbreviated ?? Reference.shortName(of: target) }

    /// The same for the base.
    var baseName: String { base.map { ObjectID($0)?.abbreviated ?? $0 } ?? "the beginning" }
}

/// The list for people.
package struct ReleaseListText {
    private let rows: [ReleaseRow]

    package init(_ rows: [ReleaseRow]) {
        self.rows = rows
    }

    package func text(width: Int?, palette: Palette) -> String {
        let columns: [Table.Column] = [
            .init("release"), .init("state"), .init("items", .right), .init("base", shrinks: true),
            .init("target", shrinks: true),
        ]
        let cells = rows.map { row in
            [
                Table.Cell(row.version.description, .bold), Table.Cell(row.state), Table.Cell("\(row.items)"),
                Table.Cell("\(row.baseName) (\(row.rule.rawValue))"), Table.Cell(row.targetName),
            ]
        }
        return Table(columns, rows: cells).text(width: width, palette: palette)
    }
}

/// The list in JSON.
package struct ReleaseListDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ rows: [ReleaseRow]) {
        json = .object([
            "releases": rows.map { row in
                JSONValue.object([
                    "release": row.version, "state": row.state, "tag": row.tag, "items": row.items,
                    "base": EndDocument(revision: row.base, commit: nil, rule: row.rule.rawValue),
                    "target": row.target,
                ])
            }
        ])
    }
}
