package import Changes
import Git
import Ledger
package import Releases

/// The items that an import takes from the history, for people.
package struct HistoryImportText {
    private let new: [HistoryItem]
    private let known: Int

    package init(_ new: [HistoryItem], known: Int) {
        self.new = new
        self.known = known
    }

    /// `TASK-2  new  closed  Invoice form`
    package var lines: String {
        new.map { SafeText.line("\($0.id.shown)  new  \($0.isReleased ? "closed" : "open")  \($0.title)") + "\n" }
            .joined()
    }

    /// `12 new items (10 closed, as releases have all of their commits; 2 open), 7 known before`
    package var summary: String {
        let closed = new.count(where: \.isReleased)
        let states =
            new.isEmpty ? "" : " (\(closed) closed, as releases have all of their commits; \(new.count - closed) open)"
        return "\(counted(new.count, "new item"))\(states), \(known) known before"
    }
}

/// The same in JSON.
package struct HistoryImportDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ new: [HistoryItem], known: Int, isWritten: Bool) {
        json = .object([
            "changes": new.map { item in
                JSONValue.object([
                    "id": item.id, "display": item.id.display, "new": true,
                    "set": JSONValue.object(item.statement.set), "commit": item.first,
                ])
            },
            "unchanged": known, "written": isWritten,
        ])
    }
}
