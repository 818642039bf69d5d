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

    init(_ plan: ReleasePlan?, _ plans: [ReleasePlan], policy: Policy, at moment: FactsGatherer.Moment) {
        let now = moment.time
        inForce = (plan?.waivers.lifting(at: moment) ?? []).filter { policy.mayWaive($0.by) }
        overdue = plans.filter { $0.version != plan?.version }.sorted { $0.version < $1.version }.flatMap { other in
            Self.waivers(other, policy, now) + Self.emergency(other, policy, now)
        }
    }

    private static func waivers(_ plan: ReleasePlan, _ policy: Policy, _ now: Timestamp) -> [Overdue] {
        plan.waivers.all.filter { waiver in
            policy.mayWaive(waiver.by) && waiver.statement.reviewBy < now && !plan.waivers.isReviewed(waiver)
        }.map { Overdue(release: plan.version, waiver: $0, due: $0.statement.reviewBy) }
    }

    private static func emergency(_ plan: ReleasePlan, _ policy: Policy, _ now: Timestamp) -> [Overdue] {
        guard plan.type == .emergency, let span = policy.reviewWithin, let tagged = plan.tagged,
            !plan.waivers.isReleaseReviewed
        else { return [] }
        let due = Timestamp(milliseconds: tagged.milliseconds + span.seconds * 1000)
        return due < now ? [Overdue(release: plan.version, waiver: nil, due: due)] : []
    }
}

extension Waivers {
    fileprivate func lifting(at moment: FactsGatherer.Moment) -> [Waiver] {
        switch moment {
        case .now(let now): inForce(at: now)
        case .past(let then, nil): wereInForce(at: then)
        case .past(let then, let now?): (wereInForce(at: then) + inForce(at: now)).unique(by: \.record)
        }
    }
}
