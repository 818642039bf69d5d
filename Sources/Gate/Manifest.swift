import Changes
import Git
package import Ledger
import Releases

extension ManifestStatement {
    /// Freezes what the gate was opened for.
    package init(_ verdict: Verdict, tag: String) {
        let (facts, scope) = (verdict.facts, verdict.facts.range.scope)
        self.init(
            release: facts.version, tag: tag, candidate: scope.candidate, base: scope.base?.commit,
            baseRule: scope.rule.rawValue, policy: facts.policy.version, items: facts.items.planned,
            commits: facts.contents.commits.map { Entry($0, in: facts.contents) },
            signOffs: facts.signOffs.standings.flatMap { $0.valid.map(\.record) }.sorted())
        removed = facts.contents.removed.map(\.item).nilIfEmpty
        let returned = facts.contents.fates.returns.flatMap(\.commit.items)
        restored = Set(facts.contents.restored.map(\.item) + returned).sorted().nilIfEmpty
        goes = facts.policy.recordsGoing ? facts.contents.fates.goes.map(\.commit.commit.id).sorted().nilIfEmpty : nil
        partly = facts.manifest?.partial.sorted { $0.key < $1.key }.map(PartialItem.init).nilIfEmpty
        configuration = facts.manifest?.configuration.files.map(ConfigurationFile.init).nilIfEmpty
    }
}

extension ManifestStatement.Entry {
    fileprivate init(_ linked: LinkedCommit, in contents: ReleaseContents) {
        let (id, fates) = (linked.commit.id, contents.fates)
        self.init(
            commit: id, items: linked.links.map { .init(item: $0.item, source: $0.source.rawValue) },
            exempt: linked.exemption?.name)
        revertedBy = fates.reversals.filter { $0.target == id && $0.isInRange }.map(\.revert).nilIfEmpty
        reverts = fates.reversals.filter { $0.revert == id }.map(\.target).nilIfEmpty
        equivalent = fates.equivalents[id].map {
            .init(commit: $0.commit, rung: $0.rung.rawValue, release: $0.release)
        }
        gone = contents.gone.contains(id) ? true : nil
    }
}

extension ManifestStatement.PartialItem {
    fileprivate init(_ item: ItemID, _ part: PartialBackport) {
        self.init(item: item, present: part.present, total: part.total)
    }
}

extension ManifestStatement.ConfigurationFile {
    fileprivate init(_ file: ConfigurationChanges.File) {
        self.init(
            path: file.file.path.pathText, configurationItem: file.file.items.first,
            configurationItems: file.file.items,
            changes: file.entries.map {
                .init(
                    key: $0.change.path.text, kind: $0.change.kind.rawValue, old: $0.change.old, new: $0.change.new,
                    items: $0.items)
            },
            moreChanges: file.moreChanges)
    }
}

extension Array {
    fileprivate var nilIfEmpty: Self? { isEmpty ? nil : self }
}
