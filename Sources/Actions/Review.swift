package import Ledger

/// Looks back at an emergency release or a waiver.
package struct Review: Sendable {
    /// Nil for the release as a whole, with all its waivers.
    package let waiver: Waiver?
    package let note: String

    package init(of waiver: Waiver?, note: String) { (self.waiver, self.note) = (waiver, note) }

    package enum Refusal: Error, Hashable, Sendable {
        /// They lifted rules themselves.
        case waivedBy(Person, Version)
        /// It is an emergency, whose review comes after its tag.
        case notTagged(Version)
        case taggedBy(Person, Version)
    }

    /// - Parameter taggings: the records of the release's tags.
    package func decide(
        _ plan: ReleasePlan, taggings: [StoredRecord], by person: Person
    ) throws(Refusal) -> ReviewStatement {
        let waivers = waiver.map { [$0] } ?? plan.waivers.all
        guard !waivers.contains(where: { $0.by.isSamePerson(as: person) }) else {
            throw .waivedBy(person, plan.version)
        }
        if waiver == nil, plan.type == .emergency || plan.wasEmergency {
            guard !taggings.isEmpty else { throw .notTagged(plan.version) }
            guard !taggings.contains(where: { person.isSamePerson(as: $0.author) }) else {
                throw .taggedBy(person, plan.version)
            }
        }
        return ReviewStatement(release: plan.version, waiver: waiver?.record, note: note)
    }
}
