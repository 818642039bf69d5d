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

/// Compares a file of the base with the same file of the candidate, line by line, and finds whose lines are lost.
struct LostLineFinder {
    let repository: Repository
    let origins: LineOrigins
    let base: ObjectID
    let candidate: ObjectID
    /// The versions of base and candidate.
    let versions: (base: Version?, candidate: Version?)

    /// One file at both ends; nil where an end lacks it.
    struct Ends: Sendable {
        let base: TreeEntry?
        let candidate: TreeEntry?
        let path: [UInt8]
        /// Its path in the candidate.
        let newPath: [UInt8]
    }

    /// - Parameter changes: what commits of the base's side did to the file.
    func lost(by changes: [(commit: ObjectID, change: PathChange)], at ends: Ends) throws -> [LostLines] {
        guard let entry = ends.base, let old = try repository.lines(of: entry),
            let new = try ends.candidate.map({ try repository.lines(of: $0) }) ?? [],
            let owners = try origins.owners(of: ends.path, at: base, since: candidate)
        else { return changes.map { _ in LostLines(ends.path, isWhole: true) } }
        let difference = try LineComparison(from: old, to: new)
        let (oldLines, newLines) = (Self.lines(old), Self.lines(new))
        let renamed = renamedLines(difference.removed.map { oldLines[$0] }, to: difference.added.map { newLines[$0] })
        var bySharedLine: [Int: Bool] = [:]
        return try changes.map { commit, change in
            if change.changesMode, ends.candidate?.mode != entry.mode { return LostLines(ends.path, isWhole: true) }
            var lost = LostLines(ends.path)
            lost.missing = Set(
                difference.removed.filter { $0 < owners.count && owners[$0] == commit }.map { oldLines[$0] }
            ).subtracting(renamed)
            let taken = try takenOut(by: change)
            let kept = difference.added.filter { taken.contains(newLines[$0]) }
            let unknown = kept.filter { bySharedLine[$0] == nil }
            if !unknown.isEmpty { try mark(unknown, at: ends.newPath, in: &bySharedLine) }
            let shared = kept.filter { bySharedLine[$0] == true }
            lost.kept = Set(shared.map { newLines[$0] })
            lost.places = (ends.newPath, shared)
            return lost
        }
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
        let owners = try origins.owners(of: path, at: candidate, since: base, lines: lines)
        for line in lines { known[line] = owners.map { line >= $0.count || $0[line] == nil } ?? true }
    }

    /// Lines that say something, of which a change leaves fewer than there were.
    private func takenOut(by change: PathChange) throws -> Set<ArraySlice<UInt8>> {
        guard let entry = change.old, let old = try repository.lines(of: entry) else { return [] }
        let new = try change.new.flatMap { try repository.lines(of: $0) } ?? []
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for line in Self.lines(old) { counts[line, default: 0] += 1 }
        for line in Self.lines(new) { counts[line, default: 0] -= 1 }
        return Set(counts.filter { $0.value > 0 && $0.key.saysSomething }.keys)
    }

    static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
}

extension PathChange {
    fileprivate var changesMode: Bool { old.map { old in new.map { $0.mode != old.mode } ?? false } ?? false }
}

extension ArraySlice<UInt8> {
    /// A line of brackets alone stands everywhere.
    fileprivate var saysSomething: Bool {
        contains { (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) || $0 >= 0x80 }
    }
}
