import Changes
import Git
import System

/// The branch that a commit is made for, and how.
struct BranchUnderWork {
    /// The full name; nil where HEAD is detached for good.
    let name: String?
    let isMerge: Bool
    let isRebase: Bool

    init(_ repository: Repository) throws {
        let folder = repository.gitDirectory
        let current = try repository.currentBranch()
        // While a branch is being rebased, HEAD is detached, and this file holds the branch's name (git-rebase).
        let rebased = ["rebase-merge", "rebase-apply"].lazy.compactMap { try? File.read("\(folder)/\($0)/head-name") }
        name = current ?? rebased.first.map { String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) }
        isMerge = File.exists(folder + "/MERGE_HEAD")
        isRebase = current == nil
    }

    /// How the commit is tried again. Git tells the path as seen from the top folder, where the user need not be.
    ///
    /// - Parameter amends: whether the last commit is being replaced; nil where nobody knows.
    func retry(_ path: String, amends: Bool?, _ environment: Environment) -> Hint {
        if isRebase { return "then go on: `git commit --amend`, `git rebase --continue`" }
        let isElsewhere = environment.nonempty("GIT_PREFIX") != nil && !path.hasPrefix("/")
        let place = isElsewhere ? "\(currentFolder())/\(path)" : path
        let (new, amended): (ShellCommand, ShellCommand) = (
            "git commit -eF \(place)", "git commit --amend -eF \(place)"
        )
        let command: Hint =
            switch amends {
            case false?: "`\(new)` goes on with it"
            case true?: "`\(amended)` goes on with it"
            case nil: "`\(new)` goes on with it, or `\(amended)` if you were changing the last commit"
            }
        return "the message is kept: \(command), with `-a` where you used it"
    }
}
