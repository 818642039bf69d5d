import Changes
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

    package var text: String { "\(commit.abbreviated)  \(sentence)\n" }

    /// `2.4.0, also 2.5.0, 3.0.0`
    package var sentence: String { releaseList([first].compactMap(\.self) + later) ?? "in no release" }
}

/// The releases that contain an item: commit by commit, and those that have all of it.
package struct ItemPlacement: Sendable {
    let item: String
    let commits: [Placement]
    let whole: [ReleaseTag]
    private let subjects: [String]

    /// - Parameter history: the part of an item.
    package init(_ history: History, item: String) {
        self.item = item
        let found = history.contents.commits
        commits = found.map { Placement($0.commit.id, in: history.releases[$0.commit.id] ?? []) }
        subjects = found.map { SafeText.line($0.reading.subject) }
        let lists = found.map { history.releases[$0.commit.id] ?? [] }
        whole = (lists.first ?? []).filter { release in lists.allSatisfy { $0.contains(release) } }
    }

    /// The item's line, then one a commit.
    package var text: String {
        let all = releaseList(whole).map { "all of it in \($0)" } ?? "no release has all of it"
        let lines = zip(commits, subjects).map { "  \($0.commit.abbreviated)  \($0.sentence)  \($1)\n" }
        return "\(item): \(counted(commits.count, "commit")), \(all)\n" + lines.joined()
    }
}

private func releaseList(_ releases: [ReleaseTag]) -> String? {
    guard let first = releases.first else { return nil }
    let later = releases.dropFirst().map(\.version.description).joined(separator: ", ")
    return first.version.description + (later.isEmpty ? "" : ", also \(later)")
}
