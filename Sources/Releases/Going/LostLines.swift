import Git
import Ledger

/// What of a commit's change to one file a candidate lacks.
struct LostLines: Sendable {
    let path: [UInt8]
    /// Lines that the base owes to the commit, and that the candidate lacks at their place.
    var missing: Set<ArraySlice<UInt8>> = []
    /// Lines that the commit took out, and that the candidate still has.
    var kept: Set<ArraySlice<UInt8>> = []
    /// Where the kept lines stand in the candidate, counted from 0, and under which path.
    var places: (path: [UInt8], lines: [Int]) = ([], [])
    /// Whether lines cannot tell, so that all of it counts as lost.
    var isWhole = false

    init(_ path: [UInt8], isWhole: Bool = false) {
        self.path = path
        self.isWhole = isWhole
    }

    var isEmpty: Bool { missing.isEmpty && kept.isEmpty && !isWhole }
}

/// What is lost of one file.
struct FileLosses: Sendable {
    /// Of each change that was asked about, in that order.
    var lost: [LostLines]
    /// Lines that the base owes to commits of which no change to this file is known, as they made it under another name.
    var missing: [ObjectID: Set<ArraySlice<UInt8>>] = [:]
}

/// Compares a file of the base with the same file of the candidate, line by line, and finds whose lines are lost.
struct LostLineFinder {
    let repository: Repository
    let origins: LineOrigins
    let base: ObjectID
    let candidate: ObjectID
    /// The versions of base and candidate.
    let versions: (base: Version?, candidate: Version?)

    /// - Parameters:
    ///   - changes: what commits of the base's side did to the file, the oldest first.
    ///   - known: all commits that touched it, also those of which nothing is lost.
    func losses(by changes: [BaseChange], known: Set<ObjectID>, at ends: FilePair) throws -> FileLosses {
        guard let entry = ends.base, let old = try text(of: entry),
            let new = try ends.candidate.map({ try text(of: $0) }) ?? [],
            let owners = try origins.owners(of: ends.path, at: base, since: candidate)
        else { return FileLosses(lost: changes.map { _ in LostLines(ends.path, isWhole: true) }) }
        let difference = try LineComparison(from: old, to: new)
        let (oldLines, newLines) = (Self.lines(old), Self.lines(new))
        let renamed = renamedLines(difference.removed.map { oldLines[$0] }, to: difference.added.map { newLines[$0] })
        let missing = difference.removed.reduce(into: [ObjectID: Set<ArraySlice<UInt8>>]()) { result, place in
            guard place < owners.count, let owner = owners[place], !renamed.contains(oldLines[place]) else { return }
            result[owner, default: []].insert(oldLines[place])
        }
        let places = try keptPlaces(ends, old, new)
        var sharedLines: [Int: Bool] = [:]
        var replacing: Set<ArraySlice<UInt8>> = []
        let lost = try changes.map { item in
            let change = item.change
            var lost = LostLines(ends.path)
            guard !change.setsMode(of: entry, otherThan: ends.candidate) else { return lost.asWhole }
            lost.missing = missing[item.commit] ?? []
            let effect = try LineEffect(of: change, in: repository)
            let kept = Set(difference.added.filter { effect.fewer.contains(newLines[$0]) })
                .union(places.filter { effect.removed.contains(newLines[$0]) }).sorted()
            try mark(kept.filter { sharedLines[$0] == nil }, at: ends.newPath, in: &sharedLines)
            let shared = kept.filter { sharedLines[$0] == true }
            lost.kept = Set(shared.map { newLines[$0] })
            lost.places = (ends.newPath, shared)
            // Lines that were put in the place of others, which the candidate still has, were not here either.
            let isFollowing = !replacing.isDisjoint(with: effect.removed)
            if !lost.kept.isEmpty { replacing.formUnion(effect.added) }
            return lost.isEmpty && (item.isAbsent || isFollowing) ? lost.asWhole : lost
        }
        return FileLosses(lost: lost, missing: missing.filter { !known.contains($0.key) })
    }

    /// Nil for what has no lines.
    ///
    /// - Throws: `RepositoryProblem.missingObject`, as nobody can say what is lost of a file that a partial clone left out.
    private func text(of file: TreeEntry) throws -> [UInt8]? {
        guard file.mode == .submodule || repository.contains(file.id) else {
            throw RepositoryProblem.missingObject(file.id, partialClone: repository.isPartialClone)
        }
        return try repository.lines(of: file)
    }

    /// Lines of the candidate that were there where the sides parted, and that the base's side took from their place; counted
    /// from 0. Of lines that the candidate has several times it is not certain which one it was, so that they are left out here.
    private func keptPlaces(_ ends: FilePair, _ old: [UInt8], _ new: [UInt8]) throws -> Set<Int> {
        guard let before = try ends.origin.flatMap({ try repository.lines(of: $0) }) else { return [] }
        let (toBase, toCandidate) = try (LineComparison(from: before, to: old), LineComparison(from: before, to: new))
        guard !toBase.removed.isEmpty else { return [] }
        let (gone, taken) = (Set(toCandidate.removed), Set(toBase.removed))
        let added = Set(toCandidate.added)
        let lines = Self.lines(new)
        let unmoved = zip(
            Self.lines(before).indices.filter { !gone.contains($0) }, lines.indices.filter { !added.contains($0) })
        let counts = lines.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return Set(unmoved.filter { taken.contains($0) && counts[lines[$1]] == 1 }.map { $1 })
    }

    /// The lines that differ in nothing but the name of the release: each names its own. A shorter name could be any number.
    private func renamedLines(
        _ old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]
    ) -> Set<ArraySlice<UInt8>> {
        guard let before = versions.base, let after = versions.candidate, before.numbers.count > 2,
            after.numbers.count > 2
        else { return [] }
        let present = Set(new)
        return Set(
            old.filter { line in
                let renamed = Array(line).replacing(Array(before.text.utf8), with: Array(after.text.utf8))
                return renamed != Array(line) && present.contains(renamed[...])
            })
    }

    /// Finds which lines of the candidate are older than where the sides parted: no commit of its side brought them.
    private func mark(_ lines: [Int], at path: [UInt8], in known: inout [Int: Bool]) throws {
        guard !lines.isEmpty else { return }
        let owners = try origins.owners(of: path, at: candidate, since: base, lines: lines)
        for line in lines { known[line] = owners.map { line >= $0.count || $0[line] == nil } ?? true }
    }

    static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
}

/// What a change did to the lines of a file.
private struct LineEffect {
    /// Lines that it removed, though it may have put them elsewhere.
    private(set) var removed: Set<ArraySlice<UInt8>> = []
    private(set) var added: Set<ArraySlice<UInt8>> = []
    /// Lines that say something, of which it left fewer than there were.
    private(set) var fewer: Set<ArraySlice<UInt8>> = []

    init(of change: PathChange, in repository: Repository) throws {
        guard let entry = change.old, let old = try repository.lines(of: entry) else { return }
        let new = try change.new.flatMap { try repository.lines(of: $0) } ?? []
        let comparison = try LineComparison(from: old, to: new)
        let (oldLines, newLines) = (LostLineFinder.lines(old), LostLineFinder.lines(new))
        removed = Set(comparison.removed.map { oldLines[$0] })
        added = Set(comparison.added.map { newLines[$0] })
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for place in comparison.removed { counts[oldLines[place], default: 0] += 1 }
        for place in comparison.added { counts[newLines[place], default: 0] -= 1 }
        fewer = Set(counts.filter { $0.value > 0 && $0.key.saysSomething }.keys)
    }
}

extension LostLines {
    fileprivate var asWhole: LostLines { LostLines(path, isWhole: true) }
}

extension PathChange {
    /// Whether it made the mode of a file, which the candidate's has not got.
    fileprivate func setsMode(of base: TreeEntry, otherThan candidate: TreeEntry?) -> Bool {
        guard let new, new.mode != old?.mode, candidate?.mode != base.mode else { return false }
        // A file that the candidate lacks is not there with another mode, which its lines tell.
        return old != nil || (candidate != nil && new.mode == base.mode)
    }
}

extension ArraySlice<UInt8> {
    /// A line of brackets alone stands everywhere.
    var saysSomething: Bool {
        contains { (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) || $0 >= 0x80 }
    }
}
