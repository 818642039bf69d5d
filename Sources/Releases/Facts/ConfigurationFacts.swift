package import Changes
package import Git
package import Ledger

/// What the gate has to know of the configuration changes of a release, where the policy asks something of them.
package struct ConfigurationFacts: Sendable {
    /// A configuration file that a commit of the release, or one that goes, changes, not in comments or order alone.
    package struct Change: Hashable, Sendable {
        package let commit: ObjectID
        package let path: [UInt8]
        /// The configuration items that it touches, by the names that the file has in the range, in the policy's order.
        package let configurationItems: [String]
        /// Sorted.
        package let items: [ItemID]

        package init(commit: ObjectID, path: [UInt8], configurationItems: [String], items: [ItemID]) {
            self.commit = commit
            self.path = path
            self.configurationItems = configurationItems
            self.items = items
        }
    }

    /// How the sign-off by the owner of a configuration item stands that a planned item changes.
    package struct OwnerStanding: Sendable {
        package let configurationItem: String
        package let standing: SignOffStanding
    }

    /// Empty where the policy asks nothing.
    package let changes: [Change]
    /// The RfCs in the ledger that tasks name.
    package let knownRfCs: Set<ItemID>
    /// The standing of the owners of the configuration that planned items change, sorted by item.
    package let owners: [OwnerStanding]

    package init(
        changes: [Change], knownRfCs: Set<ItemID>, of items: ItemFacts, _ signOffs: SignOffFacts, policy: Policy
    ) {
        self.changes = changes
        self.knownRfCs = knownRfCs
        owners = items.planned.flatMap { item in
            Self.owners(of: item, changes, items, policy).map { owner in
                OwnerStanding(
                    configurationItem: owner.name, standing: signOffs.standing(of: item, as: owner.role, policy))
            }
        }
    }

    /// The configuration items that an item changes, and the roles that have to sign that off. An RfC answers for what its
    /// tasks change, as its content is theirs.
    private static func owners(
        of item: ItemID, _ changes: [Change], _ items: ItemFacts, _ policy: Policy
    ) -> [(name: String, role: String)] {
        let own = changes.filter { change in
            change.items.contains { $0 == item || items[$0]?.rfcs.contains(item) == true }
        }
        let touched = Set(own.flatMap(\.configurationItems))
        return policy.configuration.items.filter { touched.contains($0.name) }.compactMap { configurationItem in
            configurationItem.signOffRole.map { (configurationItem.name, $0) }
        }
    }
}

extension FactsGatherer {
    func configurationFacts(
        of items: ItemFacts, _ signOffs: SignOffFacts, in contents: ReleaseContents
    ) throws -> ConfigurationFacts {
        let reader = ConfigurationReader(repository, policy: policy.configuration)
        let changes = try reader.changesOfInterest(in: contents)
        let named = Set(changes.flatMap(\.items).flatMap { items[$0]?.rfcs ?? [] }.compactMap(\.self))
        return ConfigurationFacts(
            changes: changes, knownRfCs: named.isEmpty ? [] : try Set(ledger.items(named).keys), of: items, signOffs,
            policy: policy)
    }
}

extension ConfigurationReader {
    /// The configuration files that commits change, as far as the policy asks something of them. The owner of a file answers for
    /// what goes of it as for what comes.
    fileprivate func changesOfInterest(in contents: ReleaseContents) throws -> [ConfigurationFacts.Change] {
        guard policy.isDemanding else { return [] }
        let commits = contents.deciding
        let files = try commits.map { try finder.files(of: $0) }
        var names = RenamedPaths()
        for file in files.joined() { names.insert(file) }
        let changes = try zip(commits, files).flatMap { linked, files in
            try files.compactMap { file -> ConfigurationFacts.Change? in
                let touched = items(touchedBy: file, names)
                guard isOfInterest(touched), try changesSomething(file) else { return nil }
                return .init(
                    commit: linked.commit.id, path: file.path, configurationItems: touched.map(\.name),
                    items: linked.items)
            }
        }
        return changes.unique(by: \.self)
    }

    /// What a file brings along from elsewhere, or takes there, is told and judged at both ends: otherwise nobody would
    /// have to ask the owner of a file for what happens to it between its moves.
    private func items(
        touchedBy file: ConfigurationFile, _ names: RenamedPaths
    ) -> [ConfigurationPolicy.Item] {
        let touched = Set(names.relatives(of: file.paths).compactMap { policy.item(of: $0)?.name })
        return policy.items.filter { touched.contains($0.name) }
    }

    private func isOfInterest(_ items: [ConfigurationPolicy.Item]) -> Bool {
        policy.requiredLink != .none || items.contains { $0.signOffRole != nil }
    }

    private func changesSomething(_ file: ConfigurationFile) throws -> Bool {
        let comparison = try finder.comparison(of: file)
        return !comparison.changes.isEmpty || comparison.moreChanges > 0
    }
}
