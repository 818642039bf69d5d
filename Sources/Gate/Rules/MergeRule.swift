import Changes
import Git
package import Releases

/// No merge brings in content of its own, or loses somebody's, that no item covers.
package enum MergeRule: Rule {
    package static let code = RuleCode.merge

    package static func findings(in facts: some ChangeFacts) -> [Finding] {
        facts.contents.unlinked.filter(\.changesByItself).map { linked in
            let id = linked.commit.id.abbreviated
            let paths = linked.mergedContent.map(\.pathText).joined(separator: ", ")
            let change = "it changes by itself: \(paths) (\(String(decoding: linked.reading.subject, as: UTF8.self)))"
            return Finding(
                code, .commit(linked.commit.id),
                expected: "a merge as Git makes it, or an item that covers what it changes",
                found: ([change] + (facts.mergeLosses[linked.commit.id] ?? []).map(\.sentence)).joined(separator: "; "),
                mend: ["sluice link \(id) <item> --reason \"…\""] + facts.exempts([linked.commit.id]))
        }
    }
}

extension MergeLoss {
    /// `it loses TASK-2's change to legacy.conf`
    fileprivate var sentence: String {
        "it loses \(owners.map { "\($0)'s" }.joined(separator: " and ")) change to \(path.pathText)"
    }

    private var owners: [String] { items.map(\.shown) + others.map { "commit \($0.abbreviated)" } }
}
