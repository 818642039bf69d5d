import CLibgit2
import System

extension Repository {
    /// Names the change that a commit makes to its only parent, exactly: unlike a patch ID, every blank counts, and so do
    /// modes and the bytes of binary files. The places in the files do not, as long as what is changed stands there once
    /// only. What people decided about a commit may be carried over to another one only by this.
    ///
    /// - Returns: nil for merges, and for commits that change nothing.
    package func exactPatch(of commit: Commit) throws -> ObjectID? {
        guard !commit.isMerge else { return nil }
        let parent = try commit.parents.first.map { try self.commit($0).tree }
        let changes = try changes(from: parent, to: commit.tree)
        guard !changes.isEmpty else { return nil }
        var text: [UInt8] = []
        for change in changes { try append(change, to: &text) }
        return try Self.id(of: text, .blob)
    }

    /// Names what happens to one file, exactly, whatever its path is.
    package func exactPatch(of change: PathChange) throws -> ObjectID {
        var text: [UInt8] = []
        try append(PathChange(path: [], old: change.old, new: change.new), to: &text)
        return try Self.id(of: text, .blob)
    }

    /// The same for many commits; those are left out that change nothing.
    package func exactPatches(of commits: [Commit]) throws -> [ObjectID: ObjectID] {
        let single = Array(Dictionary(commits.map { ($0.id, $0) }) { first, _ in first }.values)
        let (first, second) = try inTwoParts(single) { commits, repository in
            try commits.map { try repository.exactPatch(of: $0) }
        }
        let patches = zip(single, Array(dealt: first, second))
        return Dictionary(uniqueKeysWithValues: patches.compactMap { commit, patch in patch.map { (commit.id, $0) } })
    }

    /// Files larger than this are told by their names alone, as binary ones would be: comparing them costs seconds.
    private static let comparedSize = 1 << 20

    private func append(_ change: PathChange, to text: inout [UInt8]) throws {
        let modes = [change.old, change.new].map { $0.map { "\($0.mode.rawValue)" } ?? "none" }
        text += "\(change.path.count) ".utf8 + change.path + " \(modes[0]) \(modes[1])\n".utf8
        if change.old?.id == change.new?.id { return }
        guard let old = try content(of: change.old), let new = try content(of: change.new) else {
            text += "\(change.old?.id ?? .zero) \(change.new?.id ?? .zero)\n".utf8
            return
        }
        let lines = LineDifferences(from: old, to: new)
        try lines.find()
        text += "\(lines.text.count)\n".utf8 + lines.text
        // Where the same lines stand twice, only the very same file tells which of them are meant.
        if lines.hasAmbiguousPlace { text += "\(change.old?.id ?? .zero) \(lines.places)\n".utf8 }
    }

    /// Nil for what has no lines: submodules and large files.
    private func content(of entry: TreeEntry?) throws -> [UInt8]? {
        guard let entry else { return [] }
        guard entry.mode != .submodule else { return nil }
        guard let size = try header(of: entry.id)?.size, size <= Self.comparedSize else { return nil }
        return try blob(entry.id)
    }
}

/// The lines that differ between two texts, with three lines around them, as a text without line numbers.
private final class LineDifferences {
    private let old: [UInt8]
    private let new: [UInt8]
    private(set) var text: [UInt8] = []
    /// The first line of each hunk in the old text, and the number of its lines there.
    private(set) var places: [[Int]] = []
    private lazy var oldLines = old.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)

    init(from old: [UInt8], to new: [UInt8]) {
        self.old = old
        self.new = new
    }

    /// Whether what a hunk applies to stands more than once in the old text.
    var hasAmbiguousPlace: Bool {
        let lines = oldLines
        guard places.allSatisfy({ $0[1] > 0 && max(0, $0[0] - 1) + $0[1] <= lines.count }) else { return !old.isEmpty }
        let windows = LineWindows(lines)
        return Dictionary(grouping: places) { $0[1] }.contains { count, places in
            let starts = places.map { max(0, $0[0] - 1) }
            let wanted = Dictionary(grouping: starts) { windows.hash(at: $0, count) }
            return (0...(lines.count - count)).contains { other in
                wanted[windows.hash(at: other, count)]?.contains { start in
                    start != other && lines[other..<(other + count)].elementsEqual(lines[start..<(start + count)])
                } ?? false
            }
        }
    }

    func find() throws {
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
        options.flags = GIT_DIFF_INDENT_HEURISTIC.rawValue | GIT_DIFF_FORCE_TEXT.rawValue
        let code = git_diff_buffers(
            old, old.count, nil, new, new.count, nil, &options, nil, nil,
            { _, hunk, payload in
                guard let hunk else { return -1 }
                return LineDifferences.begin([Int(hunk.pointee.old_start), Int(hunk.pointee.old_lines)], for: payload)
            },
            { _, _, line, payload in
                guard let line, let content = line.pointee.content else { return -1 }
                let bytes = UnsafeRawBufferPointer(start: content, count: line.pointee.content_len)
                return LineDifferences.take([UInt8(bitPattern: line.pointee.origin)] + bytes, for: payload)
            }, Unmanaged.passUnretained(self).toOpaque())
        try check(code)
    }

    private static func begin(_ place: [Int], for payload: UnsafeMutableRawPointer?) -> CInt {
        guard let payload else { return -1 }
        Unmanaged<LineDifferences>.fromOpaque(payload).takeUnretainedValue().places.append(place)
        return take(Array("@\n".utf8), for: payload)
    }

    private static func take(_ bytes: [UInt8], for payload: UnsafeMutableRawPointer?) -> CInt {
        guard let payload else { return -1 }
        Unmanaged<LineDifferences>.fromOpaque(payload).takeUnretainedValue().text += bytes
        return 0
    }
}

/// Hashes of runs of lines, each found at once whatever its length (Karp and Rabin).
private struct LineWindows {
    private var sums: [UInt64] = [0]
    private var powers: [UInt64] = [1]

    init(_ lines: [ArraySlice<UInt8>]) {
        for line in lines {
            sums.append(sums[sums.count - 1] &* Checksum.factor &+ Checksum.of(line))
            powers.append(powers[powers.count - 1] &* Checksum.factor)
        }
    }

    func hash(at start: Int, _ count: Int) -> UInt64 { sums[start + count] &- sums[start] &* powers[count] }
}
