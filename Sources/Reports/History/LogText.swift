import Changes
import Git
import Ledger
package import Releases

/// A part of the history for people: its ends, then the commits by item, then those without one, then the exempt.
package struct LogText {
    private let history: History
    private let configuration: ConfigurationChanges?
    private let width: Int?
    private let palette: Palette

    /// - Parameters:
    ///   - configuration: the configuration changes of the same part; nil where nobody asked.
    ///   - width: the columns of the terminal; nil where nothing is to be cut.
    package init(
        _ history: History, configuration: ConfigurationChanges? = nil, width: Int? = nil, palette: Palette = .plain
    ) {
        self.history = history
        self.configuration = configuration
        self.width = width
        self.palette = palette
    }

    package var text: String {
        let contents = history.contents
        let items = history.shownItems.map { section(of: $0) }
        let others = [
            section("unlinked", contents.unlinked) { fate(of: $0) },
            section("exempt", contents.exempt) { $0.exemption?.text },
            section("gone", contents.commits.filter { contents.gone.contains($0.commit.id) }) { fate(of: $0) },
            section("goes", contents.fates.goes.map(\.commit)) { goes(of: $0) },
            effects("removed", contents.removed), effects("restored", contents.restored),
            configuration.map {
                [palette("configuration", .bold)] + ConfigurationText($0, width: width, palette: palette).lines
            },
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
        let parts =
            [
                counted(contents.commits.count, "commit"), counted(history.shownItems.count, "item"),
                "\(contents.unlinked.count) unlinked", "\(contents.exempt.count) exempt",
            ] + (contents.gone.isEmpty ? [] : ["\(contents.gone.count) gone"])
            + (contents.fates.returns.isEmpty ? [] : ["\(contents.fates.returns.count) coming back"])
            + (contents.fates.goes.isEmpty ? [] : ["\(contents.fates.goes.count) going"])
        if case .item = history.part { return parts[0] }
        return parts.joined(separator: ", ")
    }

    private func section(of item: ItemID) -> [String] {
        let commits = history.contents.commitsByItem[item] ?? []
        let title = SafeText.line(history.title(of: item))
        let partial = history.partial[item].map { "  (\($0.sentence))" } ?? ""
        let name = palette(item.shown, .bold) + (title.isEmpty ? "" : "  \(title)") + palette(partial, .yellow)
        return [name] + commits.compactMap { history.contents[$0] }.flatMap { lines($0, after: suffix(of: $0)) }
    }

    private func suffix(of linked: LinkedCommit) -> String? {
        let parts = [releases(of: linked), fate(of: linked)].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// What became of a commit beside being here; nil for nothing.
    private func fate(of linked: LinkedCommit) -> String? {
        let sentences = CommitFateText(linked.commit.id, in: history.contents).sentences
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }

    /// What is lost of a commit of the base.
    private func goes(of linked: LinkedCommit) -> String? {
        history.contents.fates.going(linked.commit.id).map { going in
            let items = linked.items.map(\.shown).joined(separator: " ")
            return (items.isEmpty ? "" : "\(items): ") + going.reason
        }
    }

    /// What earlier releases lose or get back, item by item.
    private func effects(_ title: String, _ effects: [(item: ItemID, reverts: [ObjectID])]) -> [String]? {
        guard !effects.isEmpty else { return nil }
        return [palette(title, .bold)]
            + effects.map { effect in
                let name = SafeText.line("\(effect.item.shown)  \(history.items[effect.item]?.title ?? "")")
                return "  \(name.trimmingEnd)  (by \(effect.reverts.map(\.abbreviated).joined(separator: " ")))"
            }
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

extension String {
    fileprivate var trimmingEnd: Substring { self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)] }
}

extension Exemption {
    /// Why a commit needs no item, for people.
    var text: String {
        switch self {
        case .merge: "a merge without changes of its own"
        case .author(let section): "author and paths of [exempt \"\(section)\"]"
        case .subtree(let section): "imports a subtree of [exempt \"\(section)\"]"
        case .paths: "touches exempt paths only"
        case .byHand(let reason, let person): "\(reason); said by \(person.name)"
        }
    }
}
