import Foundation
import TestSupport
import Testing

/// The managers themselves, which `ci/setup` installs, in the orders in which people install and remove them.
@Suite("Hooks beside pre-commit, prek, lefthook and gitlint")
struct RealManagerTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger()
        try repository.addItems(["RFC-1"])
        try repository.commit("first")
        repository.putToolsOnPath()
    }

    private enum Step: String {
        case sluice = "sluice installed"
        case manager = "manager installed"
        case noSluice = "sluice removed"
        case noManager = "manager removed"
    }

    private func take(_ step: Step, _ manager: TestedManager) throws {
        switch step {
        case .sluice: try repository.expectSuccess(["sluice", "hooks", "install"])
        case .noSluice: try repository.expectSuccess(["sluice", "hooks", "uninstall"])
        case .manager: for words in manager.install { try repository.expectSuccess(words) }
        case .noManager: for words in manager.uninstall { try repository.expectSuccess(words) }
        }
    }

    private func prepare(_ manager: TestedManager) throws {
        for (name, text) in manager.settings { try repository.write(name, text) }
        try repository.git("add", "--all")
        try repository.git("commit", "-m", "RFC-1: settings")
    }

    /// Takes each step, looks at who is asked then, and finds nothing left at the end.
    private func walk(_ steps: [(Step, sluice: Bool, manager: Bool)], _ manager: TestedManager) throws {
        try prepare(manager)
        for (number, (step, sluice, own)) in steps.enumerated() {
            try take(step, manager)
            // After the first step and the last at most one of the two is installed, as in other tests.
            guard number > 0, number < steps.count - 1 else { continue }
            try repository.expectAsked(sluice: sluice, manager: own, "\(number + 1), \(step.rawValue)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.git/hooks")
        #expect(left.filter { !$0.hasSuffix(".sample") } == [])
    }

    private static let anyOrder: [(Step, sluice: Bool, manager: Bool)] = [
        (.sluice, true, false), (.manager, true, true), (.noSluice, false, true), (.sluice, true, true),
        (.manager, true, true), (.noManager, true, false), (.noSluice, false, false),
    ]

    @Test(
        "H71: Sluice and pre-commit, in any order",
        .enabled(if: TestRepository.hasTools("pre-commit"), "ci/setup has not installed it"))
    func joinsPreCommit() throws { try walk(Self.anyOrder, .preCommit) }

    @Test(
        "H71: Sluice and prek, in any order",
        .enabled(if: TestRepository.hasTools("prek"), "ci/setup has not installed it"))
    func joinsPrek() throws { try walk(Self.anyOrder, .prek) }

    @Test(
        "H71: a hook of one's own, Sluice and prek run one after the other, and each can go first",
        .enabled(if: TestRepository.hasTools("prek"), "ci/setup has not installed it"))
    func keepsAThirdHook() throws {
        try prepare(.prek)
        let own = "#!/bin/sh\necho own >>.git/own\n"
        for order in [[Step.sluice, .manager], [.manager, .sluice]] {
            try repository.writeHook("commit-msg", own)
            for step in order { try take(step, .prek) }
            try repository.write(".git/own", "")
            try repository.expectAsked(sluice: true, manager: true, "\(order.map(\.rawValue))")
            #expect(try repository.read(".git/own") == "own\nown\n")
            try take(.noSluice, .prek)
            try repository.expectAsked(sluice: false, manager: true, "sluice removed")
            try take(.noManager, .prek)
            #expect(try repository.read(".git/hooks/commit-msg") == own)
        }
    }

    @Test(
        "H71: the state that earlier versions left behind is put right: pre-commit would refuse to be run by itself",
        .enabled(if: TestRepository.hasTools("prek"), "ci/setup has not installed it"))
    func leavesNoManagerBelowItself() throws {
        try prepare(.prek)
        try take(.manager, .prek)
        let managed = try repository.read(".git/hooks/commit-msg")
        try take(.noManager, .prek)
        try take(.sluice, .prek)
        try repository.writeHook("commit-msg", managed, in: ".git/hooks/before-sluice")
        try repository.expectAsked(sluice: true, manager: true, "chained")
        try take(.manager, .prek)
        try repository.expectAsked(sluice: true, manager: true, "chained, and in front")
        try take(.noManager, .prek)
        let installed = try repository.sluice("hooks", "install")
        #expect(installed.output.contains("commit-msg: installed, prek runs it first"))
        try repository.expectAsked(sluice: true, manager: true, "put right")
        try take(.noManager, .prek)
        try repository.expectAsked(sluice: true, manager: false, "manager removed")
    }

    @Test(
        "H72: lefthook puts hooks aside, which is shown; its own hook is chained until its settings call Sluice",
        .enabled(if: TestRepository.hasTools("lefthook"), "ci/setup has not installed it"))
    func joinsLefthook() throws {
        try prepare(.lefthook)
        try take(.sluice, .lefthook)
        try take(.manager, .lefthook)
        let warned = try repository.tryGit("commit", "--allow-empty", "-m", "no item")
        #expect(warned.errors.contains("commit-msg is not Sluice's any more: the hook of lefthook is in its place"))
        let status = try repository.sluice("hooks", "status")
        #expect(status.status == 1 && status.output.contains("not installed: the hook of lefthook stands in its place"))
        let installed = try repository.sluice("hooks", "install")
        #expect(installed.output.contains("commit-msg: installed, runs the hook that was there first"))
        #expect(installed.errors.contains("writes over these hooks"))
        try repository.expectAsked(sluice: true, manager: true, "both")
        try repository.write("lefthook.yml", repository.read("lefthook.yml") + "pre-push:\n  commands: {}\n")
        try repository.expectAsked(sluice: true, manager: true, "lefthook's settings changed")
        #expect(try repository.sluice("hooks", "status").status == 0)
        // Nothing of Sluice's is left that `lefthook uninstall` could bring back.
        try take(.noSluice, .lefthook)
        try repository.expectAsked(sluice: false, manager: true, "sluice removed")
        try take(.noManager, .lefthook)
        try repository.expectAsked(sluice: false, manager: false, "both removed")
        try take(.manager, .lefthook)
        try take(.sluice, .lefthook)
        try take(.noManager, .lefthook)
        try repository.expectAsked(sluice: true, manager: false, "lefthook removed first")
        try take(.noSluice, .lefthook)
        try repository.expectAsked(sluice: false, manager: false, "sluice removed")
    }

    @Test(
        "H72: with the lines that are shown, lefthook calls Sluice, whoever is installed first",
        .enabled(if: TestRepository.hasTools("lefthook"), "ci/setup has not installed it"))
    func isCalledByLefthook() throws {
        try repository.write("lefthook.yml", "pre-commit:\n  commands: {}\n")
        let lines = try repository.sluice("hooks", "install").errors.components(separatedBy: "\n\n").dropFirst().first
        try repository.write("lefthook.yml", try #require(lines) + "\n")
        try take(.manager, .lefthook)
        let status = try repository.sluice("hooks", "status")
        #expect(status.status == 0, "\(status.output)")
        #expect(status.output.contains("commit-msg             called by lefthook (lefthook.yml)"))
        #expect(
            try repository.sluice("doctor").output.contains("all 4 are in place, called by lefthook (lefthook.yml)"))
        #expect(try repository.sluice("hooks", "install").output.contains("commit-msg: in place, called by lefthook"))
        try repository.expectAsked(sluice: true, manager: false, "called")
        try repository.checkout("feature/RFC-1-x", create: true)
        try repository.git("commit", "--allow-empty", "-m", "a change")
        #expect(try repository.git("log", "-1", "--format=%B").contains("RfC: RFC-1"))
        let server = try repository.clone(bare: true)
        try repository.git("-c", "core.hooksPath=/dev/null", "tag", "v1.0.0")
        let push = try repository.tryGit("push", "file://\(server.path)", "v1.0.0")
        #expect(push.status != 0 && (push.output + push.errors).contains("tag v1.0.0 is refused"), "\(push.errors)")
        let removed = try repository.sluice("hooks", "uninstall")
        #expect(removed.status == 1)
        #expect(removed.errors.contains("warning: Sluice is still called by lefthook (lefthook.yml)"))
    }

    @Test(
        "H73: gitlint refuses to be second, and is chained where it is first",
        .enabled(if: TestRepository.hasTools("gitlint"), "ci/setup has not installed it"))
    func chainsGitlint() throws {
        // It makes no folder, and reads a name from nowhere else.
        try repository.write(".git/hooks/README", "")
        try repository.git("config", "user.name", "Dana")
        try repository.git("config", "user.email", "dana@example.org")
        try repository.expectSuccess(["gitlint", "install-hook"])
        try take(.sluice, .preCommit)
        try repository.write(".gitlint", "[general]\nignore=B6\n[title-max-length]\nline-length=20\n")
        let long = try repository.tryGit(
            "commit", "--allow-empty", "-m", "RFC-1: a title of more than twenty characters")
        #expect(long.status != 0 && (long.output + long.errors).contains("Title exceeds max length"))
        #expect(try repository.tryGit("commit", "--allow-empty", "-m", "no item").errors.contains("names no item"))
        try repository.git("commit", "--allow-empty", "-m", "RFC-1: short")
        try take(.noSluice, .preCommit)
        try repository.expectSuccess(["gitlint", "uninstall-hook"])
        #expect(!FileManager.default.fileExists(atPath: repository.path + "/.git/hooks/commit-msg"))
    }

    @Test(
        "H74: the hooks of `.pre-commit-hooks.yaml` work",
        .enabled(if: TestRepository.hasTools("pre-commit", "prek"), "ci/setup has not installed them"))
    func areCalledFromASettingsFile() throws {
        let source = try TestRepository()
        try FileManager.default.copyItem(
            atPath: Places.package + "/.pre-commit-hooks.yaml", toPath: source.path + "/.pre-commit-hooks.yaml")
        let revision = try source.commit("hooks")
        let types = ["commit-msg", "prepare-commit-msg", "pre-push"]
        let hooks = types.map { "      - id: sluice-\($0)\n" }.joined()
        try repository.write(
            ".pre-commit-config.yaml",
            "repos:\n  - repo: file://\(source.path)\n    rev: \(revision)\n    hooks:\n\(hooks)")
        try repository.git("add", "--all")
        try repository.git("commit", "-m", "RFC-1: settings")
        let server = try repository.clone("server", bare: true)
        try repository.git("remote", "add", "origin", "file://\(server.path)")
        try repository.git("tag", "v1.0.0")
        for program in ["prek", "pre-commit"] {
            try repository.expectSuccess([program, "install"] + types.flatMap { ["-t", $0] })
            let status = try repository.sluice("hooks", "status").output
            #expect(
                status.contains("commit-msg             called by \(program) (.pre-commit-config.yaml)"), "\(status)")
            try repository.git("checkout", "--quiet", "-B", "feature/RFC-1-x")
            try repository.git("commit", "--allow-empty", "-m", "a change of \(program)")
            #expect(try repository.git("log", "-1", "--format=%B").contains("RfC: RFC-1"))
            try repository.git("checkout", "--quiet", "main")
            let refused = try repository.tryGit("commit", "--allow-empty", "-m", "no item")
            #expect((refused.output + refused.errors).contains("names no item"))
            try repository.git("commit", "--allow-empty", "-m", "RFC-1: of \(program)")
            try repository.git("tag", "-f", "v1.0.0")
            let push = try repository.tryGit("push", "origin", "v1.0.0")
            #expect(push.status != 0 && (push.output + push.errors).contains("tag v1.0.0 is refused"), "\(push.errors)")
            try repository.expectSuccess([program, "uninstall"] + types.flatMap { ["-t", $0] })
        }
    }
}
