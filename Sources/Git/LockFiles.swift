import Glibc

/// A file that keeps others out while it is there, or that was left behind by whoever made it.
package struct LeftFile: Hashable, Sendable {
    package let path: String
    /// Seconds since it was last written.
    package let age: Int64
    /// The processes that have it open.
    package let holders: [Int]
    /// Whether a process of its owner runs whose open files this user cannot see.
    package let mayBeHeldUnseen: Bool
    /// Whether libgit2 was writing a pack into it, as Sluice does for an import.
    package var isPack: Bool { path.split(separator: "/").last?.hasPrefix("pack_git2_") == true }

    package init(path: String, age: Int64, holders: [Int], mayBeHeldUnseen: Bool) {
        self.path = path
        self.age = age
        self.holders = holders
        self.mayBeHeldUnseen = mayBeHeldUnseen
    }
}

extension Repository {
    /// The locks that Git and libgit2 take on the references, indexes and settings of a repository (git-update-ref,
    /// "the lockfile API"), and those of Sluice's own files; with who holds them, as far as that can be seen.
    package func locks(ledger branch: String, _ processes: RunningProcesses) -> [LeftFile] {
        let worktrees = names(in: "worktrees").map { "worktrees/\($0)/" }
        let single = ["refs/heads/\(branch).lock", "packed-refs.lock", "config.lock", "shallow.lock"]
        let perWorktree = ([""] + worktrees).flatMap { [$0 + "index.lock", $0 + "HEAD.lock"] }
        let tags = names(in: "refs/tags").filter { $0.hasSuffix(".lock") }.map { "refs/tags/" + $0 }
        let own = names(in: "sluice").filter { $0.hasSuffix(".lock") || $0.hasSuffix(".new") }.map { "sluice/" + $0 }
        return leftFiles(single + perWorktree + tags + own, processes)
    }

    /// Objects and packs that were begun and never finished, by Git's names and those of libgit2.
    package func unfinishedObjects(_ processes: RunningProcesses) -> [LeftFile] {
        let folders = names(in: "objects").filter { $0.utf8.count == 2 || $0 == "pack" }
        let files = folders.flatMap { folder in
            names(in: "objects/" + folder).filter { $0.hasPrefix("tmp_") || $0.hasPrefix("pack_git2_") }
                .map { "objects/\(folder)/\($0)" }
        }
        return leftFiles(files, processes)
    }

    private func names(in folder: String) -> [String] {
        (try? File.names(inFolder: "\(commonDirectory)/\(folder)")) ?? []
    }

    private func leftFiles(_ names: [String], _ processes: RunningProcesses) -> [LeftFile] {
        let now = millisecondsNow() / 1000
        return names.compactMap { name in
            let path = "\(commonDirectory)/\(name)"
            return File.modified(path).map {
                LeftFile(
                    path: path, age: max(0, now - $0), holders: processes.holding(path),
                    mayBeHeldUnseen: File.owner(path).map(processes.hasHidden) ?? true)
            }
        }
    }

    /// The processes of Git and Sluice that work in this repository: a lock can be theirs though no file is open, as Git
    /// closes some before it is done with them. Those that this process runs under are not meant.
    package func workers(_ processes: RunningProcesses) -> [Int] {
        processes.working(in: [workTree, commonDirectory].compactMap { $0 }.compactMap(File.realPath))
    }
}

/// The processes of this machine, as proc(5) shows them to this user.
package struct RunningProcesses: Sendable {
    private struct Seen: Sendable {
        let id: Int
        /// Whether this process runs under it, and waits for nothing that it does there.
        let isCaller: Bool
        let name: String
        let folder: String?
        let files: Set<String>
    }

    private let seen: [Seen]
    /// How many could be looked into, and how many could not.
    package var visible: Int { seen.count }
    package var hidden: Int { hiddenOwners.count }
    /// The users of those that could not be looked into, one for each process.
    private let hiddenOwners: [UInt32]

    package init() {
        let ids = ((try? File.names(inFolder: "/proc")) ?? []).compactMap { Int($0) }
        let callers = Self.callers()
        var seen: [Seen] = []
        var hidden: [UInt32] = []
        for id in ids where id != Int(getpid()) {
            guard let descriptors = try? File.names(inFolder: "/proc/\(id)/fd") else {
                // One that has just ended holds nothing.
                if let owner = File.owner("/proc/\(id)") { hidden.append(owner) }
                continue
            }
            let name = (try? File.read("/proc/\(id)/comm")) ?? []
            seen.append(
                Seen(
                    id: id, isCaller: callers.contains(id),
                    name: String(decoding: name.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self),
                    folder: File.realPath("/proc/\(id)/cwd"),
                    files: Set(descriptors.compactMap { File.realPath("/proc/\(id)/fd/\($0)") })))
        }
        self.seen = seen
        hiddenOwners = hidden
    }

    /// Whether a user, who is not an administrator, runs something that could not be looked into. What an administrator
    /// runs unseen holds no files of others.
    func hasHidden(of owner: UInt32) -> Bool { hiddenOwners.contains(owner) }

    func holding(_ path: String) -> [Int] {
        guard let path = File.realPath(path) else { return [] }
        return seen.filter { $0.files.contains(path) }.map(\.id)
    }

    func working(in folders: [String]) -> [Int] {
        seen.filter { process in
            guard !process.isCaller, process.name.hasPrefix("git") || process.name == "sluice",
                let folder = process.folder
            else {
                return false
            }
            return folders.contains { folder == $0 || folder.hasPrefix($0 + "/") }
        }.map(\.id)
    }

    /// This process and those that called it.
    private static func callers() -> Set<Int> {
        var ids: Set<Int> = []
        var next = Int(getpid())
        while next > 1, ids.insert(next).inserted {
            guard let line = try? File.read("/proc/\(next)/stat"), let end = line.lastIndex(of: UInt8(ascii: ")"))
            else {
                break
            }
            let fields = line[(end + 1)...].split(separator: UInt8(ascii: " "))
            next = fields.count > 1 ? Int(String(decoding: fields[1], as: UTF8.self)) ?? 0 : 0
        }
        return ids
    }
}
