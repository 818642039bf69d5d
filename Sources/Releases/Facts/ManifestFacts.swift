package import Changes
import Ledger

/// What decides nothing, and is told by the manifest of a release.
package struct ManifestFacts: Sendable {
    /// All configuration changes.
    package let configuration: ConfigurationChanges
    /// The items that the release's line has only a part of.
    package let partial: [ItemID: PartialBackport]

    package init(configuration: ConfigurationChanges, partial: [ItemID: PartialBackport]) {
        self.configuration = configuration
        self.partial = partial
    }
}

extension FactsGatherer {
    func manifestFacts(of range: RangeFacts, _ finder: ScopeFinder) throws -> ManifestFacts {
        let reader = ConfigurationReader(repository, policy: policy.configuration)
        return ManifestFacts(
            configuration: try reader.changes(
                from: range.scope.base?.commit, to: range.scope.candidate, by: range.contents),
            partial: try finder.partialBackports(of: range.contents, in: range.scope, by: linker))
    }
}
