import Changes
package import Git
import Ledger

/// What was found of the ledger itself.
package struct LedgerFacts: Hashable, Sendable {
    package let branch: String
    package let tip: ObjectID
    /// Release tags whose message names a tip that this ledger does not contain.
    package let tagsBeyond: [TagBeyond]
    /// The record of the first policy.
    package let firstPolicy: ObjectID
    /// Whether it was compared with what is trusted here.
    package let isPinned: Bool

    package struct TagBeyond: Hashable, Sendable {
        package let tag: String
        package let tip: ObjectID

        package init(tag: String, tip: ObjectID) {
            self.tag = tag
            self.tip = tip
        }
    }

    package init(
        branch: String, tip: ObjectID, tagsBeyond: [TagBeyond], firstPolicy: ObjectID = .zero, isPinned: Bool = false
    ) {
        self.firstPolicy = firstPolicy
        self.isPinned = isPinned
        self.branch = branch
        self.tip = tip
        self.tagsBeyond = tagsBeyond
    }
}

extension FactsGatherer {
    /// - Throws: `LedgerProblem.notVerified` where something was taken out of the ledger.
    func ledgerFacts(tags: ReleaseTags, plans: [ReleasePlan]) throws -> LedgerFacts {
        try refuseLosses(tags: tags, plans: plans)
        let beyond = try tags.all.compactMap { tag -> LedgerFacts.TagBeyond? in
            guard tag.isAnnotated, let tip = Self.ledgerTip(named: try repository.tag(tag.object)),
                try !contains(tip)
            else { return nil }
            return .init(tag: tag.name, tip: tip)
        }
        return LedgerFacts(
            branch: ledger.branch, tip: ledger.tip, tagsBeyond: beyond, firstPolicy: try ledger.firstPolicy(),
            isPinned: try ledger.pinnedPolicy() != nil)
    }

    func contains(_ tip: ObjectID) throws -> Bool {
        guard repository.contains(tip) else { return false }
        return try repository.isAncestor(tip, of: ledger.tip)
    }

    static func ledgerTip(named tag: Tag) -> ObjectID? {
        guard tag.mentions(TagTrailer.ledger) else { return nil }
        return trailers(in: tag.message)
            .last { String(decoding: $0.name, as: UTF8.self).lowercased() == TagTrailer.ledger.lowercased() }
            .flatMap { ObjectID(hex: $0.value[...]) }
    }
}

/// The trailers of a release tag's message (DESIGN, "At the tag").
package enum TagTrailer {
    /// The path of the manifest's record in the ledger.
    package static let manifest = "Sluice-Manifest"
    /// The tip of the ledger that holds the manifest.
    package static let ledger = "Sluice-Ledger"
}
