import Changes

/// What the records of a release say of its review as an emergency.
extension RecordSequence {
    /// The manifests that ask for a review. One that is dated after now makes no base yet, and asks all the same.
    package var taggings: [StoredRecord] {
        all.filter {
            $0.record.statement.kind == .manifest && ($0.counts || $0.authorship == .discounted(.early))
        }
    }

    /// Whether the release was an emergency when a manifest froze it, or at any time since. Only a change of the type that the
    /// manifest's writer had seen ends that; a date proves nothing.
    var wasEmergency: Bool {
        let types = records.compactMap { stored -> (name: RecordName, type: ReleaseType)? in
            guard case .plan(let plan) = stored.record.statement, let type = plan.type else { return nil }
            return stored.opens || type == .emergency ? (stored.name, type) : nil
        }
        guard types.contains(where: { $0.type == .emergency }) else { return false }
        let sight = RecordSight(self)
        return taggings.contains { manifest in
            let (seen, other) = types.parted { sight.hasSeen(manifest.name, $0.name) }
            return seen.last?.type == .emergency || other.contains { $0.type == .emergency }
        }
    }

    /// The reviews of the release as a whole that count for it as an emergency: by somebody else than whoever tagged it, and
    /// after that.
    func reviewsAfterTag(_ sight: RecordSight) -> [StoredRecord] {
        let taggings = taggings
        return records.filter { stored in
            guard case .review(let review) = stored.record.statement, review.waiver == nil else { return false }
            return taggings.allSatisfy { manifest in
                (sight.hasSeen(stored.name, manifest.name) || stored.record.at > manifest.record.at)
                    && !stored.author.isSamePerson(as: manifest.author)
            }
        }
    }
}
