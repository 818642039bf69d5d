import Changes
import Ledger
import Releases

/// Decisions from before they named what they rest on: one finding for each role, with one command that renews them all.
enum Renewal {
    static func findings(
        _ code: RuleCode, _ waiting: [(item: ItemID, role: String)], _ facts: GateFacts
    ) -> [Finding] {
        Dictionary(grouping: waiting, by: \.role).sorted { $0.key < $1.key }.map { role, waiting in
            let items = waiting.map(\.item)
            return Finding(
                code, .release,
                expected: "decisions by \(role) that name what they rest on, as the ledger's format asks",
                found: "those about \(items.map(\.shown).joined(separator: ", ")) are from before",
                mend: ["sluice approve \(words: items) --release \(facts.version) --role \(role)"])
        }
    }
}
