import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("Installing hooks")
struct HookInstallTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger()
        try repository.addItems(["RFC-1"])
    }

    @Test func installsFourHooksAndChangesNothingTheSecondTime() throws {
        try expectSnapshot(try repository.sluice("hooks", "install"), named: "hooks-install")
        try expectSnapshot(try repository.sluice("hooks", "install"), named: "hooks-install-again")
        #expect(try repository.sluice("hooks", "status").status == 0)
    }

    @Test func installsThreeHooksInABareRepository() throws {
        let server = try repository.clone(bare: true)
        let installed = try server.sluice("hooks", "install")
        #expect(
            installed.output == "reference-transaction: installed\npre-receive: installed\npost-receive: installed\n")
        #expect(try server.sluice("hooks", "status").status == 0)
    }

    @Test func installsTheHooksOfAServerBesideThoseOfAPerson() throws {
        try repository.sluice("hooks", "install")
        #expect(try repository.sluice("hooks", "install", "--server").output.hasSuffix("post-receive: installed\n"))
        #expect(try repository.sluice("hooks", "status").output.contains("post-receive           installed\n"))
        #expect(try repository.sluice("hooks", "uninstall").output.contains("pre-receive: removed\n"))
        #expect(try repository.sluice("hooks", "status").status == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.git/hooks").isEmpty)
    }

    @Test func tellsThatNothingIsInstalled() throws {
        try expectSnapshot(try repository.sluice("hooks", "status"), named: "hooks-status-none")
    }

    @Test func takesTheWordOnAMissingProgramFromThePolicy() throws {
        let lenient = try TestRepository()
        try lenient.makeLedger(
            policy: TestRepository.hookPolicy.replacingOccurrences(
                of: "[hooks]", with: "[hooks]\nwithout-program = allow"))
        try lenient.sluice("hooks", "install")
        for (name, status) in [("commit-msg", 0), ("prepare-commit-msg", 0), ("pre-push", 1)] {
            #expect(try lenient.read(".git/hooks/\(name)").hasSuffix("exit \(status)\n"))
        }
    }

    @Test func knowsHooksThatAreNotUpToDate() throws {
        try repository.sluice("hooks", "install")
        let text = try repository.read(".git/hooks/commit-msg")
        try repository.write(".git/hooks/commit-msg", text.replacingOccurrences(of: "exit 1\n", with: "exit 0\n"))
        try repository.write(
            ".git/hooks/pre-push",
            text.replacingOccurrences(of: "commit-msg", with: "pre-push")
                .replacingOccurrences(of: Places.program, with: "/no where/sluice"))
        let status = try repository.sluice("hooks", "status")
        #expect(status.status == 1)
        #expect(status.output.contains("commit-msg             installed, but not up to date"))
        #expect(status.output.contains("installed, but its program is missing: /no"))
        #expect(try repository.sluice("hooks", "install").output.contains("commit-msg: renewed"))
        #expect(try repository.sluice("hooks", "status").status == 0)
    }

    @Test func tellsTheStateAsJSON() throws {
        try repository.sluice("hooks", "install")
        let status = try repository.sluice("hooks", "status", "--json")
        #expect(status.output.contains("\"hook\": \"commit-msg\""))
        #expect(status.output.contains("\"state\": \"installed\""))
    }

    @Test("H1: a hook that is there is run first, and comes back byte for byte")
    func chainsHooks() throws {
        let own = "#!/bin/sh\nread -r line <\"$1\"; echo \"own: $line\" >>calls\n[ \"$line\" != 'RFC-1: bad' ]\n"
        try write("commit-msg", own)
        let installed = try repository.sluice("hooks", "install")
        #expect(installed.output.contains("commit-msg: installed, runs the hook that was there first: "))
        let status = try repository.sluice("hooks", "status")
        #expect(status.status == 0 && status.output.contains("chained to "))
        try repository.git("commit", "--allow-empty", "-m", "RFC-1: good")
        #expect(try repository.tryGit("commit", "--allow-empty", "-m", "RFC-1: bad").status == 1)
        #expect(try repository.tryGit("commit", "--allow-empty", "-m", "no item").errors.contains("names no item"))
        #expect(try repository.read("calls") == "own: RFC-1: good\nown: RFC-1: bad\nown: no item\n")
        #expect(try repository.sluice("hooks", "install").errors.contains("Nothing was changed."))
        #expect(try repository.sluice("hooks", "uninstall").output.contains("the hook that was there before is back"))
        #expect(try repository.read(".git/hooks/commit-msg") == own)
        #expect(FileManager.default.isExecutableFile(atPath: "\(repository.path)/.git/hooks/commit-msg"))
        #expect(try hookFiles() == ["commit-msg"])
    }

    @Test("H1: a chained hook gets the same input, in every state of a transaction")
    func chainsHooksThatRead() throws {
        try write("pre-push", "#!/bin/sh\necho \"$*\" >>calls; cat >>calls\n")
        // Without `#!` the shell runs it, as Git does.
        try write("reference-transaction", "echo \"$1\" >>states; cat >/dev/null\n")
        try repository.commit("RFC-1: x")
        let server = try repository.clone(bare: true)
        try repository.sluice("hooks", "install")
        try repository.write("states", "")
        try repository.git("tag", "nightly")
        #expect(try repository.read("states") == "prepared\ncommitted\n")
        try repository.git("push", "file://\(server.path)", "nightly")
        let commit = try repository.resolve("HEAD")
        let zero = String(repeating: "0", count: 40)
        #expect(
            try repository.read("calls")
                == "file://\(server.path) file://\(server.path)\nrefs/tags/nightly \(commit) refs/tags/nightly \(zero)\n"
        )
    }

    @Test("H1: a chained hook has its own name, and what stands beside it")
    func keepsNamesAndNeighbours() throws {
        let parts = """
            #!/bin/sh
            [ "${0##*/}" = commit-msg ] || exit 64
            . "$(dirname "$0")/own.sh"
            for part in "$0".d/*; do "$part" "$@" || exit 1; done

            """
        try write("commit-msg", parts)
        try write("commit-msg.d/scan", "#!/bin/sh\n! grep -q SECRET \"$1\"\n")
        try write("own.sh", "echo sourced >>calls\n")
        try repository.write("tools/hook", "#!/bin/sh\necho pushed >>calls\n")
        let folder = "\(repository.path)/.git/hooks"
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/pre-push", withDestinationPath: "../../tools/hook")
        try repository.sluice("hooks", "install")
        try repository.commit("RFC-1: good")
        #expect(throws: CommandFailure.self) { try repository.commit("RFC-1: SECRET") }
        #expect(try repository.read("calls") == "sourced\nsourced\n")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/before-sluice/pre-push")
                == "../../../tools/hook")
        try repository.sluice("hooks", "uninstall")
        #expect(try repository.read(".git/hooks/commit-msg") == parts)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/pre-push") == "../../tools/hook")
        #expect(!FileManager.default.fileExists(atPath: folder + "/before-sluice"))
        #expect(throws: CommandFailure.self) { try repository.commit("SECRET") }
    }

    @Test("H1: a hook that an earlier version kept beside ours gets its own name back")
    func renamesHooksOfBefore() throws {
        try repository.sluice("hooks", "install")
        try write("commit-msg.before-sluice", "#!/bin/sh\necho \"${0##*/}\" >>calls\n")
        try repository.commit("RFC-1: one")
        #expect(try repository.sluice("hooks", "install").output.contains("commit-msg: renewed"))
        try repository.commit("RFC-1: two")
        #expect(try repository.read("calls") == "commit-msg.before-sluice\ncommit-msg\n")
        #expect(try repository.sluice("hooks", "status").output.contains("before-sluice/commit-msg"))
        try repository.sluice("hooks", "uninstall")
        #expect(try hookFiles() == ["commit-msg"])
    }

    @Test("H1: a hook that Git would not run is kept, not run")
    func keepsHooksThatAreNotExecutable() throws {
        try repository.write(".git/hooks/commit-msg", "exit 1\n")
        try repository.sluice("hooks", "install")
        try repository.commit("RFC-1: x")
        try repository.sluice("hooks", "uninstall")
        #expect(!FileManager.default.isExecutableFile(atPath: "\(repository.path)/.git/hooks/commit-msg"))
    }

    @Test("H1: a manager that renames and runs what it finds does not run in circles")
    func isNotChainedToItself() throws {
        try repository.sluice("hooks", "install")
        try repository.git("config", "x.y", "z")
        let folder = "\(repository.path)/.git/hooks"
        try FileManager.default.moveItem(atPath: "\(folder)/commit-msg", toPath: "\(folder)/commit-msg.legacy")
        try write("commit-msg", "#!/bin/sh\nexec \"$0.legacy\" \"$@\"\n")
        #expect(try repository.sluice("hooks", "status").output.contains("called by a hook of your own"))
        #expect(throws: CommandFailure.self) { try repository.commit("no item") }
        try FileManager.default.moveItem(atPath: "\(folder)/commit-msg", toPath: "\(folder)/commit-msg.before-sluice")
        try write("commit-msg.before-sluice", "#!/bin/sh\nexec \"${0%/*}/commit-msg.legacy\" \"$@\"\n")
        try repository.sluice("hooks", "install")
        try repository.commit("RFC-1: x")
        #expect(throws: CommandFailure.self) { try repository.commit("no item") }
    }

    @Test(
        "H71: what a manager left aside goes with the rest, and a hook of one's own that it runs is never overwritten")
    func takesAwayWhatIsAside() throws {
        let own = "#!/bin/sh\nexit 0\n"
        try write("commit-msg", own)
        try repository.sluice("hooks", "install")
        let folder = "\(repository.path)/.git/hooks"
        try FileManager.default.moveItem(atPath: "\(folder)/commit-msg", toPath: "\(folder)/commit-msg.legacy")
        #expect(try repository.sluice("hooks", "uninstall").output.contains("commit-msg: removed, the hook that was"))
        #expect(try hookFiles() == ["commit-msg"])
        #expect(try repository.read(".git/hooks/commit-msg") == own)
        try write("commit-msg", "#!/bin/sh\n# File generated by pre-commit: x\n")
        try write("commit-msg.legacy", own)
        try repository.sluice("hooks", "install")
        #expect(try repository.read(".git/hooks/before-sluice/commit-msg") == own)
        try repository.sluice("hooks", "uninstall")
        #expect(try repository.read(".git/hooks/commit-msg.legacy") == own)
    }

    @Test("H1: two hooks that were there before are one too many")
    func refusesATakenPlace() throws {
        try write("commit-msg", "#!/bin/sh\nexit 0\n")
        try repository.sluice("hooks", "install")
        try write("commit-msg", "#!/bin/sh\n# lefthook\n")
        let installed = try repository.sluice("hooks", "install")
        #expect(installed.status == 1 && installed.errors.contains("the hook that stood there before is kept still"))
        try write("commit-msg", "#!/bin/sh\nexit 0\n")
        #expect(try repository.sluice("hooks", "install").status == 0)
    }

    @Test("H1: lefthook writes over hooks, which is told")
    func warnsOfLefthook() throws {
        try repository.write("lefthook.yml", "pre-commit:\n")
        let installed = try repository.sluice("hooks", "install")
        #expect(installed.errors.contains("writes over these hooks. Add this to lefthook.yml"))
    }

    @Test("H1: nothing is written into a folder that core.hooksPath names; the lines to write are told")
    func leavesForeignFoldersAlone() throws {
        try repository.git("config", "core.hooksPath", ".husky")
        let installed = try repository.sluice("hooks", "install")
        #expect(installed.status == 1)
        #expect(installed.errors.contains("error: core.hooksPath sets the hooks to \(repository.path)/.husky, which"))
        #expect(installed.errors.contains("/.husky/commit-msg: `\(Places.program) hook commit-msg \"$@\" || exit 1`"))
        #expect(!FileManager.default.fileExists(atPath: "\(repository.path)/.husky"))
        for name in ["prepare-commit-msg", "commit-msg", "pre-push", "reference-transaction"] {
            let line = "\(Places.program) hook \(name) \"$@\" || exit 1"
            try repository.write(".husky/\(name)", "#!/bin/sh\n\(line)\necho after\n")
            try repository.makeExecutable(".husky/\(name)")
        }
        #expect(try repository.sluice("hooks", "status").status == 0)
        try repository.commit("RFC-1: x")
        #expect(throws: CommandFailure.self) { try repository.commit("no item") }
        #expect(try repository.sluice("hooks", "uninstall").errors.contains("Nothing was changed."))
    }

    @Test("H1: a folder within the Git directory is the repository's own")
    func installsIntoAFolderOfItsOwn() throws {
        try repository.git("config", "core.hooksPath", ".git/other")
        try repository.sluice("hooks", "install")
        #expect(FileManager.default.fileExists(atPath: "\(repository.path)/.git/other/commit-msg"))
        #expect(throws: CommandFailure.self) { try repository.commit("no item") }
    }

    @Test("H7: linked worktrees share the hooks")
    func installsFromALinkedWorktree() throws {
        try repository.commit("first")
        let worktree = try repository.worktree("feature")
        try worktree.sluice("hooks", "install")
        #expect(try repository.sluice("hooks", "status").status == 0)
    }

    @Test func needsNoLedger() throws {
        let fresh = try TestRepository()
        let installed = try fresh.sluice("hooks", "install")
        #expect(installed.status == 0 && installed.errors.contains("There is no ledger yet"))
        try fresh.commit("no item")
    }

    @Test func uninstallsOnlyItsOwn() throws {
        try repository.sluice("hooks", "install")
        try write("pre-push", "#!/bin/sh\n")
        let uninstalled = try repository.sluice("hooks", "uninstall")
        #expect(uninstalled.output.contains("pre-push: left alone: it is not Sluice's"))
        #expect(try hookFiles() == ["pre-push"])
    }

    private func hookFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(repository.path)/.git/hooks").sorted()
    }

    private func write(_ name: String, _ text: String) throws {
        try repository.write(".git/hooks/\(name)", text)
        try repository.makeExecutable(".git/hooks/\(name)")
    }
}
