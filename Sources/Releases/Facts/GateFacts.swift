package import Ledger

/// Everything that the gate's rules look at, gathered before any of them runs. A value: rules see nothing else.
///
/// What a further rule has to know is a value of its own: a file beside this one that says what it is and how it is
/// gathered, a field here, and a line in `FactsGatherer.facts`.
package struct GateFacts: Sendable {
    package let policy: Policy
    /// Nil where the release was never planned.
    package let plan: ReleasePlan?
    package let ledger: LedgerFacts
    package let range: RangeFacts
    package let items: ItemFacts
    package let signOffs: SignOffFacts
    package let statuses: StatusFacts
    package let configuration: ConfigurationFacts
    /// What a manifest tells beside; nil where none is to be made.
    package let manifest: ManifestFacts?

    package init(
        policy: Policy, plan: ReleasePlan?, ledger: LedgerFacts, range: RangeFacts, items: ItemFacts,
        signOffs: SignOffFacts, statuses: StatusFacts, configuration: ConfigurationFacts, manifest: ManifestFacts? = nil
    ) {
        self.policy = policy
        self.plan = plan
        self.ledger = ledger
        self.range = range
        self.items = items
        self.signOffs = signOffs
        self.statuses = statuses
        self.configuration = configuration
        self.manifest = manifest
    }

    package var version: Version { range.scope.version }
    package var contents: ReleaseContents { range.contents }

    /// The tag that the release has, or would get.
    package var tagName: String {
        range.scope.tag?.name ?? policy.tagPatterns.first?.tag(for: version) ?? version.description
    }
}
