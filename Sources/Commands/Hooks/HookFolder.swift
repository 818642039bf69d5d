import Changes
import Git
import Reports
import System

/// Where Git looks for the hooks of a repository (git-rev-parse, `--git-path`; git-config, `core.hooksPath`).
struct HookFolder {
    /// Absolute, symbolic links followed.
    let path: String
    /// Whether it belongs to this repository alone, with all its linked worktrees.
    let isOwn: Bool
    /// Where the project keeps the hooks that husky's call: the folder above that of husky 9, which Git ignores.
    let projectHooks: String?
    /// Where managers have their settings; nil in a bare repository.
    let workTree: String?

    /// Asks Git, which knows every source of its settings.
    ///
    /// - Throws: a refusal that names the fix where the setting leads nowhere.
    init(of repository: Repository) throws {
        do {
            try self.init(repository, ExternalProgram("git", Self.question))
        } catch {
            throw try Self.fault(in: repository)?.failure ?? error
        }
    }

    /// For another repository than the one that the environment or the current folder names.
    init(elsewhere repository: Repository) throws {
        var git = ExternalProgram("git", ["--git-dir", repository.gitDirectory] + Self.question)
        git.environment = ["GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_COMMON_DIR": nil]
        try self.init(repository, git)
    }

    /// The hooks in a folder that Git copies into new repositories (git-init, "TEMPLATE DIRECTORY").
    init(template: String) {
        path = template + "/hooks"
        isOwn = true
        projectHooks = nil
        workTree = nil
    }

    private static let question = ["rev-parse", "--path-format=absolute", "--git-path", "hooks"]

    private init(_ repository: Repository, _ git: ExternalProgram) throws {
        let answer = String(decoding: try git.output().dropLast(), as: UTF8.self)
        let shared = File.realPath(repository.commonDirectory) ?? repository.commonDirectory
        path = Self.resolved(answer)
        isOwn = path.hasPrefix(shared + "/")
        let isOfHusky = path.hasSuffix("/_") && (File.exists(path + "/h") || File.exists(path + "/husky.sh"))
        projectHooks = isOfHusky ? String(path.dropLast(2)) : nil
        workTree = repository.workTree
    }

    /// The folder itself need not be there yet.
    private static func resolved(_ path: String) -> String {
        if let real = File.realPath(path) { return real }
        guard let slash = path.lastIndex(of: "/"), let parent = File.realPath(String(path[..<slash])) else {
            return path
        }
        return parent + path[slash...]
    }

    func place(of name: HookName) throws -> HookPlace {
        try HookPlace(name, in: path, workTree: workTree, projectHooks: projectHooks)
    }

    /// Whether Sluice may write the file of a hook: husky's folder is this clone's own, and husky writes other files there.
    func takes(_ name: HookName) throws -> Bool {
        guard !isOwn, projectHooks != nil else { return isOwn }
        return try place(of: name).manager != .husky
    }

    /// Why nothing can be written there, with the lines to write by hand.
    func foreign(_ names: [HookName], program: String) -> Failure {
        Failure(
            .refused,
            "core.hooksPath sets the hooks to \(path), which is not this repository's own: nothing was written",
            hints: [
                "`git config --show-origin core.hooksPath` tells where that is set; `git config --unset` takes it away",
                "or call Sluice first in these files; new ones begin with #!/bin/sh and are made executable:",
            ] + names.map { Hint(verbatim: "\(path)/\($0.rawValue): `\(HookFile.line(for: $0, program: program))`") })
    }
}
