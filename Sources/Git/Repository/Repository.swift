import CLibgit2
import Glibc
package import System

/// One open repository. Everything that it hands out is a copied value, which outlives it.
///
/// One thread at a time; a second thread opens a second `Repository`.
package final class Repository {
    let pointer: OpaquePointer
    let objects: OpaquePointer

    /// What it was opened by; nil for the environment.
    private let folder: String?

    /// The Git directory of this worktree, absolute, without a slash at its end.
    package let gitDirectory: String
    /// The Git directory that all linked worktrees share; the same as `gitDirectory` where there is one worktree.
    package let commonDirectory: String
    /// The folder with the checked out files, absolute; nil in a bare repository.
    package let workTree: String?

    /// Whether every object is hashed again as it is read: off where nothing is decided and speed matters more.
    package var verifiesHashes = true {
        didSet { if verifiesHashes { knownGraph = nil } }
    }

    /// Who besides the owner may use what is made here.
    package private(set) var sharing = Sharing.umask

    var settings: Configuration?
    /// Has the configuration read again, after a program changed it.
    package func forgetConfiguration() { settings = nil }

    /// Objects that are read as if they were on the disk.
    var lent = LentObjects.none
    /// Those of them that Git has to see, too, where it is asked about this repository in a clean room.
    var lentToPrograms: Set<ObjectID> = []
    var trees = TreeCache()
    var mergeBaseFinder = MergeBaseFinder()
    private var knownGraph: CommitGraph?
    /// The history as far as walks have read it here.
    var commitGraph: CommitGraph {
        if let knownGraph { return knownGraph }
        let graph = CommitGraph(boundary: shallowBoundary) { [unowned self] in try commit($0) }
        knownGraph = graph
        return graph
    }
    var tags: [ObjectID: Tag] = [:]
    /// How many names of commits fitted nothing, and all names, once these were many.
    var namesInVain = 0
    var objectNames: SortedNames?

    /// The commits at which a shallow clone ends, read once.
    package private(set) lazy var shallowBoundary = readShallowBoundary()
    package private(set) lazy var isPartialClone = (try? promisorRemote()) != nil

    /// Whether others push here (`git config sluice.server`, which `hooks install` sets on a server, and the hooks that only
    /// servers have). A server believes its own branches alone: anybody who may push can write below `refs/remotes/`.
    package lazy var isServer = isSetTrue("sluice.server")

    /// Opens the repository that the environment names (as Git sets it for hooks: `GIT_DIR`, `GIT_INDEX_FILE`, the
    /// quarantine of a push), or else the one at or above the current folder.
    ///
    /// - Throws: `RepositoryProblem` where there is none, or libgit2 cannot be trusted to read it; else `GitError`.
    package static func open() throws -> Repository {
        try withoutVariable("GIT_WORK_TREE") { try open(nil, flags: GIT_REPOSITORY_OPEN_FROM_ENV.rawValue) }
    }

    /// Opens the repository at or above a folder, whatever the environment names.
    package static func open(at folder: String) throws -> Repository { try open(folder, flags: 0) }

    /// Opens this repository once more, in the same way.
    func reopened() throws -> Repository {
        let other = folder == nil ? try Self.open() : try Self.open(folder, flags: 0)
        other.verifiesHashes = verifiesHashes
        other.isServer = isServer
        other.lent = lent
        other.lentToPrograms = lentToPrograms
        return other
    }

    private static func open(_ folder: String?, flags: UInt32) throws -> Repository {
        try Library.started.get()
        var opened: OpaquePointer?
        do {
            guard try found(git_repository_open_ext(&opened, folder, flags, nil)), let opened else {
                throw RepositoryProblem.notARepository(path: folder ?? currentFolder())
            }
            return try Repository(owning: opened, folder: folder)
        } catch let error as GitError where error.message.contains("extension") {
            throw RepositoryProblem.unsupportedExtension(message: error.message)
        }
    }

    private init(owning opened: OpaquePointer, folder: String?) throws {
        self.folder = folder
        var owned: OpaquePointer? = opened
        defer { git_repository_free(owned) }
        gitDirectory = Self.folder(git_repository_path(opened)) ?? ""
        commonDirectory = Self.folder(git_repository_commondir(opened)) ?? ""
        workTree = Self.folder(git_repository_workdir(opened))
        pointer = opened
        objects = try handle { git_repository_odb(&$0.pointee, opened) }
        owned = nil
        try refuseForeignOwner()
        try refuseUnreadableFormats()
        sharing = try readSharing()
        Sharing.remember(sharing, in: commonDirectory)
    }

    deinit {
        git_odb_free(objects)
        git_repository_free(pointer)
    }

    /// Whether the environment named it, as Git's hooks have it, and not a folder.
    var isFromEnvironment: Bool { folder == nil }

    package var isBare: Bool { git_repository_is_bare(pointer) == 1 }

    private static func folder(_ path: UnsafePointer<CChar>?) -> String? {
        guard let path else { return nil }
        let text = String(cString: path)
        return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private func refuseUnreadableFormats() throws {
        let configuration = try configuration()
        let format = try configuration.string("extensions.objectformat")?.lowercased()
        if let format, format != "sha1" { throw RepositoryProblem.unsupportedObjectFormat(format) }
        let storage = try configuration.string("extensions.refstorage")?.lowercased()
        if let storage, storage != "files" { throw RepositoryProblem.unsupportedReferenceStorage(storage) }
    }

    private func readShallowBoundary() -> Set<ObjectID> {
        guard let bytes = try? File.read(commonDirectory + "/shallow") else { return [] }
        return Set(bytes.split(separator: UInt8(ascii: "\n")).compactMap { ObjectID(hex: $0) })
    }

    /// The remote that promised the objects which a partial clone left out (git-config, `remote.<name>.promisor`; before
    /// Git 2.24, `extensions.partialClone`).
    package func promisorRemote() throws -> String? {
        let entries = try configuration().entries()
        let remote = entries.first {
            $0.name.hasPrefix("remote.") && $0.name.hasSuffix(".promisor") && $0.value != "false"
        }
        if let remote { return String(remote.name.dropFirst("remote.".count).dropLast(".promisor".count)) }
        return entries.first { $0.name == "extensions.partialclone" }?.value
    }
}

/// Hides a variable of the environment for a while. libgit2 1.5 opens nothing where `GIT_WORK_TREE` is set
/// ("unimplemented"), which is what `git --work-tree` does for its hooks; Sluice itself needs no work tree.
private func withoutVariable<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    let value = getenv(name).map { String(cString: $0) }
    unsetenv(name)
    defer { if let value { setenv(name, value, 1) } }
    return try body()
}

/// A variable of this process's environment; nil also where it is empty, unless that is asked for.
package func environmentVariable(_ name: String, orEmpty: Bool = false) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty && !orEmpty ? nil : $0 }
}

/// The current folder, absolute, as the shell shows it to the user.
package func currentFolder() -> String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
}
