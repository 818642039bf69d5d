package import Git

/// A release tag that is not the one that the ledger knows by its name.
package struct DoubtfulTag: Hashable, Sendable {
    package enum Fault: String, Sendable {
        /// It is on another commit than the one that its gate was opened for, or that it was on before the ledger.
        case moved
        /// It is a lightweight tag in the place of the annotated one that was made with the manifest.
        case lightweight
    }

    package let name: String
    package let commit: ObjectID
    package let fault: Fault
    /// The commit that the ledger has it on.
    package let recorded: ObjectID

    /// - Parameters:
    ///   - gated: the commits that a gate was opened for under this name, the latest first.
    ///   - adopted: the commit that the tag was on before the ledger.
    /// - Returns: nil for the right tag, and for one of which the ledger knows nothing.
    package init?(_ tag: ReleaseTag, gated: [ObjectID], adopted: ObjectID?) {
        let recorded = gated.isEmpty ? [adopted].compactMap(\.self) : gated
        guard let latest = recorded.first else { return nil }
        let isHere = recorded.contains(tag.target)
        guard !isHere || !gated.isEmpty && !tag.isAnnotated else { return nil }
        name = tag.name
        commit = tag.target
        fault = isHere ? .lightweight : .moved
        self.recorded = isHere ? tag.target : latest
    }
}
