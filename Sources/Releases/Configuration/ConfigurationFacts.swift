package import Changes
package import Git
import Ledger

/// What the gate has to know of the configuration changes of a release, where the policy asks something of them.
package struct ConfigurationFacts: Sendable {
    /// A configuration file that a commit changes, not in comments or order alone.
    package struct Change: Hashable, Sendable {
        package let commit: ObjectID
        package let path: [UInt8]
        package let configurationItem: String?
        /// Sorted.
        package let items: [ItemID]

        package init(commit: ObjectID, path: [UInt8], configurationItem: String?, items: [ItemID]) {
            self.commit = commit
            self.path = path
            self.configurationItem = configurationItem
            self.items = items
        }
    }

    /// Empty where the policy asks nothing.
    package let changes: [Change]
    /// The RfCs in the ledger that tasks name.
    package let knownRfCs: Set<ItemID>

    package static let none = ConfigurationFacts(changes: [], knownRfCs: [])

    package init(changes: [Change], knownRfCs: Set<ItemID>) {
        self.changes = changes
        self.knownRfCs = knownRfCs
    }
}

/// How the sign-off by the owner of a configuration item stands that a planned item changes.
package struct OwnerStanding: Sendable {
    package let configurationItem: String
    package let standing: SignOffStanding
}

extension ConfigurationReader {
    /// The configuration files that commits change, as far as the policy asks something of them.
    func facts(of contents: ReleaseContents) throws -> [ConfigurationFacts.Change] {
        guard policy.isDemanding else { return [] }
        return try contents.commits.filter { !contents.gone.contains($0.commit.id) }.flatMap { linked in
            try finder.files(of: linked).filter { try isOfInterest($0) && changesSomething($0) }.map { file in
                .init(
                    commit: linked.commit.id, path: file.path, configurationItem: file.item, items: linked.items)
            }
        }
    }

    private func isOfInterest(_ file: ConfigurationFile) -> Bool {
        policy.requiredLink != .none || policy.items.contains { $0.name == file.item && $0.signOffRole != nil }
    }

    private func changesSomething(_ file: ConfigurationFile) throws -> Bool {
        let comparison = try finder.comparison(of: file)
        return !comparison.changes.isEmpty || comparison.moreChanges > 0 || file.oldPath != nil
    }
}
