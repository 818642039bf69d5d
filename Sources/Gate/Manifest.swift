import Changes
import Git
package import Ledger
import Releases

extension ManifestStatement {
    /// Freezes what the gate was opened for.
    package init(_ verdict: Verdict, tag: String) {
        let facts = verdict.facts
        self.init(
            release: facts.version, tag: tag, candidate: facts.scope.candidate, base: facts.scope.base?.commit,
            baseRule: facts.scope.rule.rawValue, policy: facts.policy.version, items: facts.plannedItems,
            commits: facts.contents.commits.map(Entry.init),
            signOffs: facts.standings.flatMap { $0.valid.map(\.record) }.sorted())
    }
}

extension ManifestStatement.Entry {
    fileprivate init(_ linked: LinkedCommit) {
        self.init(
            commit: linked.commit.id,
            items: linked.links.map { .init(item: $0.item, source: $0.source.rawValue) },
            exempt: linked.exemption?.name)
    }
}
