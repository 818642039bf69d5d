import Git
import System

/// What the index keeps of the trees of commits, in columns.
struct TreeChanges: Sendable {
    /// A byte of `CommitFlags` for each.
    private(set) var flags: [UInt8] = []
    /// Where the changes of each begin, and the end.
    private(set) var starts: [UInt32] = [0]
    /// The configuration files at which a commit differs from all its parents (for a root, all that it has), by number.
    private(set) var changes: [UInt32] = []
    private(set) var paths = TextTable()
    /// A `ChangeSum` for each: against the first parent.
    private(set) var sums: [UInt64] = []

    init() {}

    /// - Throws: `IndexProblem.damaged` where the columns do not fit together.
    init(flags: [UInt8], starts: [UInt32], changes: [UInt32], paths: TextTable, sums: [UInt64]) throws {
        guard starts.count == flags.count + 1, starts[0] == 0, starts.last == UInt32(changes.count),
            zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
        else { throw IndexProblem.damaged(.changeStarts) }
        guard sums.count == flags.count else { throw IndexProblem.damaged(.sums) }
        (self.flags, self.starts, self.changes, self.paths, self.sums) = (flags, starts, changes, paths, sums)
    }

    var count: Int { flags.count }

    mutating func append(change path: ArraySlice<UInt8>) { changes.append(paths.number(of: path)) }

    /// Ends the changes of a commit. Where nothing is known of its trees, those that were found do not count.
    mutating func end(_ commit: CommitFlags, sum: ChangeSum) {
        let isUnknown = commit.contains(.changesUnknown)
        if isUnknown { changes.removeLast(changes.count - Int(starts[count])) }
        sums.append(isUnknown ? 0 : sum.value)
        flags.append(commit.rawValue)
        starts.append(UInt32(changes.count))
    }

    /// Adds some of the commits of another one.
    mutating func append(_ commits: Range<Int>, of other: TreeChanges) {
        for commit in commits.clamped(to: 0..<other.count) {
            for change in other.changes[Int(other.starts[commit])..<Int(other.starts[commit + 1])] {
                append(change: other.paths[change])
            }
            end(CommitFlags(rawValue: other.flags[commit]), sum: ChangeSum(value: other.sums[commit]))
        }
    }
}

extension TreeChanges {
    /// The sizes of the columns, then the columns.
    var bytes: [UInt8] {
        var writer = BinaryWriter()
        writer.append([UInt32(count), UInt32(changes.count), UInt32(paths.starts.count), UInt32(paths.bytes.count)])
        writer.append(flags)
        writer.append(starts)
        writer.append(changes)
        writer.append(paths.starts)
        writer.append(paths.bytes)
        writer.append(sums)
        return writer.bytes
    }

    /// - Throws: `IndexProblem.damaged`.
    init(_ bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes)
        let sizes = (0..<4).compactMap { _ in reader.uint32() }.map { Int($0) }
        guard sizes.count == 4, let flags = reader.bytes(sizes[0]), let starts = reader.uint32s(sizes[0] + 1),
            let changes = reader.uint32s(sizes[1]), let pathStarts = reader.uint32s(sizes[2]),
            let paths = reader.bytes(sizes[3]), let sums = reader.uint64s(sizes[0]), reader.isAtEnd
        else { throw IndexProblem.damaged(nil) }
        try self.init(
            flags: flags, starts: starts, changes: changes, paths: TextTable(starts: pathStarts, bytes: paths),
            sums: sums)
    }
}
