import Changes
import Git
package import Releases

/// Every commit that is not exempt belongs to an item. Merges that change something by themselves are `merge`'s.
package enum UnlinkedRule: Rule {
    package static let code = RuleCode.unlinked

    package static func findings(in facts: some ChangeFacts) -> [Finding] {
        facts.contents.unlinked.filter { !$0.changesByItself }.map { linked in
            let id = linked.commit.id.abbreviated
            return Finding(
                code, .commit(linked.commit.id), expected: "an item that the commit belongs to",
                found: description(of: linked) + facts.contents.fates.returnedText(among: [linked.commit.id]),
                mend: ["sluice link \(id) \(likely(linked)) --reason \"…\""] + facts.exempts([linked.commit.id]),
                together: together(linked, facts))
        }
    }

    /// Where nothing shows what a commit belongs to, it may be one item for many: or none, as with what a release loses.
    private static func together(_ linked: LinkedCommit, _ facts: some ChangeFacts) -> [CommonFix] {
        let isGuessed = likely(linked) != unknown
        let isLeaving = !facts.contents.fates.returned(among: [linked.commit.id]).isEmpty
        guard !isGuessed, !isLeaving else { return [] }
        return [
            .each(before: "sluice link ", after: " \(unknown) --reason \"…\""),
            .each(before: "sluice link ", after: " --exempt --reason \"…\""),
        ]
    }

    /// Stands for an item that nobody guesses.
    private static let unknown: ShellCommand = "<item>"

    private static func description(of linked: LinkedCommit) -> String {
        let subject = String(decoding: linked.reading.subject, as: UTF8.self)
        if !linked.items.isEmpty {
            let items = linked.items.map(\.shown).joined(separator: ", ")
            return "somebody took it from \(items) whose word opens no gate (\(subject))"
        }
        if let miss = linked.reading.nearMisses.first {
            return "none; did \"\(String(decoding: miss.text, as: UTF8.self))\" mean \(miss.suggestion)? (\(subject))"
        }
        return "none in \"\(subject)\""
    }

    private static func likely(_ linked: LinkedCommit) -> ShellCommand {
        let guess = linked.items.first ?? linked.reading.nearMisses.first?.suggestion ?? linked.reading.mentions.first
        return guess.map { "\($0)" } ?? unknown
    }
}
