import Git

/// One file at both ends of a range, under its name at each.
struct FilePair: Hashable, Sendable {
    /// Nil where an end lacks the file.
    let base: TreeEntry?
    let candidate: TreeEntry?
    /// The file where the sides parted; nil where it was not there.
    let origin: TreeEntry?
    /// Its path in the base; where the base lacks it, the path that its commits touched.
    let path: [UInt8]
    /// Its path in the candidate.
    let newPath: [UInt8]
    /// Its path where the sides parted.
    let oldPath: [UInt8]

    var paths: Set<[UInt8]> { [path, newPath, oldPath] }
    var isMoved: Bool { newPath != path }
}

/// Pairs the files that commits of the base's side touched with the same files of the candidate, where one of the sides renamed
/// them since they parted, too.
final class FileNames {
    private let repository: Repository
    private let origins: LineOrigins
    private let base: ObjectID
    private let candidate: ObjectID
    private let trees: (base: ObjectID, candidate: ObjectID)
    private let differing: [[UInt8]: PathChange]
    private lazy var start = Result {
        try repository.mergeBases(of: base, candidate).first.map(repository.commit)?.tree
    }
    private lazy var renames = Result { try found() }
    private var pairs: [[UInt8]: FilePair?] = [:]

    /// Old name to new one in the candidate; old name to new one in the base, and the other way round.
    private typealias Renames = (
        toCandidate: [[UInt8]: [UInt8]], toBase: [[UInt8]: [UInt8]], fromBase: [[UInt8]: [UInt8]]
    )

    /// - Parameter differing: the paths in which base and candidate differ, without a search for renames.
    init(
        _ repository: Repository, _ origins: LineOrigins, base: ObjectID, candidate: ObjectID,
        differing: [[UInt8]: PathChange]
    ) throws {
        self.repository = repository
        self.origins = origins
        self.base = base
        self.candidate = candidate
        self.differing = differing
        trees = (try repository.commit(base).tree, try repository.commit(candidate).tree)
    }

    /// Nil where both ends have the same of a file. Names are searched for only where an end lacks the file: one that is at both
    /// ends is the same file. A file that the base's side added has no other name: one of the same content would be another file.
    func pair(of path: [UInt8]) throws -> FilePair? {
        if let known = pairs[path] { return known }
        let pair = try found(path)
        pairs[path] = .some(pair)
        return pair
    }

    /// A file as the two ends have it, each under whatever name.
    func files(of path: [UInt8]) throws -> (base: TreeEntry?, candidate: TreeEntry?) {
        let mine = try file(at: path, in: trees.base)
        let its = try file(at: path, in: trees.candidate)
        guard mine == nil || its == nil else { return (mine, its) }
        let (toCandidate, toBase, _) = try renames.get()
        return (
            try mine ?? toBase[path].flatMap { try file(at: $0, in: trees.base) },
            try its ?? toCandidate[path].flatMap { try file(at: $0, in: trees.candidate) }
        )
    }

    /// What a commit of the base's side did to a file that it also renamed: its other changes have the old name.
    func change(_ change: PathChange, among changes: [PathChange]) throws -> PathChange {
        guard change.old == nil, let new = change.new, let name = try renames.get().fromBase[change.path],
            let old = changes.first(where: { $0.path == name && $0.new == nil })?.old
        else { return change }
        return PathChange(path: change.path, old: old, new: new)
    }

    private func found(_ path: [UInt8]) throws -> FilePair? {
        if let change = differing[path] {
            let isOld = try start.get().map { try file(at: path, in: $0) != nil } ?? true
            // A file that the base's side removed is nothing else by name, nor is one that was at all three places.
            guard change.old != nil, change.new == nil || !isOld else {
                return try pair(change.old, change.new, path, path, path)
            }
            let (toCandidate, _, fromBase) = try renames.get()
            let origin = fromBase[path] ?? path
            let newPath = change.new == nil ? toCandidate[origin] ?? origin : path
            return try pair(change.old, file(at: newPath, in: trees.candidate), path, newPath, origin)
        }
        guard try file(at: path, in: trees.base) == nil else { return nil }
        let (toCandidate, toBase, _) = try renames.get()
        let (name, newName) = (toBase[path] ?? path, toCandidate[path] ?? path)
        guard name != path || newName != path else { return nil }
        let ends = (try file(at: name, in: trees.base), try file(at: newName, in: trees.candidate))
        return ends.0 == ends.1 ? nil : try pair(ends.0, ends.1, name, newName, path)
    }

    private func pair(
        _ base: TreeEntry?, _ candidate: TreeEntry?, _ path: [UInt8], _ newPath: [UInt8], _ oldPath: [UInt8]
    ) throws -> FilePair {
        FilePair(
            base: base, candidate: candidate, origin: try start.get().flatMap { try file(at: oldPath, in: $0) },
            path: path, newPath: newPath, oldPath: oldPath)
    }

    /// Nil where there is nothing, or a folder.
    private func file(at path: [UInt8], in tree: ObjectID) throws -> TreeEntry? {
        try repository.entry(atPath: path, in: tree).flatMap { $0.mode == .tree ? nil : $0 }
    }

    private func found() throws -> Renames {
        guard let start = try start.get() else { return ([:], [:], [:]) }
        let mine = try origins.renames(from: start, to: trees.base)
        return (
            try origins.renames(from: start, to: trees.candidate), mine,
            Dictionary(mine.map { ($0.value, $0.key) }) { first, _ in first }
        )
    }
}
