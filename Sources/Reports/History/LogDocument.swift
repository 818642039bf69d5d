package import Changes
import Git
import Ledger
package import Releases

/// A part of the history in JSON. Stable: keys may be added, none is taken away.
///
/// Commits are told once, in `commits`; everywhere else their IDs stand for them.
package struct LogDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    /// - Parameter doubtfulTags: those that the part names.
    package init(
        _ history: History, configuration: ConfigurationChanges? = nil, doubtfulTags: [DoubtfulTag] = []
    ) {
        let ends = Ends(history.part)
        let contents = history.contents
        json = .object([
            "release": ends.release.orNull, "item": ends.item, "base": ends.base, "candidate": ends.candidate,
            "items": history.shownItems.map { Self.item($0, in: history) },
            "unlinked": contents.unlinked.map(\.commit.id), "exempt": contents.exempt.compactMap(Self.exemption),
            "gone": contents.commits.map(\.commit.id).filter(contents.gone.contains),
            "removed": contents.removed.map(Self.effect), "restored": contents.restored.map(Self.effect),
            "returns": ItemMovement.returns(in: history), "goes": ItemMovement.goes(in: history),
            // Files that differ and that no commit of either side touches; absent where there is none.
            "unaccounted": contents.fates.unaccounted.isEmpty ? nil : contents.fates.unaccounted.map(\.pathText),
            "commits": contents.commits.map {
                CommitDocument($0, releases: history.releases[$0.commit.id], in: contents)
            },
            "doubtfulTags": doubtfulTags.orAbsent,
            "configuration": configuration.map(ConfigurationDocument.init),
        ])
    }

    /// An item with its commits in the part that is told, and whether the ledger has it.
    private static func item(_ item: ItemID, in history: History) -> JSONValue {
        .object([
            "id": item, "display": item.display, "title": history.title(of: item), "known": history.items[item] != nil,
            "commits": history.contents.commitsByItem[item] ?? [],
            "partly": history.partial[item].map { JSONValue.object(["present": $0.present, "total": $0.total]) },
        ])
    }

    /// An item of earlier releases, and the reverts that take it away or bring it back.
    private static func effect(_ effect: (item: ItemID, reverts: [ObjectID])) -> JSONValue {
        .object(["id": effect.item, "display": effect.item.display, "commits": effect.reverts])
    }

    /// `merge`, `paths` or `by-hand`; for the latter what was said, and by whom.
    private static func exemption(of linked: LinkedCommit) -> JSONValue? {
        guard let exemption = linked.exemption else { return nil }
        var (note, by): (String?, String?)
        if case .byHand(let reason, let person) = exemption { (note, by) = (reason, person.description) }
        return .object(["commit": linked.commit.id, "reason": exemption.name, "note": note, "by": by])
    }
}

private struct Ends {
    var release: String?
    var item: ItemID?
    let base: EndDocument
    let candidate: EndDocument

    init(_ part: History.Part) {
        switch part {
        case .release(let scope):
            release = scope.version.description
            (base, candidate) = (scope.baseDocument, scope.candidateDocument)
        case .range(let base, let candidate):
            self.base = EndDocument(revision: base?.revision, commit: base?.commit, rule: "range")
            self.candidate = EndDocument(revision: candidate.revision, commit: candidate.commit)
        case .item(let id, _):
            item = id
            base = EndDocument(revision: nil, commit: nil, rule: "item")
            candidate = EndDocument(revision: nil, commit: nil)
        }
    }
}
