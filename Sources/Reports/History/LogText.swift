import Changes
import Git
import Ledger
package import Releases

/// A part of the history for people: its ends, then the commits by item, then those without one, then the exempt.
package struct LogText {
    private let history: History
    private let width: Int?
    private let palette: Palette

    /// - Parameter width: the columns of the terminal; nil where nothing is to be cut.
    package init(_ history: History, width: Int? = nil, palette: Palette = .plain) {
        self.history = history
        self.width = width
        self.palette = palette
    }

    package var text: String {
        let contents = history.contents
        let items = history.shownItems.map { section(of: $0) }
        let others = [
            section("unlinked", contents.unlinked) { _ in nil },
            section("exempt", contents.exempt) { $0.exemption?.text },
        ]
        return ([head] + items + others.compactMap(\.self)).map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private var head: [String] {
        switch history.part {
        case .release(let scope): [SafeText.line(scope.sentence), counts]
        case .range(let base, let candidate):
            [SafeText.line(candidate.revision + (base.map { " ← \($0.revision)" } ?? "")), counts]
        case .item: [counts]
        }
    }

    private var counts: String {
        let contents = history.contents
        let parts = [
            counted(contents.commits.count, "commit"), counted(history.shownItems.count, "item"),
            "\(contents.unlinked.count) unlinked", "\(contents.exempt.count) exempt",
        ]
        if case .item = history.part { return parts[0] }
        return parts.joined(separator: ", ")
    }

    private func section(of item: ItemID) -> [String] {
        let commits = history.contents.commitsByItem[item] ?? []
        let title = SafeText.line(history.title(of: item))
        let name = palette(item.description, .bold) + (title.isEmpty ? "" : "  \(title)")
        return [name] + commits.compactMap { history.contents[$0] }.flatMap { lines($0, after: releases(of: $0)) }
    }

    private func section(
        _ title: String, _ commits: [LinkedCommit], _ suffix: (LinkedCommit) -> String?
    ) -> [String]? {
        guard !commits.isEmpty else { return nil }
        return [palette(title, .bold)] + commits.flatMap { lines($0, after: suffix($0)) }
    }

    /// For the part of an item, where its commits went; elsewhere nothing.
    private func releases(of linked: LinkedCommit) -> String? {
        guard case .item = history.part else { return nil }
        return Placement(linked.commit.id, in: history.releases[linked.commit.id] ?? []).sentence
    }

    private func lines(_ linked: LinkedCommit, after suffix: String?) -> [String] {
        let start = "  \(linked.commit.id.abbreviated)  \(CommitTime(linked.commit).day)  "
        let end = suffix.map { "  (\(SafeText.line($0)))" } ?? ""
        let room = width.map { max(20, $0 - TextWidth.columns(of: start + end)) } ?? .max
        let subject = TextWidth.truncated(SafeText.line(linked.reading.subject), to: room)
        let remarks = CommitRemarks(linked).sentences.map { "      " + palette(SafeText.line($0), .yellow) }
        return [palette(start, .dim) + subject + palette(end, .dim)] + remarks
    }
}

extension Exemption {
    /// Why a commit needs no item, for people.
    var text: String {
        switch self {
        case .merge: "a merge without changes of its own"
        case .paths: "touches exempt paths only"
        case .byHand(let reason, let person): "\(reason); said by \(person.name)"
        }
    }
}
