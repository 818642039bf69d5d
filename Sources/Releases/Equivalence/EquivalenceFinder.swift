import Changes
import Git
import Ledger

/// Finds commits that carry the same change, by the ladder of `Rung`.
///
/// Patches are compared only of commits that share something cheaper: author and author date, the subject, or an item;
/// and only where they touch the same paths.
struct EquivalenceFinder: Sendable {
    private let others: [ReadCommit]
    private var byID: [ObjectID: Int] = [:]
    /// By the IDs that commits were picked from.
    private var byOrigin: [ObjectID: [Int]] = [:]
    private var byChangeID: [[UInt8]: [Int]] = [:]
    private var byAuthorship: [ArraySlice<UInt8>: [Int]] = [:]
    private var bySubject: [[UInt8]: [Int]] = [:]
    private var byItem: [ItemID: [Int]] = [:]
    /// Of the few that were picked by an abbreviated ID.
    private var abbreviated: [(origin: CommitName, position: Int)] = []

    /// - Parameter others: the commits to look among, the preferred ones first. Merges carry no change of their own.
    init(among others: [ReadCommit]) {
        self.others = others
        for (position, other) in others.enumerated() where !other.commit.isMerge { enter(other, at: position) }
    }

    private mutating func enter(_ other: ReadCommit, at position: Int) {
        byID[other.commit.id] = position
        for origin in other.reading.relations.pickedFrom {
            if let id = origin.id { byOrigin[id, default: []].append(position) }
            if origin.id == nil { abbreviated.append((origin, position)) }
        }
        if let change = other.reading.relations.changeID { byChangeID[change, default: []].append(position) }
        byAuthorship[other.commit.authorship, default: []].append(position)
        bySubject[other.reading.plainSubject, default: []].append(position)
        for link in other.reading.links { byItem[link.item, default: []].append(position) }
    }

    /// The first commit on the highest rung that any is on.
    ///
    /// - Parameters:
    ///   - own: the place of the commit itself, where it is among them.
    ///   - patches: what tells whether two commits make one patch.
    func equivalent(
        of read: ReadCommit, besides own: Int? = nil, by patches: PatchBook
    ) throws -> (position: Int, rung: Rung)? {
        guard !read.commit.isMerge, !others.isEmpty else { return nil }
        if let position = picked(read).filter({ $0 != own }).min() { return (position, .pickedFrom) }
        if let change = read.reading.relations.changeID, let position = byChangeID[change]?.first(where: { $0 != own })
        {
            return (position, .changeID)
        }
        let sameAuthorship = (byAuthorship[read.commit.authorship] ?? []).filter { $0 != own }
        let sameSubject = (bySubject[read.reading.plainSubject] ?? []).filter { $0 != own }
        let sameItems = read.reading.links.flatMap { byItem[$0.item] ?? [] }.filter { $0 != own }
        for position in Set(sameAuthorship + sameSubject + sameItems).sorted() {
            if try patches.haveOnePatch(read.commit, others[position].commit) { return (position, .patch) }
        }
        return sameAuthorship.first { sameSubject.contains($0) }.map { ($0, .authorship) }
    }

    private func picked(_ read: ReadCommit) -> [Int] {
        let origins = read.reading.relations.pickedFrom
        let ids = [read.commit.id] + origins.compactMap(\.id)
        var found = ids.flatMap { byOrigin[$0] ?? [] } + origins.compactMap(\.id).compactMap { byID[$0] }
        for origin in origins where origin.id == nil {
            found += others.indices.filter { origin.names(others[$0].commit.id) }
        }
        found += abbreviated.filter { entry in ids.contains { entry.origin.names($0) } }.map(\.position)
        return found
    }
}
