import Git
import Ledger

/// The release tags that manifests make: annotated, on the manifest's candidate, named as the release is, and naming the
/// manifest's record. A manifest without its tag, or a tag without its manifest, is evidence of nothing: anybody can write
/// the one and make the other.
struct GatedTags {
    /// By the names of their tags.
    let manifests: [String: RecordedManifest]
    /// The commits that the tags are on.
    let commits: Set<ObjectID>
    /// The tips of the ledger that the tags name, with who made their manifests.
    let tips: [(tip: ObjectID, by: Person)]

    /// - Parameter plans: with those manifests that may be (`Policy.accepts`).
    init(_ tags: ReleaseTags, _ plans: [ReleasePlan], in repository: Repository) throws {
        let recorded = Dictionary(grouping: plans.flatMap(\.manifests)) { $0.tag }
        var manifests: [String: RecordedManifest] = [:]
        var tips: [(tip: ObjectID, by: Person)] = []
        for tag in tags.all where tag.isAnnotated {
            guard let candidates = recorded[tag.name] else { continue }
            let object = try repository.tag(tag.object)
            let named = object.trailer(TagTrailer.manifest)
            let manifest = try candidates.first { manifest in
                try manifest.candidate == tag.target && manifest.release == tag.version
                    && manifest.paths.contains { Array($0.utf8) == named }
            }
            guard let manifest else { continue }
            manifests[tag.name] = manifest
            if let tip = FactsGatherer.ledgerTip(named: object) { tips.append((tip, manifest.by)) }
        }
        self.manifests = manifests
        self.tips = tips
        commits = Set(manifests.values.map(\.candidate))
    }
}

extension ReleasePlan {
    /// The same with the manifest first that the release's own tag names, where that tag is here: others may have been written
    /// by anybody since.
    func frozen(by tags: GatedTags) -> ReleasePlan {
        guard let manifest = manifests.first(where: { tags.manifests[$0.tag] == $0 }) else { return self }
        var plan = self
        plan.prefer(manifest)
        return plan
    }
}
