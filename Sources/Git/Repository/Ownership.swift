import Glibc
import System

extension Repository {
    /// Refuses a repository of another owner, unless Git itself accepts it (git-config, `safe.directory`).
    ///
    /// libgit2 1.5 does not know `safe.directory = *`, nor the configuration that the environment names, so its own
    /// check is off and Git is asked in the rare case. A `GIT_DIR` in the environment is trusted, as Git trusts it.
    func refuseForeignOwner() throws {
        guard getenv("GIT_DIR") == nil else { return }
        let folders = [gitDirectory, workTree].compactMap { $0 }
        guard folders.contains(where: { !Self.belongsToUser($0) }) else { return }
        var git = ExternalProgram("git", ["rev-parse", "--git-dir"])
        git.folder = workTree ?? gitDirectory
        guard try git.run().status == 0 else { throw RepositoryProblem.foreignOwner(path: workTree ?? gitDirectory) }
    }

    private static func belongsToUser(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        if status.st_uid == geteuid() { return true }
        // `sudo` keeps the user's repositories usable for root, as in Git.
        let sudoUser = getenv("SUDO_UID").flatMap { uid_t(String(cString: $0)) }
        return geteuid() == 0 && status.st_uid == sudoUser
    }
}
