package import Git
package import Ledger

/// The facts that rules about commits look at: those of a release, or those of a merge that nobody has made yet.
package protocol ChangeFacts: Sendable {
    var policy: Policy { get }
    var contents: ReleaseContents { get }
    var items: ItemFacts { get }
    var configuration: ConfigurationFacts { get }
    /// The work that merges which no item covers took away.
    var mergeLosses: [ObjectID: [MergeLoss]] { get }
    /// The release that has the commits; nil for commits of no release.
    var release: Version? { get }
}

extension GateFacts: ChangeFacts {
    package var release: Version? { version }
}
