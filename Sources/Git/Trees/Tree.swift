/// One name in a tree.
package struct TreeEntry: Hashable, Sendable {
    package let name: [UInt8]
    package let id: ObjectID
    package let mode: Mode

    /// The five modes that Git writes; old ones (`100664`) are read as what they mean.
    package enum Mode: UInt32, Sendable {
        case tree = 0o040000
        case file = 0o100644
        case executable = 0o100755
        case symbolicLink = 0o120000
        case submodule = 0o160000

        init(raw: UInt32) {
            switch raw & 0o170000 {
            case 0o040000: self = .tree
            case 0o120000: self = .symbolicLink
            case 0o160000: self = .submodule
            default: self = raw & 0o100 == 0 ? .file : .executable
            }
        }
    }

    /// What two entries of one name have in common where nothing changed.
    package struct Identity: Hashable, Sendable {
        package let id: ObjectID
        package let mode: Mode
    }

    package var identity: Identity { Identity(id: id, mode: mode) }

    package init(name: [UInt8], id: ObjectID, mode: Mode) {
        self.name = name
        self.id = id
        self.mode = mode
    }

    /// Trees compare as if their names ended in a slash (Git's own order, `base_name_compare`).
    var sortKey: [UInt8] { mode == .tree ? name + [UInt8(ascii: "/")] : name }
}

extension Repository {
    /// A tree's entries in Git's order.
    package func tree(_ id: ObjectID) throws -> [TreeEntry] {
        let listing = try listing(of: id)
        return listing.entries.map { listing.treeEntry($0) }
    }

    /// What a name stands for in a tree; nil where it is not there.
    package func entry(named name: String, in tree: ObjectID) throws -> TreeEntry? {
        let listing = try listing(of: tree)
        return listing.entry(named: Array(name.utf8)).map { listing.treeEntry($0) }
    }

    /// What a path names in a tree; nil where nothing is there.
    package func entry(at path: [String], in tree: ObjectID) throws -> TreeEntry? {
        try entry(at: path.map { Array($0.utf8) }, in: tree)
    }

    /// What a path with slashes names in a tree; nil where nothing is there.
    package func entry(at path: [UInt8], in tree: ObjectID) throws -> TreeEntry? {
        try entry(at: path.split(separator: UInt8(ascii: "/")).map { Array($0) }, in: tree)
    }

    private func entry(at path: [[UInt8]], in tree: ObjectID) throws -> TreeEntry? {
        var found: TreeEntry?
        var current = tree
        for (depth, component) in path.enumerated() {
            let listing = try listing(of: current)
            guard let entry = listing.entry(named: component), entry.mode == .tree || depth == path.count - 1
            else { return nil }
            found = listing.treeEntry(entry)
            current = entry.id
        }
        return found
    }

    /// The tree's raw form, entries in Git's order.
    static func treeBytes(_ entries: [TreeEntry]) -> [UInt8] {
        var bytes: [UInt8] = []
        let keyed = entries.map { (key: $0.sortKey, entry: $0) }
        for (_, entry) in keyed.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            bytes.append(contentsOf: String(entry.mode.rawValue, radix: 8).utf8)
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: entry.name)
            bytes.append(0)
            bytes.append(contentsOf: entry.id.bytes)
        }
        return bytes
    }
}
