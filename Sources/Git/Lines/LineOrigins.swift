/// Tells which commits brought the lines of files, and under which names files went on: Git's blame and its search for
/// renames, asked in a clean room.
package final class LineOrigins {
    private let repository: Repository
    private lazy var room = Result { try CleanRoom(seeing: repository) }

    package init(_ repository: Repository) { self.repository = repository }

    /// The commit that brought each line of a file (git-blame), in the order of the lines.
    ///
    /// - Parameters:
    ///   - boundary: a commit; lines that it or an ancestor of it brought have nil. Without one all lines have a commit.
    ///   - lines: those that are asked about, counted from 0; all of them where nil. The others have nil.
    /// - Returns: nil for a path that is not UTF-8, which no argument of a program can be here, and for what has no lines.
    /// - Throws: `RepositoryProblem.missingObject`, and `.programFailed` where Git cannot answer for another reason.
    package func owners(
        of path: [UInt8], at commit: ObjectID, since boundary: ObjectID? = nil, lines: [Int]? = nil
    ) throws -> [ObjectID?]? {
        guard let path = String(validating: path, as: UTF8.self) else { return nil }
        let range = (boundary.map { ["^\($0)"] } ?? []) + ["\(commit)"]
        // "--root: Do not treat root commits as boundaries" (git-blame): a root can be on one side alone.
        let options = ["blame", "--incremental", "--root"] + Self.places(of: lines ?? [])
        let output = try output(options + range + ["--", path])
        var owners = BlameOutput(output, hasBoundary: boundary != nil).owners
        if let lines {
            let wanted = Set(lines)
            for line in owners.indices where !wanted.contains(line) { owners[line] = nil }
        }
        return owners
    }

    /// A clean room asks no remote for what a partial clone left out.
    private func output(_ arguments: [String]) throws -> [UInt8] {
        do {
            return try room.get().git(arguments).output()
        } catch RepositoryProblem.programFailed(let program, let arguments, let status, let errors) {
            let named = errors.split { !$0.isHexDigit }.compactMap { ObjectID(String($0)) }
            if let missing = named.first(where: { !repository.contains($0) }) {
                throw RepositoryProblem.missingObject(missing, partialClone: repository.isPartialClone)
            }
            throw RepositoryProblem.programFailed(
                program: program, arguments: arguments, status: status, errors: errors)
        }
    }

    /// The options that ask about some lines, a run of neighbours with one; none where they would be too many for a program's
    /// arguments, so that all lines are asked about.
    private static func places(of lines: [Int]) -> [String] {
        let runs = RangeSet(lines.map { $0..<($0 + 1) }).ranges
        guard runs.count <= 200 else { return [] }
        return runs.flatMap { ["-L", "\($0.lowerBound + 1),\($0.upperBound)"] }
    }

    /// The files of a tree that another tree has under another name, though changed perhaps (git-diff-tree, `-M`), by their old
    /// names.
    package func renames(from old: ObjectID, to new: ObjectID) throws -> [[UInt8]: [UInt8]] {
        let fields = try output([
            "diff-tree", "-r", "-z", "-M", "-l0", "--diff-filter=R", "--name-status", "\(old)", "\(new)",
        ]).split(separator: 0, omittingEmptySubsequences: true)
        let pairs = stride(from: 0, to: fields.count - 2, by: 3).map { (Array(fields[$0 + 1]), Array(fields[$0 + 2])) }
        return Dictionary(pairs) { first, _ in first }
    }
}

/// What `git blame --incremental` prints: groups of lines with the commit that brought them, the commit's own fields behind its
/// first group.
private struct BlameOutput {
    private(set) var owners: [ObjectID?] = []

    init(_ output: [UInt8], hasBoundary: Bool) {
        var (groups, boundaries): ([(commit: ObjectID, first: Int, count: Int)], Set<ObjectID>) = ([], [])
        for line in output.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " "))
            if words.count == 4, let commit = ObjectID(hex: words[0]), let first = Array(words[2]).decimal,
                let count = Array(words[3]).decimal
            {
                groups.append((commit, first - 1, count))
            } else if line.elementsEqual("boundary".utf8), let last = groups.last {
                boundaries.insert(last.commit)
            }
        }
        let count = groups.map { $0.first + $0.count }.max() ?? 0
        owners = [ObjectID?](repeating: nil, count: count)
        for group in groups where !hasBoundary || !boundaries.contains(group.commit) {
            for place in group.first..<(group.first + group.count) { owners[place] = group.commit }
        }
    }
}

extension [UInt8] {
    fileprivate var decimal: Int? { Int(String(decoding: self, as: UTF8.self)) }
}
