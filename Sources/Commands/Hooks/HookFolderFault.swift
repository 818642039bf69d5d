import Changes
import Git
import Reports
import System

extension HookFolder {
    /// Why Git runs no hook in one of the work trees; nil where it finds the folder in all of them.
    ///
    /// Git takes a relative `core.hooksPath` from where it runs hooks: the top of each work tree (git-config). In a linked one
    /// `.git` is a file, so that `.git/hooks` leads nowhere there; and a folder that Git ignores is made in each anew.
    static func fault(in repository: Repository) throws -> HookFolderFault? {
        let answer = try ExternalProgram("git", ["config", "--show-scope", "--get", "--type=path", "core.hooksPath"])
            .run()
        let parts = String(decoding: answer.output.dropLast(), as: UTF8.self).split(separator: "\t", maxSplits: 1)
        guard answer.status == 0, let scope = parts.first, parts.count == 2 else { return nil }
        let setting = String(parts[1])
        let trees = setting.hasPrefix("/") ? [] : try workTrees()
        let places = trees.isEmpty ? [(tree: nil, folder: setting)] : trees.map { ($0, "\($0)/\(setting)") }
        let missing = places.filter { !File.isFolder($0.folder) }
        guard let first = missing.first else { return nil }
        let found = places.lazy.map(\.folder).filter(File.isFolder).compactMap(File.realPath).first
        return HookFolderFault(
            setting: setting, workTrees: missing.compactMap(\.tree), folder: first.folder,
            fix: fix(setting, of: String(scope), leadingTo: found))
    }

    /// Husky makes its folder in each work tree. Git needs no setting for the folder that it takes by itself, and finds any other
    /// one by its full path.
    private static func fix(_ setting: String, of scope: String, leadingTo folder: String?) -> ShellCommand {
        if setting.hasSuffix("/_") { return "npx husky" }
        // The settings of the repository are those that Git changes by itself.
        let git: ShellCommand = scope == "local" ? "git config" : "git config --\(scope)"
        guard let folder, setting != ".git/hooks" else { return "\(git) --unset-all core.hooksPath" }
        return "\(git) core.hooksPath \(folder)"
    }

    /// The top folders of the work trees that exist (git-worktree, `list --porcelain`).
    private static func workTrees() throws -> [String] {
        let answer = try ExternalProgram("git", ["worktree", "list", "--porcelain", "-z"]).output()
        return answer.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.hasPrefix("worktree ") }.map { String($0.dropFirst("worktree ".count)) }
            .filter { File.exists($0 + "/.git") }
    }
}

extension HookFolderFault {
    var failure: Failure { Failure(.refused, sentence, hints: ["`\(fix)`, then `sluice hooks install`"]) }
}
