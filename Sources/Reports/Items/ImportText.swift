package import Changes
import Git
package import Ledger

/// What an import changes, for people: one line an item.
package struct ImportText {
    private let plan: ImportPlan

    package init(_ plan: ImportPlan) {
        self.plan = plan
    }

    /// `RFC-1  new  Let people log in`, `TASK-2  state: open → closed`.
    package var lines: String {
        plan.changes.map { SafeText.line("\($0.id.shown)  \(Self.sentence($0))") + "\n" }.joined()
    }

    /// `2 new items, 1 changed, 7 as they were`
    package var summary: String {
        "\(counted(plan.added, "new item")), \(plan.changes.count - plan.added) changed, \(plan.unchanged) as they were"
    }

    private static func sentence(_ change: ImportPlan.Change) -> String {
        guard let before = change.before else { return "new  \(change.values[.title] ?? "")" }
        let names = ItemAttribute.allCases.filter { change.values[$0] != nil }
        return names.map { name in
            let values = [before[name], change.values[name]].map { TextWidth.truncated($0 ?? "none", to: 40) }
            return "\(name.rawValue): \(values.joined(separator: " → "))"
        }.joined(separator: "; ")
    }
}

/// What an import changes, in JSON.
package struct ImportDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    /// - Parameter skipped: why rows were left out, a sentence each.
    package init(_ plan: ImportPlan, isWritten: Bool, skipped: [String] = []) {
        json = .object([
            "changes": plan.changes.map { change in
                JSONValue.object([
                    "id": change.id, "display": change.id.display, "new": change.before == nil,
                    "set": JSONValue.object(change.statement.set),
                ])
            },
            // Absent where no row was.
            "skipped": skipped.isEmpty ? nil : JSONValue.array(skipped.map { .string($0) }),
            "unchanged": plan.unchanged, "written": isWritten,
        ])
    }
}
