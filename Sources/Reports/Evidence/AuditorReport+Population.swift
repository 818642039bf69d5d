import Changes
import Gate
import Git
import Ledger
import Releases

/// All changes of the release, made by the system, and the proof that these are all.
extension AuditorReport {
    var population: [Page.Block] {
        let manifest = evidence.manifest
        let base = manifest.base.map { " ^\($0)" } ?? ""
        return [
            .paragraph(
                "\(counted(manifest.commits.count, "commit")): all that the tagged commit reaches and its base does not, a "
                    + "set difference that no date can shift. This prints the same list from any clone:"),
            .commands("git rev-list \(manifest.candidate)\(base)\n"), .paragraph(completeness),
            .table(["commit", "time (UTC)", "author", "subject", "items", "remarks"], rows: manifest.commits.map(row)),
        ] + moved
    }

    /// What the base has and the release lacks, and what only the base took out.
    private var moved: [Page.Block] {
        let fates = evidence.facts.contents.fates
        let goes = fates.goes.map { row($0.commit, $0.reason) }
        let returns = fates.returns.map { row($0.commit, $0.reason) }
        let lists = [
            (
                "Comes back with the release: the base contains these commits as well, and took their changes out.",
                returns
            ),
            ("Goes with the release: the base has these changes, and the release does not.", goes),
        ]
        return lists.filter { !$0.1.isEmpty }.flatMap { text, rows in
            [.paragraph(text), .table(["commit", "subject", "items", "why"], rows: rows)]
        }
    }

    private func row(_ linked: LinkedCommit, _ reason: String) -> [String] {
        [
            linked.commit.id.description, String(repairing: linked.reading.subject),
            linked.items.map(\.description).orNone("NONE"), reason,
        ]
    }

    private var completeness: String {
        let listed = Set(evidence.manifest.commits.map(\.commit))
        let found = Set(evidence.facts.contents.commits.map(\.commit.id))
        guard listed != found else {
            return
                "Completeness: asked again, Git names the same \(counted(found.count, "commit")), none more and none less."
        }
        let (more, less) = (found.subtracting(listed).sorted(), listed.subtracting(found).sorted())
        return "Not complete: not in the manifest: \(more.map(\.abbreviated).orNone("none")); not in the release: "
            + less.map(\.abbreviated).orNone("none") + "."
    }

    private func row(_ entry: ManifestStatement.Entry) -> [String] {
        let linked = evidence.facts.contents[entry.commit]
        let items = entry.items.map { "\($0.item) (\($0.source))" }
        let exempt = entry.exempt.map { "exempt: \($0)" } ?? "NONE"
        return [
            entry.commit.description, linked.map { CommitTime($0.commit).second } ?? "",
            linked.map { Self.author(of: $0.commit) } ?? "not in this clone",
            linked.map { String(repairing: $0.reading.subject) } ?? "", items.orNone(exempt),
            Self.remarks(on: entry).joined(separator: "; "),
        ]
    }

    private static func author(of commit: Commit) -> String {
        let author = commit.author
        return "\(String(repairing: author.name)) <\(String(repairing: author.email))>"
    }

    private static func remarks(on entry: ManifestStatement.Entry) -> [String] {
        [
            entry.gone == true ? "counts for nothing in the end" : nil,
            entry.revertedBy.map { "taken back by \($0.map(\.abbreviated).joined(separator: ", "))" },
            entry.reverts.map { "takes back \($0.map(\.abbreviated).joined(separator: ", "))" },
            entry.equivalent.map { same in
                "same change as \(same.commit.abbreviated) (\(same.rung))"
                    + (same.release.map { " in \($0)" } ?? "")
            },
        ].compactMap(\.self)
    }
}
