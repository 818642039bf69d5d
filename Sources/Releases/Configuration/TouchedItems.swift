package import Git
package import Ledger

extension Repository {
    /// The configuration items of which the commits of a release change a file, whatever the file's format.
    package func configurationItems(touchedIn contents: ReleaseContents, _ policy: ConfigurationPolicy) throws -> Set<
        String
    > {
        guard !policy.items.isEmpty else { return [] }
        let commits = contents.commits.filter { !contents.gone.contains($0.commit.id) }
        return try commits.reduce(into: []) { touched, linked in
            let paths = linked.commit.isMerge ? linked.mergedContent : try ownChanges(of: linked.commit)
            touched.formUnion(paths.compactMap { policy.item(of: $0)?.name })
        }
    }

    /// The configuration items of which a release changes a file that its component owns.
    ///
    /// - Parameters:
    ///   - base: the commit of the release before; nil for none.
    ///   - candidate: the release's commit.
    package func configurationItems(
        changedFrom base: ObjectID?, to candidate: ObjectID, in release: Version, _ policy: Policy
    ) throws -> Set<String> {
        guard !policy.configuration.items.isEmpty else { return [] }
        let component = policy.component(of: release)
        let trees = (try base.map { try commit($0).tree }, try commit(candidate).tree)
        return Set(
            try changes(from: trees.0, to: trees.1).filter { component?.owns($0.path) ?? true }
                .compactMap { policy.configuration.item(of: $0.path)?.name })
    }
}
