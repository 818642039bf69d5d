import Changes
import Git

/// What the messages of commits say to take back of an item's changes. Messages point; whoever asks looks at the files.
struct SpreadReverts {
    /// One commit that points to another one.
    struct Pointer: Hashable {
        let revert: ObjectID
        let target: ObjectID
    }

    private let targets: SpreadTargets
    private(set) var pointers: [Pointer] = []

    /// - Parameters:
    ///   - carriers: the commits that may carry changes of the item.
    ///   - merges: those that brought some of them to a line.
    ///   - commits: those that may take something back.
    init(
        on carriers: [ReadCommit], merges: [ReadCommit], among commits: [ReadCommit], _ source: HistorySource,
        _ messages: MessageReader, _ patches: PatchBook
    ) throws {
        targets = SpreadTargets(carriers, merges: merges, source, messages, patches)
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
        pointers = pointers.unique { $0 }
    }

    /// Those of a release or branch.
    func reverts(in place: (ObjectID) throws -> Bool) rethrows -> Here {
        let reverts = try Set(Set(pointers.map(\.revert)).filter(place))
        return Here(pointers.filter { reverts.contains($0.revert) })
    }

    /// The pointers of one place.
    struct Here {
        private let byTarget: [ObjectID: [(order: Int, revert: ObjectID)]]

        fileprivate init(_ pointers: [Pointer]) {
            byTarget = Dictionary(grouping: pointers.enumerated()) { $1.target }.mapValues {
                $0.map { ($0, $1.revert) }
            }
        }

        /// The commits that take back some others, and those of them that are not taken back there themselves.
        ///
        /// - Returns: nil where nothing there says to take one of them back.
        func reverts(on targets: Set<ObjectID>) -> (all: [ObjectID], standing: [ObjectID])? {
            let direct = targets.flatMap { byTarget[$0] ?? [] }.sorted { $0.order < $1.order }.map(\.revert)
                .unique { $0 }
            guard !direct.isEmpty else { return nil }
            var known: [ObjectID: Bool] = [:]
            // Names form no circle. Subjects may, and then the first answer counts.
            func stands(_ revert: ObjectID) -> Bool {
                if let answer = known[revert] { return answer }
                known[revert] = true
                let answer = !(byTarget[revert] ?? []).contains { stands($0.revert) }
                known[revert] = answer
                return answer
            }
            return (direct, direct.filter(stands))
        }
    }
}

/// What may be taken back of an item: commits, and merges that brought them.
private final class SpreadTargets {
    private let source: HistorySource
    private let messages: MessageReader
    private let patches: PatchBook
    private let carriers: [ObjectID]
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
        self.carriers = carriers.map(\.commit.id)
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
        let before = try source.reached(among: carriers, from: [mainline])
        let found = try source.reached(among: carriers, from: [merge.id]).subtracting(before).sorted()
        brought[[merge.id, mainline]] = found
        return found
    }
}
