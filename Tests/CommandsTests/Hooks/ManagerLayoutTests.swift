import Foundation
import TestSupport
import Testing

/// Managers that are no programs of this machine, by the layout of the files that they install.
@Suite("Hooks beside husky, overcommit, simple-git-hooks and Gerrit")
struct ManagerLayoutTests {
    private let repository: TestRepository
    private var hooks: String { repository.path + "/.git/hooks" }

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger()
        try repository.addItems(["RFC-1"])
        try repository.commit("first")
        repository.putToolsOnPath()
    }

    /// Version 9: files that run one script, which runs the project's file of the same name. `core.hooksPath` leads to them.
    private func installHusky() throws {
        for name in ["pre-commit", "prepare-commit-msg", "commit-msg", "pre-push"] {
            try repository.writeHook(name, "#!/usr/bin/env sh\n. \"${0%/*}/h\"", in: ".husky/_")
        }
        try repository.write(
            ".husky/_/h", "n=${0##*/}\ns=${0%/*/*}/$n\n[ -f \"$s\" ] || exit 0\nsh -e \"$s\" \"$@\"\nexit $?\n")
        try repository.write(".husky/_/.gitignore", "*")
        try repository.git("config", "core.hooksPath", ".husky/_")
    }

    @Test("H75: husky 9 calls Sluice from the project's file, by the command that is shown")
    func isCalledByHusky() throws {
        try installHusky()
        try repository.write(".husky/commit-msg", "echo managed >>.git/calls\n")
        let installed = try repository.sluice("hooks", "install")
        #expect(installed.status == 1)
        #expect(installed.output.contains("commit-msg: not installed: husky does not call Sluice yet"))
        #expect(installed.output.contains("reference-transaction: installed"))
        try repository.expectAsked(sluice: false, manager: true, "not yet")
        let commands = installed.errors.split(separator: "\n").filter { $0.hasPrefix("hint: `") }
            .map { String($0.dropFirst("hint: `".count).dropLast()) }
        #expect(commands.count == 3, "\(installed.errors)")
        for command in commands { try repository.expectSuccess(["sh", "-c", command]) }
        #expect(
            try repository.read(".husky/commit-msg")
                == "sluice hook commit-msg \"$@\" || exit 1\necho managed >>.git/calls\n")
        try installHusky()
        let status = try repository.sluice("hooks", "status")
        #expect(status.status == 0 && status.output.contains("called by husky (\(repository.path)/.husky/commit-msg)"))
        #expect(try repository.sluice("hooks", "install").errors.contains("Nothing was changed."))
        try repository.expectAsked(sluice: true, manager: true, "called")
        #expect(throws: CommandFailure.self) { try repository.git("tag", "v1.0.0") }
        let removed = try repository.sluice("hooks", "uninstall")
        #expect(removed.status == 1 && removed.errors.contains("still called by husky"))
        #expect(!FileManager.default.fileExists(atPath: repository.path + "/.husky/_/reference-transaction"))
    }

    @Test("H75: init goes on where husky has to be told")
    func isShownByInit() throws {
        let fresh = try TestRepository()
        try fresh.commit("RFC-1: first")
        try fresh.writeHook("commit-msg", "#!/usr/bin/env sh\n. \"${0%/*}/h\"", in: ".husky/_")
        try fresh.write(".husky/_/h", "")
        try fresh.git("config", "core.hooksPath", ".husky/_")
        let result = try fresh.sluice("init")
        #expect(result.status == 0 && result.errors.contains(".husky/commit-msg`"), "\(result.errors)")
    }

    /// Version 4: all hooks source one script next to them, and tell it their names.
    private func installHusky4() throws {
        for name in ["prepare-commit-msg", "commit-msg", "pre-push"] where try !isForeign(name) {
            try repository.writeHook(name, "#!/bin/sh\n# husky\n\n. \"$(dirname \"$0\")/husky.sh\"\n")
        }
        try repository.write(".git/hooks/husky.local.sh", "runner=echo\n")
        try repository.write(
            ".git/hooks/husky.sh",
            ". \"$(dirname \"$0\")/husky.local.sh\"\n[ \"$(basename \"$0\")\" = commit-msg ] && $runner managed >>.git/calls\nexit 0\n"
        )
    }

    /// Husky 4 leaves the hooks of others alone.
    private func isForeign(_ name: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: "\(hooks)/\(name)") else { return false }
        return try !repository.read(".git/hooks/\(name)").contains("# husky")
    }

    private func uninstallHusky4() throws {
        for name in ["prepare-commit-msg", "commit-msg", "pre-push"] where try !isForeign(name) {
            try? FileManager.default.removeItem(atPath: "\(hooks)/\(name)")
        }
        for name in ["husky.sh", "husky.local.sh"] { try FileManager.default.removeItem(atPath: "\(hooks)/\(name)") }
    }

    @Test("H76: husky 4 in any order; where it was removed first, its hooks do not block what it left behind")
    func joinsHusky4() throws {
        try installHusky4()
        try repository.expectSuccess(["sluice", "hooks", "install"])
        try repository.expectAsked(sluice: true, manager: true, "sluice second")
        try installHusky4()
        try repository.expectAsked(sluice: true, manager: true, "husky again")
        try uninstallHusky4()
        try repository.expectAsked(sluice: true, manager: false, "husky removed")
        try repository.expectSuccess(["sluice", "hooks", "install"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: hooks).contains("before-sluice") == false)
        try installHusky4()
        try repository.expectAsked(sluice: true, manager: false, "husky leaves Sluice's hooks")
        try repository.expectSuccess(["sluice", "hooks", "uninstall"])
        try installHusky4()
        try repository.expectAsked(sluice: false, manager: true, "husky alone")
    }

    /// One file, copied for each hook; what it finds in their places goes into a folder, from where it comes back at the end.
    private func installOvercommit() throws {
        let text =
            "#!/bin/sh\n# overcommit\ncase ${0##*/} in overcommit-hook) exit 64 ;; commit-msg) echo managed >>.git/calls ;; esac\n"
        for name in ["prepare-commit-msg", "commit-msg", "pre-push", "overcommit-hook"] {
            if FileManager.default.fileExists(atPath: "\(hooks)/\(name)"),
                try !repository.read(".git/hooks/\(name)").contains("overcommit")
            {
                try repository.expectSuccess([
                    "sh", "-c", "mkdir -p .git/hooks/old-hooks && mv .git/hooks/\(name) .git/hooks/old-hooks",
                ])
            }
            try repository.writeHook(name, text)
        }
    }

    private func uninstallOvercommit() throws {
        try repository.expectSuccess([
            "sh", "-c",
            "cd .git/hooks && for f in *; do ! grep -qs overcommit \"$f\" || rm \"$f\"; done; "
                + "[ ! -d old-hooks ] || { mv old-hooks/* . 2>/dev/null; rmdir old-hooks; }",
        ])
    }

    @Test("H77: overcommit in any order; nothing of Sluice's comes back that was put aside")
    func joinsOvercommit() throws {
        try repository.expectSuccess(["sluice", "hooks", "install"])
        try installOvercommit()
        try repository.expectAsked(sluice: false, manager: true, "overcommit second")
        #expect(
            try repository.sluice("hooks", "status").output.contains("not installed: the hook of overcommit stands"))
        #expect(
            try repository.sluice("hooks", "install").errors.contains("`overcommit --install` puts these hooks aside"))
        try repository.expectAsked(sluice: true, manager: true, "sluice again")
        try repository.expectSuccess(["sluice", "hooks", "uninstall"])
        try repository.expectAsked(sluice: false, manager: true, "sluice removed")
        try uninstallOvercommit()
        try repository.expectAsked(sluice: false, manager: false, "both removed")
        try installOvercommit()
        try repository.expectSuccess(["sluice", "hooks", "install"])
        try uninstallOvercommit()
        try repository.expectAsked(sluice: true, manager: false, "overcommit removed first")
        try installOvercommit()
        try repository.expectSuccess(["sluice", "hooks", "uninstall"])
        try uninstallOvercommit()
        try repository.expectAsked(sluice: false, manager: false, "removed while it was put aside")
    }

    @Test("H78: simple-git-hooks writes plain files, and calls Sluice by the lines that are shown")
    func joinsSimpleGitHooks() throws {
        let head = "#!/bin/sh\n\nif [ \"$SKIP_SIMPLE_GIT_HOOKS\" = \"1\" ]; then\n    exit 0\nfi\n\n"
        try repository.writeHook("commit-msg", head + "echo managed >>.git/calls")
        let installed = try repository.sluice("hooks", "install")
        #expect(installed.errors.contains(#"  "commit-msg": "sluice hook commit-msg \"$@\"","#), "\(installed.errors)")
        try repository.expectAsked(sluice: true, manager: true, "sluice second")
        try repository.writeHook("commit-msg", head + "echo managed >>.git/calls; sluice hook commit-msg \"$@\"")
        #expect(
            try repository.sluice("hooks", "status").output.contains(
                "commit-msg             called by a hook of your own"))
        try repository.expectAsked(sluice: true, manager: true, "called")
    }

    @Test("H79: Gerrit's hook, which is copied over Sluice's, gets its place in front again")
    func joinsGerrit() throws {
        let gerrit =
            "#!/bin/sh\n# Part of Gerrit Code Review\nread -r line <\"$1\"\nprintf '%s\\n\\nChange-Id: I%s\\n' \"$line\" 0123 >\"$1\"\necho managed >>.git/calls\n"
        try repository.expectSuccess(["sluice", "hooks", "install"])
        try repository.writeHook("commit-msg", gerrit)
        try repository.expectAsked(sluice: false, manager: true, "copied over")
        try repository.expectSuccess(["sluice", "hooks", "install"])
        try repository.expectAsked(sluice: true, manager: true, "chained")
        #expect(try repository.git("log", "-1", "--format=%B").contains("Change-Id: I0123"))
        try repository.writeHook("commit-msg", gerrit + "# a later version\n")
        try repository.expectSuccess(["sluice", "hooks", "install"])
        try repository.expectAsked(sluice: true, manager: true, "a later version")
        try repository.expectSuccess(["sluice", "hooks", "uninstall"])
        #expect(try repository.read(".git/hooks/commit-msg") == gerrit + "# a later version\n")
        #expect(!FileManager.default.fileExists(atPath: hooks + "/before-sluice"))
    }
}
