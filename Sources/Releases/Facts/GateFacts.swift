package import Git
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
    package let tests: TestFacts
    package let statuses: StatusFacts
    package let configuration: ConfigurationFacts
    package let dependencies: DependencyFacts
    /// The work that merges which no item covers took away.
    package let mergeLosses: [ObjectID: [MergeLoss]]
    package let unpulled: UnpulledCommits
    package let waivers: WaiverFacts
    package let vouching: Vouching
    /// The incidents and problems that are held against the release. Sorted.
    package let holds: [Hold]
    /// What a manifest tells beside; nil where none is to be made.
    package let manifest: ManifestFacts?

    package init(
        policy: Policy, plan: ReleasePlan?, ledger: LedgerFacts, range: RangeFacts, items: ItemFacts,
        signOffs: SignOffFacts, tests: TestFacts = TestFacts(), statuses: StatusFacts,
        configuration: ConfigurationFacts,
        dependencies: DependencyFacts = DependencyFacts(), mergeLosses: [ObjectID: [MergeLoss]] = [:],
        holds: [Hold] = [], waivers: WaiverFacts = WaiverFacts(),
        vouching: Vouching = Vouching(), unpulled: UnpulledCommits = .none,
        manifest: ManifestFacts? = nil
    ) {
        self.policy = policy
        self.plan = plan
        self.ledger = ledger
        self.range = range
        self.items = items
        self.signOffs = signOffs
        self.tests = tests
        self.statuses = statuses
        self.configuration = configuration
        self.dependencies = dependencies
        self.mergeLosses = mergeLosses
        self.holds = holds
        self.waivers = waivers
        self.vouching = vouching
        self.unpulled = unpulled
        self.manifest = manifest
    }

    /// Whether the release's tag is here and some manifest was made for it. A manifest alone, whose tag may never come, closes
    /// nothing.
    package var isTagged: Bool { range.scope.tag != nil && plan?.manifests.isEmpty == false }

    /// Another time than now that somebody asked about; nil for the clock's.
    package var askedAt: Timestamp?

    package var version: Version { range.scope.version }
    package var contents: ReleaseContents { range.contents }

    /// The tag that the release has, or would get.
    package var tagName: String {
        range.scope.tag?.name ?? policy.tag(for: version) ?? version.description
    }
}
