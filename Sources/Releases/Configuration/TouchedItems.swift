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

    /// The configuration items of which a file differs between two commits; nil is the empty tree.
    package func configurationItems(
        changedFrom base: ObjectID?, to candidate: ObjectID, _ policy: ConfigurationPolicy
    ) throws -> Set<String> {
        guard !policy.items.isEmpty else { return [] }
        let trees = (try base.map { try commit($0).tree }, try commit(candidate).tree)
        return Set(try changes(from: trees.0, to: trees.1).compactMap { policy.item(of: $0.path)?.name })
    }
}
