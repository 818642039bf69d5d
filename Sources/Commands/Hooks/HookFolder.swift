import Changes
import Git

/// Where Git looks for the hooks of a repository (git-rev-parse, `--git-path`; git-config, `core.hooksPath`).
struct HookFolder {
    /// Absolute, symbolic links followed.
    let path: String
    /// Whether it belongs to this repository alone, with all its linked worktrees.
    let isOwn: Bool

    /// Asks Git, which knows every source of its settings.
    init(of repository: Repository) throws {
        try self.init(repository, ExternalProgram("git", Self.question))
    }

    /// For another repository than the one that the environment or the current folder names.
    init(elsewhere repository: Repository) throws {
        var git = ExternalProgram("git", ["--git-dir", repository.gitDirectory] + Self.question)
        git.environment = ["GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_COMMON_DIR": nil]
        try self.init(repository, git)
    }

    private static let question = ["rev-parse", "--path-format=absolute", "--git-path", "hooks"]

    private init(_ repository: Repository, _ git: ExternalProgram) throws {
        let answer = String(decoding: try git.output().dropLast(), as: UTF8.self)
        let shared = File.realPath(repository.commonDirectory) ?? repository.commonDirectory
        path = Self.resolved(answer)
        isOwn = path.hasPrefix(shared + "/")
    }

    /// The folder itself need not be there yet.
    private static func resolved(_ path: String) -> String {
        if let real = File.realPath(path) { return real }
        guard let slash = path.lastIndex(of: "/"), let parent = File.realPath(String(path[..<slash])) else {
            return path
        }
        return parent + path[slash...]
    }

    func place(of name: HookName) throws -> HookPlace { try HookPlace(name, in: path) }

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

/// The place of one hook, and what stands there.
struct HookPlace {
    enum Content: Equatable {
        case nothing
        /// A file of Sluice's, this text, which calls this program.
        case sluice(text: String, program: String)
        /// A hook of one's own that calls Sluice, directly or by way of the one that it replaced.
        case caller
        case other
    }

    let name: HookName
    let path: String
    let content: Content

    init(_ name: HookName, in folder: String) throws {
        self.name = name
        path = "\(folder)/\(name.rawValue)"
        kept = KeptHook(name, in: folder)
        content = try Self.content(of: name, at: path)
    }

    private static func content(of name: HookName, at path: String) throws -> Content {
        guard File.exists(path) else { return .nothing }
        let text = String(decoding: try File.read(path), as: UTF8.self)
        if let program = HookFile.program(in: text, of: name) { return .sluice(text: text, program: program) }
        return HookFile.isCalled(in: text, for: name) || isKept(by: name, at: path) ? .caller : .other
    }

    /// `pre-commit install` renames what it finds, and runs it.
    private static func isKept(by name: HookName, at path: String) -> Bool {
        guard let legacy = try? File.read(path + ".legacy") else { return false }
        return HookFile.program(in: String(decoding: legacy, as: UTF8.self), of: name) != nil
    }

    /// The hook that stood here before.
    let kept: KeptHook

    /// Whether Git asks Sluice here.
    var isSluice: Bool {
        if case .sluice = content { File.isExecutable(path) } else { false }
    }

    /// Whether exactly this file stands here, and Git will run it.
    func holds(_ file: HookFile) -> Bool {
        guard case .sluice(file.text, _) = content else { return false }
        return File.isExecutable(path)
    }
}
