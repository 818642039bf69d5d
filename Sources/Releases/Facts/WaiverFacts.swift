import Changes
package import Ledger

/// The exceptions that are in force for a release, and the reviews that are overdue in the whole ledger.
package struct WaiverFacts: Sendable {
    /// A review that somebody owes.
    package struct Overdue: Hashable, Sendable {
        package let release: Version
        /// Nil for an emergency release as a whole.
        package let waiver: Waiver?
        package let due: Timestamp
    }

    /// By those who may waive, and not at an end.
    package let inForce: [Waiver]
    /// Of other releases. Sorted by release.
    package let overdue: [Overdue]

    package init(inForce: [Waiver] = [], overdue: [Overdue] = []) {
        self.inForce = inForce
        self.overdue = overdue
    }

    /// - Parameter taggings: when releases that are emergencies, and that nobody reviewed, were tagged at the latest.
    init(
        _ plan: ReleasePlan?, _ plans: [ReleasePlan], policy: Policy, at moment: FactsGatherer.Moment,
        taggings: [Version: Timestamp] = [:]
    ) {
        let now = moment.time
        inForce = (plan?.waivers.lifting(at: moment, policy) ?? []).filter { policy.mayWaive($0.by) }
        overdue = plans.filter { $0.version != plan?.version }.sorted { $0.version < $1.version }.flatMap { other in
            Self.waivers(other, policy, now) + Self.emergency(other, policy, now, tagged: taggings[other.version])
        }
    }

    /// One that lifts nothing any more is due where a manifest says that the release was tagged with it.
    private static func waivers(_ plan: ReleasePlan, _ policy: Policy, _ now: Timestamp) -> [Overdue] {
        plan.waivers.all.filter { waiver in
            (waiver.lifts || plan.hasManifest) && policy.reviewDue(of: waiver) < now && !plan.waivers.isReviewed(waiver)
        }.map { Overdue(release: plan.version, waiver: $0, due: policy.reviewDue(of: $0)) }
    }

    private static func emergency(
        _ plan: ReleasePlan, _ policy: Policy, _ now: Timestamp, tagged: Timestamp?
    ) -> [Overdue] {
        guard plan.wasEmergency, let span = policy.reviewWithin, let tagged, !plan.waivers.isReleaseReviewed
        else { return [] }
        let due = tagged + span
        return due < now ? [Overdue(release: plan.version, waiver: nil, due: due)] : []
    }
}

extension Waivers {
    fileprivate func lifting(at moment: FactsGatherer.Moment, _ policy: Policy) -> [Waiver] {
        switch moment {
        case .now(let now): inForce(at: now, policy)
        case .past(let then, nil): wereInForce(at: then, policy)
        case .past(let then, let now?): (wereInForce(at: then, policy) + inForce(at: now, policy)).unique(by: \.record)
        }
    }
}
