package import Changes
package import Git
package import Ledger

/// Everything that the gate's rules look at, gathered before any of them runs. A value: rules see nothing else.
package struct GateFacts: Sendable {
    package let version: Version
    package let policy: Policy
    package let ledger: LedgerState
    /// Nil where the release was never planned.
    package let plan: ReleasePlan?
    package let scope: ReleaseScope
    package let baseEvidence: BaseEvidence
    package let contents: ReleaseContents
    /// What the ledger knows of every item that is linked or planned.
    package let items: [ItemID: Item]
    /// The content of each linked or planned item: its own commits, and for an RfC those of its tasks. Sorted.
    package let content: [ItemID: [ObjectID]]
    /// The exact patches of the commits of which they had to be known: of items that somebody decided about before the
    /// commits had the names that they have now.
    package let patches: [ObjectID: ObjectID]
    /// Commits of planned items that are on some branch, but neither in the candidate nor in the base.
    package let outside: [ItemID: [OutsideCommit]]
    /// For each planned item the sign-offs of each role whose word may be needed, in the policy's order.
    package let signOffs: [ItemID: [SignOffs]]
    package let configurationFacts: ConfigurationFacts
    /// All configuration changes; gathered for a manifest only.
    package let configurationChanges: ConfigurationChanges?

    /// The tag that the release has, or would get.
    package var tagName: String {
        scope.tag?.name ?? policy.tagPatterns.first?.tag(for: version) ?? version.description
    }

    /// The planned items, sorted.
    package let plannedItems: [ItemID]
    /// Who wrote the content of each planned item: authors, committers and co-authors of its commits.
    package let authors: [ItemID: Set<Person>]
    /// The standing of every role that approves all items on every planned item, sorted by item, roles in the policy's
    /// order.
    package let standings: [SignOffStanding]
    /// The standing of the owners of the configuration that planned items change, sorted by item.
    package let ownerStandings: [OwnerStanding]

    package var configuration: [ConfigurationFacts.Change] { configurationFacts.changes }

    package init(
        version: Version, policy: Policy, ledger: LedgerState, plan: ReleasePlan?, scope: ReleaseScope,
        baseEvidence: BaseEvidence, contents: ReleaseContents, items: [ItemID: Item], content: [ItemID: [ObjectID]],
        patches: [ObjectID: ObjectID] = [:], outside: [ItemID: [OutsideCommit]], signOffs: [ItemID: [SignOffs]],
        configuration: ConfigurationFacts = .none, configurationChanges: ConfigurationChanges? = nil
    ) {
        self.configurationChanges = configurationChanges
        self.version = version
        self.policy = policy
        self.ledger = ledger
        self.plan = plan
        self.scope = scope
        self.baseEvidence = baseEvidence
        self.contents = contents
        self.items = items
        self.content = content
        self.patches = patches
        self.outside = outside
        self.signOffs = signOffs
        configurationFacts = configuration
        let planned = plan?.items.sorted() ?? []
        let authors = Self.authors(of: planned, content: content, in: contents)
        let standing = { (item: ItemID, role: String) in
            // Nothing known of a role is a role that has not decided.
            let known = signOffs[item]?.first { $0.role == role } ?? SignOffs(role: role, in: RecordSequence([]))
            return SignOffStanding(
                item, known, content: .init(commits: content[item] ?? [], patches: patches),
                authors: authors[item] ?? [], policy: policy)
        }
        plannedItems = planned
        self.authors = authors
        standings = planned.flatMap { item in policy.signOffRoles.map { standing(item, $0) } }
        ownerStandings = planned.flatMap { item in
            Self.owners(of: item, configuration.changes, items: items, policy).map { owner in
                OwnerStanding(configurationItem: owner.name, standing: standing(item, owner.role))
            }
        }
    }
}

extension GateFacts {
    /// The configuration items that an item changes, and the roles that have to sign that off. An RfC answers for what its
    /// tasks change, as its content is theirs.
    private static func owners(
        of item: ItemID, _ changes: [ConfigurationFacts.Change], items: [ItemID: Item], _ policy: Policy
    ) -> [(name: String, role: String)] {
        let own = changes.filter { change in change.items.contains { $0 == item || items[$0]?.rfc == item } }
        let touched = Set(own.compactMap(\.configurationItem))
        return policy.configuration.items.filter { touched.contains($0.name) }.compactMap { configurationItem in
            configurationItem.signOffRole.map { (configurationItem.name, $0) }
        }
    }
}

extension GateFacts {
    package func subject(of item: ItemID) -> SignOffContent {
        SignOffContent(commits: content[item] ?? [], patches: patches)
    }

    private static func authors(
        of items: [ItemID], content: [ItemID: [ObjectID]], in contents: ReleaseContents
    ) -> [ItemID: Set<Person>] {
        var people = PeopleReader()
        let pairs = items.map { ($0, people.people(behind: (content[$0] ?? []).compactMap { contents[$0] })) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

/// What the ledger knows of the tag that a release is counted from. A tag that somebody slipped in as base would hide
/// all commits before it.
package enum BaseEvidence: Hashable, Sendable {
    /// The base was named for this release, there is none, or it is older than all releases that the ledger tagged.
    case notNeeded
    /// The tag is on the commit that the gate was opened for.
    case released
    /// The gate was opened for another commit of that release.
    case moved(from: ObjectID)
    /// Releases before it went through the gate, this one did not.
    case ungated
}

/// What was found of the ledger itself.
package struct LedgerState: Hashable, Sendable {
    package let branch: String
    package let tip: ObjectID
    package let policyVersion: Int
    /// Release tags whose message names a tip that this ledger does not contain.
    package let tagsBeyond: [TagBeyond]

    package struct TagBeyond: Hashable, Sendable {
        package let tag: String
        package let tip: ObjectID

        package init(tag: String, tip: ObjectID) {
            self.tag = tag
            self.tip = tip
        }
    }

    package init(branch: String, tip: ObjectID, policyVersion: Int, tagsBeyond: [TagBeyond]) {
        self.branch = branch
        self.tip = tip
        self.policyVersion = policyVersion
        self.tagsBeyond = tagsBeyond
    }
}

/// A commit of a planned item that the release would leave behind.
package struct OutsideCommit: Hashable, Sendable {
    package let commit: ObjectID
    package let subject: [UInt8]
    /// The short name of a branch that contains it.
    package let branch: String

    package init(commit: ObjectID, subject: [UInt8], branch: String) {
        self.commit = commit
        self.subject = subject
        self.branch = branch
    }
}
