import Foundation
import TestSupport
import Testing

@Suite("Folders of hooks that Git does not find, and those that it copies")
struct HookFolderTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger()
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: first")
    }

    @Test("H80: in a linked worktree .git is a file, and `.git/hooks` leads nowhere")
    func namesWorktreesWithoutHooks() throws {
        try repository.sluice("hooks", "install")
        try repository.git("config", "core.hooksPath", ".git/hooks")
        #expect(try repository.sluice("hooks", "status").status == 0)
        let worktree = try repository.worktree("feature")
        for place in [repository, worktree] {
            let status = try place.sluice("hooks", "status")
            #expect(status.status == 1)
            #expect(
                status.errors.contains(
                    "error: Git runs no hook in \(worktree.path): core.hooksPath is .git/hooks, and "
                        + "\(worktree.path)/.git/hooks is no folder\nhint: `git config --unset-all core.hooksPath`"),
                "\(status.errors)")
            #expect(
                try place.sluice("doctor").output.contains(
                    "hooks         warning  Git runs no hook in \(worktree.path)"))
        }
        #expect(try worktree.sluice("hooks", "install").status == 1)
        try worktree.commit("no item")
        try worktree.git("config", "--unset-all", "core.hooksPath")
        #expect(try worktree.sluice("hooks", "status").status == 0)
    }

    @Test("H80: a folder that does not exist, and a hook that nobody may execute")
    func namesHooksThatGitSkips() throws {
        try repository.git("config", "core.hooksPath", "/nowhere/hooks")
        let status = try repository.sluice("hooks", "status")
        #expect(
            status.errors.contains(
                "Git runs no hook: core.hooksPath is /nowhere/hooks, and /nowhere/hooks is no folder"))
        try repository.git("config", "core.hooksPath", "/dev/null")
        let off = try repository.sluice("hooks", "status").errors
        #expect(off.contains("/dev/null is no folder\nhint: `git config --unset-all core.hooksPath`"), "\(off)")
        try repository.git("config", "--unset", "core.hooksPath")
        try repository.sluice("hooks", "install")
        try repository.expectSuccess(["chmod", "-x", ".git/hooks/commit-msg"])
        let skipped = try repository.sluice("hooks", "status")
        #expect(
            skipped.status == 1 && skipped.output.contains("commit-msg             not executable, so that Git does"))
        #expect(try repository.sluice("hooks", "install").output.contains("commit-msg: renewed"))
        #expect(try repository.sluice("hooks", "status").status == 0)
    }

    @Test("H81: hooks of a template come into each clone, act where there is a ledger, and are silent elsewhere")
    func comeIntoClones() throws {
        let template = URL(fileURLWithPath: repository.path).deletingLastPathComponent().path + "/template"
        let installed = try repository.sluice("hooks", "install", "--template", template)
        #expect(installed.status == 0)
        #expect(installed.errors.contains("hint: `git config --global init.templateDir \(template)`"))
        #expect(
            try repository.sluice("hooks", "install", "--template", template).errors.contains("Nothing was changed."))
        repository.variables["GIT_TEMPLATE_DIR"] = template
        let clone = URL(fileURLWithPath: repository.path).deletingLastPathComponent().path + "/copy"
        try repository.git("clone", "--quiet", "file://\(repository.path)", clone)
        #expect(throws: CommandFailure.self) {
            try repository.git("-C", clone, "commit", "--allow-empty", "-m", "no item")
        }
        try repository.git("-C", clone, "commit", "--allow-empty", "-m", "RFC-1: x")
        #expect(try repository.sluice("-C", clone, "hooks", "status").status == 0)
        let other = try TestRepository()
        other.variables["GIT_TEMPLATE_DIR"] = template
        try other.git("init", "--quiet", "other")
        let commit = try other.tryGit("-C", "other", "commit", "--allow-empty", "-m", "no item")
        #expect(commit.status == 0 && commit.errors == "")
        try other.git("-C", "other", "tag", "v1.0.0")
    }

    @Test("H81: the folder is Git's own choice where it has one, or that of its settings")
    func takesGitsTemplateFolder() throws {
        let home = try repository.sluice("hooks", "install", "--template")
        #expect(home.errors.contains("/home/.config/git/template`"), "\(home.errors)")
        try repository.git("config", "init.templateDir", repository.path + "/own")
        let own = try repository.sluice("hooks", "install", "--template")
        #expect(own.errors.contains("note: Git copies them into new clones (init.templateDir)."), "\(own.errors)")
        #expect(FileManager.default.isExecutableFile(atPath: repository.path + "/own/hooks/commit-msg"))
        #expect(try repository.sluice("hooks", "install", "folder").status == 2)
    }
}
