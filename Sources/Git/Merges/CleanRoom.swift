import CLibgit2
import Glibc
import System

/// A bare Git directory of our own in which Git is asked what depends on nothing but objects: it makes merges anew there, and
/// tells where lines come from. It sees the objects of a repository, and nothing that
/// people can set: no configuration, attributes, grafts, replacements or shallow boundary. It is deleted with its owner.
final class CleanRoom {
    private let folder: PrivateFolder
    private let objects: OpaquePointer

    /// - Throws: `SystemError` where no folder can be made, `GitError`.
    init(seeing repository: Repository) throws {
        let folder = try PrivateFolder()
        for name in ["objects/info", "refs"] { try File.makeFolder("\(folder.path)/\(name)") }
        _ = try folder.write(Array("ref: refs/heads/none\n".utf8), to: "HEAD")
        _ = try folder.write(Array(Self.settings.utf8), to: "config")
        // A folder that is gone would have Git complain at every call.
        let folders = repository.objectFolders.filter { access($0.map { CChar(bitPattern: $0) } + [0], F_OK) == 0 }
        _ = try folder.write(folders.flatMap(ObjectFolderList.line), to: "objects/info/alternates")
        objects = try handle { git_odb_open(&$0.pointee, "\(folder.path)/objects") }
        self.folder = folder
        for id in repository.lentToPrograms {
            if let lent = repository.lent[id] { try Repository.write(lent.bytes, lent.kind, to: objects) }
        }
    }

    deinit { git_odb_free(objects) }

    /// Nothing in the room outlives it, so that nothing is compressed or synced.
    private static let settings = """
        [core]
        \trepositoryFormatVersion = 0
        \tbare = true
        \tattributesFile = /dev/null
        \tcommitGraph = false
        \tlooseCompression = 0
        \tfsync = none
        """

    /// The program that makes merges in this room.
    ///
    /// - Parameter movesWithFolders: whether a file that one side adds to a folder follows the other side's renaming of the
    ///   folder (git-config, `merge.directoryRenames`).
    func mergeTree(movesWithFolders: Bool) -> MergeTree {
        MergeTree(gitDirectory: folder.path, movesWithFolders: movesWithFolders)
    }

    /// Git, to be run in this room.
    func git(_ arguments: [String]) -> ExternalProgram { Self.git(arguments, in: folder.path) }

    /// Git, to be run in such a room, without anything that a person's own settings could change about it.
    static func git(_ arguments: [String], in gitDirectory: String) -> ExternalProgram {
        var git = ExternalProgram("git", arguments)
        git.hiddenVariables = ["GIT_", "HOME", "XDG_"]
        git.environment = [
            "GIT_DIR": gitDirectory, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_SYSTEM": "/dev/null",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1", "LC_ALL": "C",
        ]
        return git
    }

    /// Writes a commit that exists in this room only.
    func add(_ commit: [UInt8]) throws -> ObjectID {
        try Repository.write(commit, .commit, to: objects)
        return try Repository.id(of: commit, .commit)
    }

    /// The tree that Git made here; nil where the room has none of its own by this name.
    func tree(_ id: ObjectID) throws -> TreeListing? { try bytes(of: id).map { try TreeListing($0, id: id) } }

    /// The bytes of an object that the room sees; nil where it sees none by this name.
    func bytes(of id: ObjectID) throws -> [UInt8]? {
        var object: OpaquePointer?
        guard try id.withOid({ try found(git_odb_read(&object, objects, $0)) }), let object else { return nil }
        defer { git_odb_object_free(object) }
        return [UInt8](
            UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    }

    /// - Throws: `SystemError` where nothing can be written here any more, which no merge is to blame for.
    func checkRoom() throws {
        _ = try folder.write([UInt8](repeating: 0, count: 1 << 16), to: "probe")
    }
}
