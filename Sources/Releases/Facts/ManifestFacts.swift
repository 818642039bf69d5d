import Ledger

/// What decides nothing, and is told by the manifest of a release.
package struct ManifestFacts: Sendable {
    /// All configuration changes.
    package let configuration: ConfigurationChanges

    package init(configuration: ConfigurationChanges) {
        self.configuration = configuration
    }
}

extension FactsGatherer {
    func manifestFacts(of range: RangeFacts) throws -> ManifestFacts {
        let reader = ConfigurationReader(repository, policy: policy.configuration)
        return ManifestFacts(
            configuration: try reader.changes(
                from: range.scope.base?.commit, to: range.scope.candidate, by: range.contents))
    }
}
