import Changes
package import Git
package import Ledger

/// What was found of the ledger itself.
package struct LedgerFacts: Hashable, Sendable {
    package let branch: String
    package let tip: ObjectID
    /// Release tags that count, and whose message names a tip that this ledger does not contain.
    package let tagsBeyond: [TagBeyond]
    /// Records relied on whose writers saw a tip that this ledger does not contain.
    package let recordsBeyond: [RecordBeyond]
    /// How long its remote was not heard, where there is a limit; nil without limit, and without a remote.
    package let silence: Silence?
    /// The record of the first policy.
    package let firstPolicy: ObjectID
    /// Whether it was compared with what is trusted here.
    package let isPinned: Bool

    /// Files where records of the release have to be, which are none: they decide nothing. Without those that an
    /// administrator has set aside; sorted by path.
    package let invalid: [InvalidFile]

    package struct TagBeyond: Hashable, Sendable {
        package let tag: String
        package let tip: ObjectID

        package init(tag: String, tip: ObjectID) {
            self.tag = tag
            self.tip = tip
        }
    }

    package struct RecordBeyond: Hashable, Sendable {
        package let record: String
        package let tip: ObjectID

        package init(record: String, tip: ObjectID) {
            self.record = record
            self.tip = tip
        }
    }

    package struct Silence: Hashable, Sendable {
        package let remote: String
        /// Nil where the remote was never heard.
        package let lasts: TimeSpan?
        package let limit: TimeSpan

        package init(remote: String, lasts: TimeSpan?, limit: TimeSpan) {
            self.remote = remote
            self.lasts = lasts
            self.limit = limit
        }
    }

    package init(
        branch: String, tip: ObjectID, tagsBeyond: [TagBeyond], recordsBeyond: [RecordBeyond] = [],
        silence: Silence? = nil, firstPolicy: ObjectID = .zero, isPinned: Bool = false, invalid: [InvalidFile] = []
    ) {
        self.invalid = invalid
        self.recordsBeyond = recordsBeyond
        self.silence = silence
        self.firstPolicy = firstPolicy
        self.isPinned = isPinned
        self.branch = branch
        self.tip = tip
        self.tagsBeyond = tagsBeyond
    }
}

extension FactsGatherer {
    func ledgerFacts(
        tags: ReleaseTags, _ gated: GatedTags, _ plan: ReleasePlan?, _ records: PlannedRecords.Value, maxAge: TimeSpan?
    ) throws -> LedgerFacts {
        let signOffs = records.signOffs
        let own = try plan.map { try ledger.records(of: .release($0.version)).invalid } ?? []
        let named = hasLedgerHistory ? try tipsNamed(by: tags) : []
        let contained = try contained(named.map(\.tip))
        let beyond = try named.filter { tag, tip in
            try !contained.contains(tip)
                && (gated.manifests[tag.name] != nil || tag.version == plan?.version || isMade(tag, at: tip))
        }.map { LedgerFacts.TagBeyond(tag: $0.name, tip: $1) }
        let invalid = own + records.invalid
        let setAside = try ledger.setAside(among: Set(invalid.map(\.blob)))
        return LedgerFacts(
            branch: ledger.branch, tip: ledger.tip, tagsBeyond: beyond,
            recordsBeyond: hasLedgerHistory ? try recordsBeyond(plan, signOffs) : [], silence: try silence(maxAge),
            firstPolicy: try ledger.firstPolicy(), isPinned: try ledger.pinnedPolicy() != nil,
            invalid: invalid.filter { !setAside.contains($0.blob) }.sorted { $0.path < $1.path })
    }
}

extension FactsGatherer {
    /// The annotated release tags that name a tip of the ledger, with it.
    private func tipsNamed(by tags: ReleaseTags) throws -> [(tag: ReleaseTag, tip: ObjectID)] {
        try tags.all.filter(\.isAnnotated).compactMap { tag in
            try Self.ledgerTip(named: repository.tag(tag.object)).map { (tag, $0) }
        }
    }
}

extension Tag {
    /// The value of the last trailer of this name in any case; nil where there is none.
    func trailer(_ name: String) -> [UInt8]? {
        guard mentions(name) else { return nil }
        return trailers(in: message)
            .last { String(decoding: $0.name, as: UTF8.self).lowercased() == name.lowercased() }?.value
    }
}

/// The trailers of a release tag's message (Design, "At the tag").
package enum TagTrailer {
    /// The path of the manifest's record in the ledger.
    package static let manifest = "Sluice-Manifest"
    /// The tip of the ledger that holds the manifest.
    package static let ledger = "Sluice-Ledger"
}
