import CLibgit2
import System

/// New objects, collected in memory and written together: loose where they are few, as one pack where they are many.
///
/// Nothing refers to them before a reference is moved, so a crash in between leaves garbage, never damage.
package struct ObjectStage {
    let repository: Repository
    private var objects: [(id: ObjectID, kind: ObjectKind, bytes: [UInt8])] = []

    /// From this count on one pack is cheaper than a synced file for each object.
    private static let packThreshold = 32

    package init(in repository: Repository) { self.repository = repository }

    package mutating func add(_ bytes: [UInt8], _ kind: ObjectKind) throws -> ObjectID {
        let id = try Repository.id(of: bytes, kind)
        objects.append((id, kind, bytes))
        return id
    }

    /// A commit by one person, who is author and committer; the signature in Git's own form (`Name <mail> time zone`).
    package mutating func addCommit(
        tree: ObjectID, parents: [ObjectID], signature: String, message: String
    ) throws -> ObjectID {
        var text = "tree \(tree)\n"
        for parent in parents { text += "parent \(parent)\n" }
        text += "author \(signature)\ncommitter \(signature)\n\n\(message)\n"
        return try add(Array(text.utf8), .commit)
    }

    /// The tree with these files added. Paths are lists of names.
    ///
    /// - Parameter replacing: whether a file takes the place of whatever is at its path.
    /// - Throws: `LedgerCollision` for other content at a path of theirs, unless it is to be replaced.
    package mutating func addFiles(
        _ files: [(path: [String], blob: ObjectID)], to base: ObjectID?, replacing: Bool = false
    ) throws -> ObjectID {
        var entries: [[UInt8]: TreeEntry] = [:]
        if let base {
            for entry in try repository.tree(base) { entries[entry.name] = entry }
        }
        let groups = Dictionary(grouping: files) { Array($0.path[0].utf8) }
        for (name, group) in groups {
            entries[name] = try entry(name, adding: group, to: entries[name], replacing)
        }
        return try add(Repository.treeBytes(Array(entries.values)), .tree)
    }

    private mutating func entry(
        _ name: [UInt8], adding files: [(path: [String], blob: ObjectID)], to existing: TreeEntry?, _ replacing: Bool
    ) throws -> TreeEntry {
        if files.count == 1, files[0].path.count == 1 {
            let entry = TreeEntry(name: name, id: files[0].blob, mode: .file)
            guard existing == nil || existing == entry || replacing else { throw LedgerCollision(name: name) }
            return entry
        }
        let folder = existing?.mode == .tree ? existing : nil
        guard existing == folder || replacing, files.allSatisfy({ $0.path.count > 1 }) else {
            throw LedgerCollision(name: name)
        }
        let deeper = files.map { (path: Array($0.path.dropFirst()), blob: $0.blob) }
        return TreeEntry(name: name, id: try addFiles(deeper, to: folder?.id, replacing: replacing), mode: .tree)
    }

    /// Stages objects that were only lent so far.
    package mutating func add(_ lent: LentObjects) {
        for (id, object) in lent.objects.sorted(by: { $0.key < $1.key }) {
            objects.append((id, object.kind, object.bytes))
        }
    }

    /// Lets the repository read all objects, and writes none.
    package consuming func lend() -> LentObjects {
        let lent = LentObjects(
            objects: Dictionary(objects.map { ($0.id, ($0.kind, $0.bytes)) }) { first, _ in first })
        repository.lent.objects.merge(lent.objects) { first, _ in first }
        return lent
    }

    /// Writes all objects to disk, synced.
    package consuming func write() throws {
        if objects.count < Self.packThreshold {
            try repository.sharing.applied {
                for object in objects { try Repository.write(object.bytes, object.kind, to: repository.objects) }
            }
        } else {
            try writePack()
        }
    }

    /// New trees share little with each other: looking for deltas between them takes longer than all the rest. libgit2 1.5
    /// reads the size from which an object is never a delta from `pack.deltaCacheSize`, Git's manual names the other key.
    private static let withoutDeltas = Array("[core]\nbigFileThreshold = 1\n[pack]\ndeltaCacheSize = 1\n".utf8)

    private func writePack() throws {
        let memory: OpaquePointer = try handle { git_odb_new(&$0.pointee) }
        defer { git_odb_free(memory) }
        let backend: OpaquePointer = try handle { git_mempack_new(&$0.pointee) }
        try check(git_odb_add_backend(memory, backend, 1))
        let wrapped: OpaquePointer = try handle { git_repository_wrap_odb(&$0.pointee, memory) }
        defer { git_repository_free(wrapped) }
        let settings = try Configuration(text: Self.withoutDeltas)
        try settings.apply(to: wrapped)
        let builder: OpaquePointer = try handle { git_packbuilder_new(&$0.pointee, wrapped) }
        defer { git_packbuilder_free(builder) }
        for object in objects {
            try Repository.write(object.bytes, object.kind, to: memory)
            _ = try object.id.withOid { try check(git_packbuilder_insert(builder, $0, nil)) }
        }
        let folder = repository.commonDirectory + "/objects/pack"
        try File.makeFolder(folder)
        _ = try repository.sharing.applied { try check(git_packbuilder_write(builder, folder, 0o444, nil, nil)) }
    }
}

/// A file was to be added to a tree at a name that holds something else.
package struct LedgerCollision: Error, Sendable {
    /// The name, or the whole path where it is known.
    package let name: [UInt8]
}

extension Repository {
    static func write(_ bytes: [UInt8], _ kind: ObjectKind, to database: OpaquePointer) throws {
        var oid = git_oid()
        try check(git_odb_write(&oid, database, bytes, bytes.count, kind.type))
    }
}
