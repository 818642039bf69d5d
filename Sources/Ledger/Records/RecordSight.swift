/// Which record's writer had seen which other records of the same subject, directly or through others.
struct RecordSight {
    private var seen: [RecordName: Set<RecordName>] = [:]

    init(_ sequence: RecordSequence) {
        for stored in sequence.all {
            let after = sequence.seen(by: stored)
            seen[stored.name] = after.reduce(into: Set(after)) { $0.formUnion(seen[$1] ?? []) }
        }
    }

    func hasSeen(_ later: RecordName, _ earlier: RecordName) -> Bool { seen[later]?.contains(earlier) ?? false }
}
