package import System

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
