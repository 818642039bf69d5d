import CLibgit2
import Glibc

/// A tree's bytes, with the places of its entries: no entry is copied, as walks over all of a history compare millions of
/// them and need few.
final class RawTree {
    /// One name in the tree: where it stands in the bytes.
    struct Entry {
        let start: Int
        /// Where the name begins, behind the mode and a space.
        let name: Int
        /// The NUL byte behind the name; the ID follows it.
        let nameEnd: Int
        let mode: TreeEntry.Mode

        var end: Int { nameEnd + 1 + ObjectID.byteCount }
        var isTree: Bool { mode == .tree }
    }

    let bytes: UnsafeRawBufferPointer
    private let arena: TreeArena?
    /// Where each entry begins, and the end; nil until somebody asks. Trees that differ in IDs only share them.
    var starts: [UInt32]?

    /// The empty tree.
    init() {
        bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        arena = nil
    }

    /// - Parameter arena: has room for the bytes.
    init(copying bytes: UnsafeRawBufferPointer, starts: [UInt32]? = nil, into arena: TreeArena) {
        self.bytes = arena.copy(bytes)
        self.arena = arena
        self.starts = starts
    }

    /// The places of all entries, found once.
    ///
    /// - Throws: `RepositoryProblem.corruptObject` where the bytes are no tree, or not in Git's order.
    func places(_ id: ObjectID?) throws -> [UInt32] {
        if let starts { return starts }
        var found: [UInt32] = []
        found.reserveCapacity(bytes.count / 34 + 1)
        var position = 0
        var last: Entry?
        while position < bytes.count {
            let next = entry(at: position)
            guard let next, last.map({ order($0, before: self, next) < 0 }) ?? true else {
                throw RepositoryProblem.corruptObject(id ?? .zero, reason: "the tree is malformed")
            }
            found.append(UInt32(position))
            position = next.end
            last = next
        }
        found.append(UInt32(position))
        starts = found
        return found
    }

    /// The entry that begins at an offset; nil where none does, or it does not end within the tree.
    func entry(at start: Int) -> Entry? {
        var position = start
        var mode: UInt32 = 0
        while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
            mode = mode &* 8 &+ UInt32(bytes[position] &- UInt8(ascii: "0"))
            position += 1
        }
        let name = position + 1
        guard name < bytes.count, let base = bytes.baseAddress,
            let nul = memchr(base + name, 0, bytes.count - name)
        else { return nil }
        let nameEnd = UnsafeRawPointer(nul) - base
        guard nameEnd > name, nameEnd + ObjectID.byteCount < bytes.count else { return nil }
        return Entry(start: start, name: name, nameEnd: nameEnd, mode: .init(raw: mode))
    }

    func id(of entry: Entry) -> ObjectID {
        bytes.baseAddress.map { ObjectID(rawBytes: $0 + entry.nameEnd + 1) } ?? .zero
    }

    func identity(of entry: Entry) -> TreeEntry.Identity { .init(id: id(of: entry), mode: entry.mode) }

    func name(of entry: Entry) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[entry.name..<entry.nameEnd])
    }

    /// Git's order (`base_name_compare`): folders as if their names ended in a slash; 0 for one name of one sort.
    func order(_ entry: Entry, before other: RawTree, _ otherEntry: Entry) -> Int {
        let (mine, its) = (name(of: entry), other.name(of: otherEntry))
        let common = min(mine.count, its.count)
        if let left = mine.baseAddress, let right = its.baseAddress {
            let order = memcmp(left, right, common)
            if order != 0 { return Int(order) }
        }
        return Int(Self.byte(after: common, of: mine, entry)) - Int(Self.byte(after: common, of: its, otherEntry))
    }

    private static func byte(after count: Int, of name: UnsafeRawBufferPointer, _ entry: Entry) -> UInt8 {
        if count < name.count { return name[count] }
        return entry.isTree ? UInt8(ascii: "/") : 0
    }

    /// The entry of the name and sort of another tree's entry, found by halving.
    func entry(like sought: Entry, of other: RawTree, id: ObjectID?) throws -> Entry? {
        let places = try places(id)
        var (low, high) = (0, places.count - 1)
        while low < high {
            let middle = (low + high) / 2
            guard let candidate = entry(at: Int(places[middle])) else { return nil }
            let order = order(candidate, before: other, sought)
            if order == 0 { return candidate }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}

extension Repository {
    /// Lends the bytes of a tree.
    ///
    /// - Throws: `RepositoryProblem.missingObject` or `.corruptObject`.
    func withTree<Result>(_ id: ObjectID, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
        if let tree = lent[id], tree.kind == .tree { return try tree.bytes.withUnsafeBytes(body) }
        let object = try opened(id)
        defer { git_odb_object_free(object) }
        guard git_odb_object_type(object) == GIT_OBJECT_TREE else {
            throw RepositoryProblem.corruptObject(id, reason: "it is no tree")
        }
        return try body(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    }
}
