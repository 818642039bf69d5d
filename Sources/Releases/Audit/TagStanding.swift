package import Git
package import Ledger

/// How a release tag stands to what the ledger holds of it.
package struct TagStanding: Sendable {
    package enum State: Hashable, Sendable {
        /// It is on the commit that the gate was opened for, and names that manifest.
        case released
        /// It was there before the ledger.
        case adopted
        /// No gate was asked for it (H3).
        case unapproved
        /// It is on another commit than the one that the gate was opened for (T11), or than it was on before the ledger.
        case moved(from: ObjectID)
        /// It is on its commit, but is not the tag that was made with the manifest.
        case replaced
        /// The ledger holds its manifest; the tag is not in this clone.
        case missing(ObjectID)
        /// It names a state of the ledger that this ledger does not contain: this one was rewound or replaced.
        case beyond(ObjectID)
    }

    package let name: String
    package let version: Version
    /// What it marks here; nil for a missing one.
    package let target: ObjectID?
    package let state: State
    /// The path of the latest manifest that was made for it.
    package let manifest: [UInt8]?
}

/// Holds release tags against the manifests of a ledger.
struct TagInspector {
    /// A manifest that counted when it entered the ledger.
    struct Manifest {
        let path: [UInt8]
        let statement: ManifestStatement
    }

    let repository: Repository
    let ledger: LedgerReader
    /// By the names of their tags, the latest last.
    let manifests: [String: [Manifest]]
    let adopted: AdoptedTags
    private let policy: Policy

    init(
        _ repository: Repository, _ ledger: LedgerReader, _ records: [JudgedRecord], policy: Policy,
        adopted: AdoptedTags
    ) {
        self.repository = repository
        self.ledger = ledger
        self.adopted = adopted
        self.policy = policy
        let counting = records.filter { $0.problem == nil && $0.stored.authorship.counts }
            .sorted { ($0.stored.record.at, $0.stored.name) < ($1.stored.record.at, $1.stored.name) }
        let all = counting.compactMap { record -> Manifest? in
            guard let manifest = RecordedManifest(record.stored), policy.accepts(manifest) else { return nil }
            return Manifest(path: record.path, statement: manifest.statement)
        }
        manifests = Dictionary(grouping: all) { $0.statement.tag }
    }

    /// All release tags that are here or should be, by version and name.
    func standings(of tags: ReleaseTags) throws -> [TagStanding] {
        let present = try tags.all.map { tag in
            TagStanding(
                name: tag.name, version: tag.version, target: tag.target, state: try state(of: tag),
                manifest: manifests[tag.name]?.last?.path)
        }
        let names = Set(present.map(\.name))
        let missing = manifests.filter { !names.contains($0.key) }.compactMap { name, all in
            all.last.map { last in
                TagStanding(
                    name: name, version: policy.read(last.statement.release), target: nil,
                    state: .missing(last.statement.candidate), manifest: last.path)
            }
        }
        return (present + missing).sorted { ($0.version, $0.name) < ($1.version, $1.name) }
    }

    private func state(of tag: ReleaseTag) throws -> TagStanding.State {
        let named = tag.isAnnotated ? try repository.tag(tag.object) : nil
        if let tip = named.flatMap(FactsGatherer.ledgerTip(named:)), try !isContained(tip) { return .beyond(tip) }
        guard let all = manifests[tag.name], let last = all.last else {
            guard let commit = adopted[tag: tag.name] else { return .unapproved }
            return commit == tag.target ? .adopted : .moved(from: commit)
        }
        guard all.contains(where: { $0.statement.candidate == tag.target }) else {
            return .moved(from: last.statement.candidate)
        }
        let path = named.flatMap { $0.trailer(TagTrailer.manifest) }
        return all.contains { $0.path == path && $0.statement.candidate == tag.target } ? .released : .replaced
    }

    private func isContained(_ tip: ObjectID) throws -> Bool {
        guard repository.contains(tip) else { return false }
        return try repository.isAncestor(tip, of: ledger.tip)
    }
}
