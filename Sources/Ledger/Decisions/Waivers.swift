/// An exception to rules of the gate, with its record.
package struct Waiver: Hashable, Sendable {
    package let record: RecordName
    package let at: Timestamp
    package let by: Person
    package let statement: WaiverStatement
    /// Whether it lifts anything. If not, it did so perhaps before its author lost the right, and has to be reviewed.
    package let lifts: Bool
    /// When somebody ended it early, first. What it let through has to be reviewed all the same.
    package fileprivate(set) var ended: Timestamp?

    package var isEnded: Bool { ended != nil }

    package init(record: RecordName, at: Timestamp, by: Person, statement: WaiverStatement, lifts: Bool = true) {
        self.record = record
        self.at = at
        self.by = by
        self.statement = statement
        self.lifts = lifts
    }
}

/// The waivers of one release and what was reviewed: a pure fold. Whose words count is for the policy to say.
package struct Waivers: Hashable, Sendable {
    /// In the order of their records.
    package let all: [Waiver]
    /// Who reviewed what, and when: nil for the release as a whole.
    package let reviews: [Review]

    /// Whether somebody else than whoever tagged the release looked at it as a whole, after that.
    package let isReleaseReviewed: Bool

    package struct Review: Hashable, Sendable {
        package let at: Timestamp
        package let by: Person
        package let waiver: RecordName?
        package let note: String
    }

    init(_ sequence: RecordSequence) {
        var (all, ended): ([Waiver], [RecordName: Timestamp]) = ([], [:])
        var reviews: [Review] = []
        for stored in sequence.records {
            switch stored.record.statement {
            case .waiver(let statement):
                if let end = statement.ends {
                    let end = sequence.identity(of: end)
                    ended[end] = min(ended[end] ?? stored.record.at, stored.record.at)
                } else {
                    all.append(
                        Waiver(
                            record: stored.name, at: stored.record.at, by: stored.author, statement: statement,
                            lifts: stored.opens))
                }
            case .review(let statement):
                reviews.append(
                    Review(
                        at: stored.record.at, by: stored.author, waiver: statement.waiver.map(sequence.identity),
                        note: statement.note))
            default: break
            }
        }
        for index in all.indices { all[index].ended = ended[all[index].record] }
        self.all = all
        self.reviews = reviews
        isReleaseReviewed =
            reviews.contains { $0.waiver == nil } && !sequence.reviewsAfterTag(RecordSight(sequence)).isEmpty
    }

    /// Those that can lift rules at a time. One that somebody ended is over at once, whatever the clock of who ended it says.
    package func inForce(at now: Timestamp, _ policy: Policy) -> [Waiver] {
        all.filter { $0.lifts && !$0.isEnded && $0.at <= now && now < policy.end(of: $0) }
    }

    /// Those that could lift rules at a time that is past.
    package func wereInForce(at then: Timestamp, _ policy: Policy) -> [Waiver] {
        all.filter { $0.lifts && $0.at <= then && then < policy.end(of: $0) && ($0.ended.map { then < $0 } ?? true) }
    }

    /// Whether somebody else than who waived looked at a waiver, or at the release as a whole, afterwards.
    package func isReviewed(_ waiver: Waiver) -> Bool {
        reviews.contains {
            ($0.waiver == waiver.record || $0.waiver == nil && $0.at > waiver.at) && !$0.by.isSamePerson(as: waiver.by)
        }
    }
}
