/// A path that differs between two trees: what stood there before and after, nil where nothing did.
package struct PathChange: Hashable, Sendable {
    package let path: [UInt8]
    package let old: TreeEntry?
    package let new: TreeEntry?

    package init(path: [UInt8], old: TreeEntry?, new: TreeEntry?) {
        self.path = path
        self.old = old
        self.new = new
    }

    /// What takes it back.
    package var reversed: PathChange { PathChange(path: path, old: new, new: old) }
}

extension Repository {
    /// How deep folders can lie: no deeper file has a path that Linux can open (PATH_MAX), and what walks through folders
    /// has to end before its stack does.
    package static let deepestFolder = 2048

    /// - Throws: `RepositoryProblem.corruptObject` for a folder at a depth at which no file can be checked out.
    func refuseTooDeep(_ folder: ObjectID?, at depth: Int) throws {
        guard depth > Self.deepestFolder, let folder else { return }
        throw RepositoryProblem.corruptObject(
            folder, reason: "folders lie in each other more than \(Self.deepestFolder) levels deep")
    }

    /// The files that differ between two trees (nil is the empty tree), sorted by path bytes; equal subtrees are not read.
    ///
    /// - Parameter levels: how many levels of folders are looked into; a folder below them is given as if it was a file. nil
    ///   looks into all, and refuses what is too deep.
    package func changes(from old: ObjectID?, to new: ObjectID?, levels: Int? = nil) throws -> [PathChange] {
        var result: [PathChange] = []
        try compare(new, with: [old], under: [], Depth(levels: levels)) { path, new, old in
            result.append(PathChange(path: path, old: old[0], new: new))
        }
        return result.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    /// A file of the old tree that the new one lacks or holds otherwise; nil where the new one only adds to the old one.
    /// What was added is not looked into.
    ///
    /// - Parameters:
    ///   - levels: as for `changes`.
    ///   - matters: whether what was at a path was something to lose.
    package func loss(
        from old: ObjectID, to new: ObjectID, levels: Int? = nil,
        where matters: (PathChange) throws -> Bool = { _ in true }
    ) throws -> PathChange? {
        try loss(old, new, under: [], Depth(levels: levels), matters)
    }

    private func loss(
        _ old: ObjectID, _ new: ObjectID?, under prefix: [UInt8], _ depth: Depth,
        _ matters: (PathChange) throws -> Bool
    ) throws -> PathChange? {
        guard old != new else { return nil }
        let (before, after) = (try listing(of: old), try listing(of: new))
        for entry in before.entries {
            let name = Array(before.name(of: entry))
            let now = after.entry(named: name)
            if now?.identity == entry.identity { continue }
            let path = prefix + name
            if entry.mode == .tree, let below = try depth.below(entry.id, in: self) {
                let folder = now?.mode == .tree ? now?.id : nil
                if let loss = try loss(entry.id, folder, under: path + [UInt8(ascii: "/")], below, matters) {
                    return loss
                }
            } else {
                let change = PathChange(path: path, old: before.treeEntry(entry), new: now.map { after.treeEntry($0) })
                if try matters(change) { return change }
            }
        }
        return nil
    }

    /// The paths at which a commit differs from every one of its parents; for a root, all its files. Sorted by bytes.
    ///
    /// For a merge that is Git's combined view (git-diff-tree, `-c`): what came from one side alone is not in it.
    package func ownChanges(of commit: Commit) throws -> [[UInt8]] {
        let parents = try commit.parents.map { try self.commit($0).tree }
        var paths: [[UInt8]] = []
        try compare(commit.tree, with: parents, under: [], Depth(levels: nil)) { path, _, _ in paths.append(path) }
        return paths.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Finds the files at which a tree differs from all of some others. The trees are read side by side, and none that is
    /// equal to another's, so that the sizes of the sides do not matter.
    private func compare(
        _ new: ObjectID?, with old: [ObjectID?], under prefix: [UInt8], _ depth: Depth,
        _ found: (_ path: [UInt8], _ new: TreeEntry?, _ old: [TreeEntry?]) -> Void
    ) throws {
        guard differs(new, from: old) else { return }
        var cursors = try ([new] + old).map { TreeCursor(try listing(of: $0)) }
        while let first = TreeCursor.first(of: cursors) {
            let entries = cursors.indices.map { cursors[$0].take(first) }
            guard differs(entries[0]?.identity, from: entries.dropFirst().map { $0?.identity }) else { continue }
            let path = prefix + first.name
            if first.isTree, let below = try depth.below(first.entry.id, in: self) {
                try compare(
                    entries[0]?.id, with: entries.dropFirst().map { $0?.id }, under: path + [UInt8(ascii: "/")], below,
                    found)
            } else {
                let whole = zip(cursors, entries).map { cursor, entry in entry.map { cursor.listing.treeEntry($0) } }
                found(path, whole[0], Array(whole.dropFirst()))
            }
        }
    }

    /// Nothing differs from everything where there is something to compare with.
    private func differs<Value: Equatable>(_ value: Value?, from others: [Value?]) -> Bool {
        !others.contains(value) && (value != nil || !others.isEmpty)
    }

    func listing(of id: ObjectID?) throws -> TreeListing {
        guard let id else { return .empty }
        return try trees.listing(of: id) { try TreeListing(bytes(of: id, .tree), id: id) }
    }
}

/// How deep a walk through folders is, and how deep it goes.
private struct Depth {
    private var level = 0
    private let limit: Int?

    init(levels: Int?) { limit = levels }

    /// One level further down; nil where folders are not looked into any more.
    ///
    /// - Throws: as `Repository.refuseTooDeep`.
    func below(_ folder: ObjectID, in repository: Repository) throws -> Depth? {
        var below = self
        below.level += 1
        if let limit { return below.level < limit ? below : nil }
        try repository.refuseTooDeep(folder, at: below.level)
        return below
    }
}

extension TreeListing.Entry {
    var identity: TreeEntry.Identity { .init(id: id, mode: mode) }
}

/// A place in a tree's entries.
struct TreeCursor {
    let listing: TreeListing
    private var position = 0

    init(_ listing: TreeListing) { self.listing = listing }

    private var next: TreeListing.Entry? { position < listing.entries.count ? listing.entries[position] : nil }

    /// An entry that is next in one of several trees, and comes before what is next in the others.
    struct Place {
        let listing: TreeListing
        let entry: TreeListing.Entry

        var name: ArraySlice<UInt8> { listing.name(of: entry) }
        var isTree: Bool { entry.mode == .tree }
    }

    static func first(of cursors: [TreeCursor]) -> Place? {
        var first: Place?
        for cursor in cursors {
            guard let next = cursor.next else { continue }
            if let known = first, cursor.listing.order(next, before: known.listing, known.entry) >= 0 { continue }
            first = Place(listing: cursor.listing, entry: next)
        }
        return first
    }

    /// Steps over the entry at a place, if this tree has it.
    mutating func take(_ place: Place) -> TreeListing.Entry? {
        guard let next, listing.order(next, before: place.listing, place.entry) == 0 else { return nil }
        position += 1
        return next
    }
}
