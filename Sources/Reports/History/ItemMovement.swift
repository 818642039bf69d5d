import Changes
import Git
import Ledger
import Releases

/// Commits of one item that come back with a release, or go with it.
struct ItemMovement: JSONConvertible {
    struct Entry {
        let commit: ObjectID
        let subject: String
        /// The lowest release that has it, or that took it back. Of what a commit of the range takes back: the base, which has it.
        let release: Version?
        let why: String
        /// Whether a commit of the range says that it takes it back, or shows it.
        var isTakenBack = false
    }

    /// Nil for commits without an item.
    let item: ItemID?
    let title: String?
    let entries: [Entry]

    var json: JSONValue {
        .object([
            "id": item.orNull, "display": item?.display, "title": title.orNull,
            "commits": entries.map { entry in
                JSONValue.object([
                    "id": entry.commit, "subject": entry.subject, "release": entry.release.orNull,
                    "why": entry.why,
                ])
            },
        ])
    }

    /// Commits that the base took back and the candidate has.
    static func returns(in history: History) -> [ItemMovement] {
        movements(
            in: history,
            history.contents.fates.returns.map { returned in
                (returned.commit.items, Entry(returned.commit, release: returned.release, why: returned.reason))
            })
    }

    /// Commits of the base whose change the candidate lacks, and those that the range takes back.
    static func goes(in history: History) -> [ItemMovement] {
        let fates = history.contents.fates
        let lost = fates.goes.map { going in
            (going.commit.items, Entry(going.commit, release: going.release, why: going.reason))
        }
        let taken = fates.reversals.filter { $0.isFelt && !$0.isRestoring }.map { reversal in
            let why = "\(reversal.revert.abbreviated) takes it back"
            let subject = String(repairing: reversal.subject)
            let entry = Entry(
                commit: reversal.target, subject: subject, release: fates.base, why: why, isTakenBack: true)
            return (reversal.items, entry)
        }
        return movements(in: history, lost + taken)
    }

    /// By item, sorted; commits without one last.
    private static func movements(in history: History, _ found: [(items: [ItemID], entry: Entry)]) -> [ItemMovement] {
        let items = Set(found.flatMap(\.items)).sorted()
        return ((items.map { $0 } as [ItemID?]) + [nil]).compactMap { item in
            let own = found.filter { item.map($0.items.contains) ?? $0.items.isEmpty }.map(\.entry)
            guard !own.isEmpty else { return nil }
            return ItemMovement(item: item, title: item.map { history.title(of: $0) }, entries: own)
        }
    }
}

extension ItemMovement.Entry {
    fileprivate init(_ linked: LinkedCommit, release: Version?, why: String) {
        self.init(
            commit: linked.commit.id, subject: String(repairing: linked.reading.subject), release: release, why: why)
    }
}
