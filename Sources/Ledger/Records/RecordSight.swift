import Git

/// Which record's writer had seen which other records of the same subject, directly or through others.
///
/// What one writer had seen is found when somebody asks, and kept: most records are never asked about, and all that all
/// writers had seen would be too much where anybody can add records.
final class RecordSight {
    /// Where each record is in the order; those that it has seen come before it.
    private let places: [RecordName: Int]
    /// The places of those that each record names.
    private let after: [[Int]]
    private var seen: [Int: PlaceSet] = [:]

    init(_ sequence: RecordSequence) {
        let all = sequence.all
        let places = Dictionary(all.indices.map { (all[$0].name, $0) }) { first, _ in first }
        self.places = places
        after = all.map { sequence.seen(by: $0).compactMap { places[$0] } }
    }

    func hasSeen(_ later: RecordName, _ earlier: RecordName) -> Bool {
        guard let later = places[later], let earlier = places[earlier], earlier < later else { return false }
        return seenPlaces(from: later).contains(earlier)
    }

    /// Those of some records that any of some others has seen: one walk for all of them.
    func seen(by later: [RecordName], among earlier: [RecordName]) -> Set<RecordName> {
        let starts = later.compactMap { places[$0] }
        guard let last = starts.max() else { return [] }
        var (found, waiting) = (PlaceSet(count: last), starts.flatMap { after[$0] })
        while let next = waiting.popLast() {
            guard !found.contains(next) else { continue }
            found.insert(next)
            waiting += after[next]
        }
        return Set(earlier.filter { places[$0].map(found.contains) ?? false })
    }

    /// Whether any record has seen all of some others.
    func isAnyoneAware(of names: [RecordName], among records: [StoredRecord]) -> Bool {
        var looked = PlaceSet(count: after.count)
        // Who was seen by somebody had seen no more than they.
        for record in records.reversed() {
            guard let place = places[record.name], !looked.contains(place) else { continue }
            let seen = ancestors(of: place)
            if names.allSatisfy({ places[$0].map(seen.contains) ?? false }) { return true }
            looked.formUnion(seen)
        }
        return false
    }

    private func seenPlaces(from place: Int) -> PlaceSet {
        if let known = seen[place] { return known }
        let found = ancestors(of: place)
        seen[place] = found
        return found
    }

    private func ancestors(of place: Int) -> PlaceSet {
        var (found, waiting) = (PlaceSet(count: place), after[place])
        while let next = waiting.popLast() {
            guard next < place, !found.contains(next) else { continue }
            found.insert(next)
            waiting += after[next]
        }
        return found
    }
}
