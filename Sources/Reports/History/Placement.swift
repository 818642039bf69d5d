package import Changes
package import Git
import Ledger
package import Releases

/// Where a commit went: the first release that contains it, and the later ones.
package struct Placement: Sendable {
    package let commit: ObjectID
    package let first: ReleaseTag?
    package let later: [ReleaseTag]

    /// - Parameter releases: those that contain the commit, lowest version first.
    package init(_ commit: ObjectID, in releases: [ReleaseTag]) {
        self.commit = commit
        first = releases.first
        later = Array(releases.dropFirst())
    }

    /// All of them, lowest version first.
    package var releases: [ReleaseTag] { [first].compactMap(\.self) + later }

    package var text: String { "\(commit.abbreviated)  \(sentence)\n" }

    /// `2.4.0, also 2.5.0, 3.0.0`
    package var sentence: String { releaseList(releases) ?? "in no release" }
}

/// Where an item is: commit by commit, and release by release and branch by branch.
package struct ItemPlacement: Sendable {
    let item: ItemID
    package let commits: [Placement]
    let spread: ItemSpread
    let whole: [ReleaseTag]
    private let subjects: [String]

    /// - Parameter history: the part of an item.
    package init(_ history: History, item: ItemID) {
        self.item = item
        let found = history.contents.commits
        commits = found.map { Placement($0.commit.id, in: history.releases[$0.commit.id] ?? []) }
        subjects = found.map { SafeText.line($0.reading.subject) }
        let spread = history.spread ?? .none
        self.spread = spread
        let complete = Set(spread.places.filter { $0.kind == .release && $0.missing.isEmpty }.map(\.name))
        let all = Set(history.releases.values.flatMap(\.self)).filter { complete.contains($0.version.description) }
        whole = all.sorted { ($0.version, $0.name) < ($1.version, $1.name) }
    }

    /// The item's line, then one a commit, then one for all places that have the same of it.
    ///
    /// - Parameter namingAll: whether the places that have none of it are named, too, where they are many.
    package func text(namingAll: Bool = false) -> String {
        let all = releaseList(whole).map { "all of it in \($0)" } ?? "no release has all of it"
        let count = spread.changes.count
        let changes = count == commits.count || count == 0 ? "" : ", \(counted(count, "change"))"
        let lines = zip(commits, subjects).map { "  \($0.commit.abbreviated)  \($0.sentence)  \($1)\n" }
        return "\(item.shown): \(counted(commits.count, "commit"))\(changes), \(all)\n" + lines.joined()
            + placeLines(namingAll: namingAll).joined() + moveLines.joined()
    }

    private var moveLines: [String] {
        spread.moves.map { move in
            let part =
                move.changes.count == spread.changes.count
                ? "" : " (\(move.changes.count) of \(counted(spread.changes.count, "change")))"
            let text =
                switch move.kind {
                case .goes: "goes in    \(move.release)\(part): its base \(move.base) has it"
                case .returns: "returns in \(move.release)\(part): its base \(move.base) lacks it"
                }
            return "  \(SafeText.line(text))\n"
        }
    }

    private static let namedWithoutAny = 3

    private func placeLines(namingAll: Bool) -> [String] {
        let kinds: [(ItemSpread.Place.Kind, String)] = [(.release, "releases"), (.branch, "branches")]
        return kinds.flatMap { kind, noun in
            let places = spread.places.filter { $0.kind == kind }
            let states = places.map { state(of: $0) }
            return states.unique(by: \.self).map { state in
                let same = zip(places, states).filter { $0.1 == state }.map(\.0)
                let isWithoutAny = same.allSatisfy { $0.present == 0 && $0.reverts.isEmpty }
                if isWithoutAny, !namingAll, same.count > Self.namedWithoutAny {
                    return "  \(noun)  \(same.count) others: none of it (--all names them)\n"
                }
                let names = same.map(\.name).joined(separator: ", ")
                return "  \(noun)  \(SafeText.line("\(names): \(state)"))\n"
            }
        }
    }

    private func state(of place: ItemSpread.Place) -> String {
        let reverts =
            place.reverts.isEmpty ? "" : ", reverted by \(place.reverts.map(\.abbreviated).joined(separator: " "))"
        guard place.present > 0 else { return "none of it" + reverts }
        let others = place.commits.indices.flatMap { index in
            spread.changes[index].commits.filter { $0.rung != nil && place.commits[index].contains($0.commit) }
        }
        let by = others.map { "\($0.commit.abbreviated) (\($0.rung?.name ?? ""))" }.joined(separator: ", ")
        let means = others.isEmpty ? "" : " by \(by)"
        guard !place.missing.isEmpty else { return "all of it" + means + reverts }
        let lacking = place.missing.compactMap { spread.changes[$0].commits.first?.commit.abbreviated }
        return
            "\(place.present) of \(counted(place.commits.count, "change"))\(means), without \(lacking.joined(separator: " "))"
            + reverts
    }
}

private func releaseList(_ releases: [ReleaseTag]) -> String? {
    guard let first = releases.first else { return nil }
    let later = releases.dropFirst().map(\.version.description).joined(separator: ", ")
    return first.version.description + (later.isEmpty ? "" : ", also \(later)")
}
