import Changes
import Git

/// What the messages of commits say to take back of an item's changes. Messages point; whoever asks looks at the files.
struct SpreadReverts {
    /// One commit that points to another one.
    private struct Pointer: Hashable {
        let revert: ObjectID
        let target: ObjectID
    }

    /// The commits that say to take some back; each once.
    let all: [ObjectID]
    /// The places among them of those that take back each commit, rising.
    private let byTarget: [ObjectID: [Int]]

    /// - Parameters:
    ///   - carriers: the commits that may carry changes of the item.
    ///   - merges: those that brought some of them to a line.
    ///   - commits: those that may take something back.
    init(
        on carriers: [ReadCommit], merges: [ReadCommit], among commits: [ReadCommit], _ source: HistorySource,
        _ messages: MessageReader, _ patches: PatchBook
    ) throws {
        var pointers: [Pointer] = []
        let targets = SpreadTargets(carriers, merges: merges, source, messages, patches)
        var open = commits.filter { $0.reading.relations.isRevert || $0.reading.relations.pointsBySubject }
        // Reverts of reverts follow.
        while !open.isEmpty {
            let found = try open.map { try ($0, targets.targets(of: $0)) }.filter { !$1.isEmpty }
            guard !found.isEmpty else { break }
            for (read, ids) in found {
                pointers += ids.map { Pointer(revert: read.commit.id, target: $0) }
                targets.add(read)
            }
            let ids = Set(found.map(\.0.commit.id))
            open = open.filter { !ids.contains($0.commit.id) }
        }
        let reverts = pointers.map(\.revert).unique { $0 }
        let places = Dictionary(uniqueKeysWithValues: reverts.enumerated().map { ($1, $0) })
        all = reverts
        byTarget = Dictionary(grouping: pointers.unique { $0 }) { $0.target }.mapValues {
            $0.compactMap { places[$0.revert] }
        }
    }

    /// The places of what takes back some commits.
    func places(on targets: [ObjectID]) -> PlaceSet {
        var places = PlaceSet(count: all.count)
        for place in targets.flatMap({ byTarget[$0] ?? [] }) { places.insert(place) }
        return places
    }

    /// The reverts that a release or branch contains.
    func here(where contains: (ObjectID) throws -> Bool) rethrows -> Here {
        var places = PlaceSet(count: all.count)
        for (place, revert) in all.enumerated() where try contains(revert) { places.insert(place) }
        return Here(reverts: self, places: places)
    }

    /// The reverts of one release or branch.
    struct Here {
        fileprivate let reverts: SpreadReverts
        fileprivate let places: PlaceSet

        fileprivate init(reverts: SpreadReverts, places: PlaceSet) { (self.reverts, self.places) = (reverts, places) }

        func has(some reverts: PlaceSet) -> Bool { !places.isDisjoint(with: reverts) }

        /// The commits that take back some others, and those of them that are not taken back here themselves.
        func reverts(on targets: PlaceSet) -> (all: [ObjectID], standing: [ObjectID]) {
            var known: [Int: Bool] = [:]
            // Names form no circle. Subjects may, and then the first answer counts.
            func stands(_ revert: Int) -> Bool {
                if let answer = known[revert] { return answer }
                known[revert] = true
                let pointing = reverts.byTarget[reverts.all[revert]] ?? []
                let answer = !pointing.contains { places.contains($0) && stands($0) }
                known[revert] = answer
                return answer
            }
            let direct = reverts.all.indices.filter { targets.contains($0) && places.contains($0) }
            return (direct.map { reverts.all[$0] }, direct.filter(stands).map { reverts.all[$0] })
        }
    }
}

/// What may be taken back of an item: commits, and merges that brought them.
private final class SpreadTargets {
    private let source: HistorySource
    private let messages: MessageReader
    private let patches: PatchBook
    private let carriers: Set<ObjectID>
    private let merges: [ReadCommit]
    private var known: [ObjectID: ReadCommit] = [:]
    /// Those that are known and the merges, by as many digits as every name of a commit has.
    private var byDigits: [Substring: [ObjectID]] = [:]
    private let mergesByDigits: [Substring: [Commit]]
    private var byText: [[UInt8]: [ObjectID]] = [:]
    private let mergesByText: [[UInt8]: [Commit]]
    private var brought: [[ObjectID]: [ObjectID]] = [:]

    init(
        _ carriers: [ReadCommit], merges: [ReadCommit], _ source: HistorySource, _ messages: MessageReader,
        _ patches: PatchBook
    ) {
        self.source = source
        self.messages = messages
        self.patches = patches
        self.merges = merges
        self.carriers = Set(carriers.map(\.commit.id))
        mergesByDigits = Dictionary(grouping: merges.map(\.commit)) { Self.digits(of: $0.id.description) }
        mergesByText = merges.reduce(into: [:]) { found, read in
            for text in TargetTexts(of: read).all { found[text, default: []].append(read.commit) }
        }
        for read in carriers { add(read) }
    }

    func add(_ read: ReadCommit) {
        guard known.updateValue(read, forKey: read.commit.id) == nil else { return }
        byDigits[Self.digits(of: read.commit.id.description), default: []].append(read.commit.id)
        for text in TargetTexts(of: read).all { byText[text, default: []].append(read.commit.id) }
    }

    /// What a commit says to take back: by ID, or else by subject or number where both touch one file.
    func targets(of read: ReadCommit) throws -> [ObjectID] {
        let relations = read.reading.relations
        let named = try relations.reverts.flatMap { try targets(of: $0) }.filter { $0 != read.commit.id }
        guard named.isEmpty, relations.pointsBySubject else { return named }
        let texts = RevertedTexts(of: relations, messages).all
        let further = texts.flatMap { mergesByText[$0] ?? [] }.unique(by: \.id)
        let meant =
            try texts.flatMap { byText[$0] ?? [] }
            + further.flatMap { try brought(by: $0, to: $0.parents.first) }
        guard !meant.isEmpty else { return [] }
        let paths = Set(try patches.changes(madeBy: read.commit, onto: read.commit.parents.first).map(\.path))
        return try meant.unique { $0 }.filter { id in
            guard id != read.commit.id, let other = known[id] else { return false }
            return try patches.changes(of: other.commit).contains { paths.contains($0.path) }
        }
    }

    private func targets(of claim: CommitRelations.Revert) throws -> [ObjectID] {
        let digits = Self.digits(of: claim.commit.description)
        let commits = (byDigits[digits] ?? []).filter(claim.commit.names).sorted()
        return try commits
            + (mergesByDigits[digits] ?? []).filter { claim.commit.names($0.id) }.flatMap { merge in
                try brought(by: merge, to: merge.parents.first { claim.mainline?.names($0) ?? true })
            }
    }

    private static func digits(of name: String) -> Substring { name.prefix(CommitName.fewestDigits) }

    /// The item's commits that a merge brought to a line.
    private func brought(by merge: Commit, to mainline: ObjectID?) throws -> [ObjectID] {
        guard let mainline else { return [] }
        if let known = brought[[merge.id, mainline]] { return known }
        let found = try source.reached(among: carriers, from: [merge.id], without: [mainline]).sorted()
        brought[[merge.id, mainline]] = found
        return found
    }
}
