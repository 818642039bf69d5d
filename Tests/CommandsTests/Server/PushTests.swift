import Foundation
import Ledger
import TestSupport
import Testing

@Suite("What a server refuses to take")
struct PushTests {
    private let guarded: GuardedServer
    private var clone: TestRepository { guarded.clone }
    private var server: TestRepository { guarded.server }

    init() throws { guarded = try GuardedServer() }

    @Test("a reference named twice in one push: the first update would be checked, the last one would decide")
    func refusesAReferenceNamedTwice() throws {
        let (tip, root) = (try guarded.tip, try server.git("rev-list", "--max-parents=0", GuardedServer.ledger))
        let name = GuardedServer.ledger
        let attempts: [[PushingClient.Command]] = [
            [.init(old: tip, new: tip, name: name), .init(old: tip, new: root, name: name)],
            [.init(old: tip, new: tip, name: name), .init(old: tip, new: GuardedServer.nothing, name: name)],
            [.init(old: tip, new: GuardedServer.nothing, name: name), .init(old: tip, new: root, name: name)],
        ]
        for commands in attempts {
            for capabilities in ["report-status", "report-status atomic"] {
                let answer = try PushingClient(server: server, capabilities: capabilities).push(commands)
                #expect(try guarded.tip == tip)
                #expect(answer.output.contains("ng \(name)"), "\(answer.output)")
            }
        }
        let main = try server.git("rev-parse", "main")
        let twice = [PushingClient.Command](
            repeating: .init(old: GuardedServer.nothing, new: main, name: "refs/heads/x"), count: 2)
        #expect(try PushingClient(server: server).push(twice).errors.contains("names refs/heads/x twice"))
    }

    @Test("a tag twice: one that may be, and one that may not")
    func refusesATagNamedTwice() throws {
        let (adopted, main) = (try server.git("rev-parse", "v0.1.0"), try server.git("rev-parse", "main"))
        let answer = try PushingClient(server: server).push([
            .init(old: adopted, new: adopted, name: "refs/tags/v0.1.0"),
            .init(old: adopted, new: main, name: "refs/tags/v0.1.0"),
        ])
        #expect(answer.errors.contains("names refs/tags/v0.1.0 twice"), "\(answer.errors)")
        #expect(try server.git("rev-parse", "v0.1.0") == adopted)
    }

    @Test("an attachment that two clones recorded apart from each other is taken from both")
    func takesAnAttachmentTwice() throws {
        let file = (path: try KeptFile(Array("log\n".utf8)).path.joined(separator: "/"), text: "log\n", mode: "100644")
        let first = try guarded.ledger(adding: [file])
        let second = try guarded.ledger(adding: [file])
        try clone.git("push", "origin", "\(first):\(GuardedServer.ledger)")
        let join = try clone.git("commit-tree", "-p", first, "-p", second, "-m", "join", "\(first)^{tree}")
        #expect(first != second)
        try clone.git("push", "origin", "\(join):\(GuardedServer.ledger)")
        #expect(try guarded.tip == join)
    }

    @Test("records that the branch would refuse: nobody pushes below refs/remotes/")
    func refusesRemoteTrackingBranches() throws {
        try clone.approve("1.0.0", "RFC-1")
        for name in ["refs/remotes/origin/sluice/ledger", "refs/remotes/x", "refs/Remotes/origin/main"] {
            let said = try guarded.refused("sluice/ledger:\(name)")
            #expect(said.contains("cannot be pushed") || said.contains("funny refname"), "\(said)")
        }
    }

    @Test("a server reads its own branch, whatever it heard elsewhere")
    func readsItsOwnBranchOnly() throws {
        try clone.approve("1.0.0", "RFC-1")
        try clone.tag("v1.0.0")
        try clone.git("push", "origin", "sluice/ledger:refs/heads/other")
        try server.git("update-ref", "refs/remotes/origin/sluice/ledger", "refs/heads/other")
        #expect(try guarded.refused("v1.0.0").contains("tag v1.0.0 is refused"))
        #expect(try server.sluice("release", "show", "1.0.0").status != 0)
        try server.git("config", "--unset", "sluice.server")
        #expect(try guarded.refused("v1.0.0").contains("tag v1.0.0 is refused"), "an older installation")
    }

    @Test("T72: of very many release tags that nobody planned, the first refusals answer for all")
    func refusesManyTagsSoon() throws {
        for number in 1...24 { try clone.git("update-ref", "refs/tags/v9.\(number).0", "main") }
        let said = try clone.tryGit("push", "origin", "--tags")
        #expect(
            said.status != 0 && said.errors.contains("4 more release tags of this push were not looked at"),
            "\(said.errors)")
    }

    @Test("a server whose ledger is a remote-tracking branch alone knows no rules, and refuses release tags")
    func refusesTagsWithoutABranchOfItsOwn() throws {
        try server.git("update-ref", "refs/remotes/origin/sluice/ledger", GuardedServer.ledger)
        try server.git("update-ref", "-d", GuardedServer.ledger)
        try server.git("config", "--unset", "sluice.trust")
        try? FileManager.default.removeItem(atPath: server.path + "/sluice")
        let install = try server.sluice("hooks", "install", "--server")
        #expect(install.errors.contains("`git branch sluice/ledger origin/sluice/ledger`"), "\(install.errors)")
        try clone.git("tag", "v1.0.0", "main")
        #expect(try guarded.refused("v1.0.0").contains("there is no ledger"))
    }

    @Test("a symbolic reference is the one that it names", arguments: ["refs/heads/alias", "refs/tags/alias"])
    func followsSymbolicReferences(alias: String) throws {
        try clone.addItems(["RFC-2"])
        try clone.git("push", "origin", "sluice/ledger")
        try server.git("symbolic-ref", alias, GuardedServer.ledger)
        #expect(try guarded.refused("+sluice/ledger~1:\(alias)").contains("branch sluice/ledger is the ledger"))
        #expect(try guarded.refused(":\(alias)").contains("branch sluice/ledger is the ledger"))
        try server.git("symbolic-ref", alias, "refs/tags/v0.1.0")
        #expect(try guarded.refused("+main:\(alias)").contains("tag v0.1.0 was adopted"))
    }

    @Test("the ledger's branch as a symbolic reference")
    func followsASymbolicLedger() throws {
        try clone.addItems(["RFC-2"])
        try clone.git("push", "origin", "sluice/ledger")
        try server.git("update-ref", "refs/heads/real", GuardedServer.ledger)
        try server.git("update-ref", "-d", GuardedServer.ledger)
        try server.git("symbolic-ref", GuardedServer.ledger, "refs/heads/real")
        for name in ["refs/heads/real", GuardedServer.ledger] {
            #expect(try guarded.refused("+sluice/ledger~1:\(name)").contains("is the ledger"), "\(name)")
        }
    }

    @Test("names that Swift holds for equal are two branches")
    func distinguishesNamesByBytes() throws {
        let (composed, decomposed) = ("l\u{E9}dger", "le\u{301}dger")
        try server.git("config", "sluice.ledger", composed)
        try server.git("update-ref", "refs/heads/" + composed, GuardedServer.ledger)
        let root = try clone.git("rev-list", "--max-parents=0", GuardedServer.ledger)
        let before = try server.git("rev-parse", "refs/heads/" + composed)
        let said = try guarded.refused(
            "sluice/ledger:refs/heads/\(decomposed)", "+\(root):refs/heads/\(composed)")
        #expect(said.contains("is the ledger"), "\(said)")
        #expect(try server.git("rev-parse", "refs/heads/" + composed) == before)
    }

    @Test("the ledger's branch in other letters, where the file system knows no difference")
    func foldsNamesWhereTheFileSystemDoes() throws {
        try server.git("config", "core.ignorecase", "true")
        let (tip, root) = (try guarded.tip, try server.git("rev-list", "--max-parents=0", GuardedServer.ledger))
        let answer = try PushingClient(server: server).push([
            .init(old: GuardedServer.nothing, new: root, name: "refs/heads/Sluice/Ledger")
        ])
        #expect(answer.errors.contains("is the ledger"), "\(answer.errors)")
        #expect(try guarded.tip == tip)
    }

    @Test("deletion where Git itself would allow it, and creation in one push")
    func refusesToDeleteTheLedger() throws {
        for setting in ["false", "true"] {
            try server.git("config", "receive.denyDeletes", setting)
            #expect(try !guarded.refused(":sluice/ledger", "main:refs/heads/new").isEmpty)
        }
    }

    @Test(
        "tags of before the ledger",
        arguments: [":refs/tags/v0.1.0", "+main:refs/tags/v0.1.0", "+main^:refs/tags/v0.1.0"])
    func protectsAdoptedTags(change: String) throws {
        #expect(try guarded.refused(change).contains("tag v0.1.0 was adopted when the ledger was made"))
    }

    @Test("an adopted tag that somebody moved where no hook was may go back")
    func takesAnAdoptedTagBack() throws {
        #expect(try server.tryGit("update-ref", "refs/tags/v0.1.0", "main").status != 0)
        try server.git("-c", "core.hooksPath=/dev/null", "update-ref", "refs/tags/v0.1.0", "main")
        try clone.git("push", "origin", "+v0.1.0")
        #expect(try server.git("rev-parse", "v0.1.0^{}") == clone.git("rev-parse", "main~1"))
    }

    @Test(
        "release tags of every sort are judged", arguments: ["lightweight", "annotated", "tag of a tag", "no commit"])
    func judgesTagsOfEverySort(sort: String) throws {
        switch sort {
        case "lightweight": try clone.git("update-ref", "refs/tags/v1.0.0", "main")
        case "annotated": try clone.git("tag", "-a", "-m", "x", "v1.0.0")
        case "tag of a tag": try clone.git("tag", "-a", "-m", "x", "v1.0.0", "v0.1.0")
        default: try clone.git("update-ref", "refs/tags/v1.0.0", "main^{tree}")
        }
        #expect(try guarded.refused("refs/tags/v1.0.0").contains("tag v1.0.0 is refused"))
    }

    @Test("many references at once, all or none")
    func refusesOneOfMany() throws {
        try clone.git("update-ref", "refs/tags/v1.0.0", "main")
        let branches = (0..<300).map { "main:refs/heads/branch-\($0)" }
        let result = try clone.start(["git", "push", "--atomic", "origin"] + branches + ["v1.0.0"]).wait()
        #expect(result.status != 0)
        #expect(try server.git("for-each-ref", "refs/heads/branch-1", "refs/tags/v1.0.0").isEmpty)
    }

    @Test("push options, a Git directory named relatively, a detached HEAD, no input")
    func answersWhereverItIsCalled() throws {
        try server.git("config", "receive.advertisePushOptions", "true")
        try server.git("update-ref", "--no-deref", "HEAD", "main")
        try clone.git("update-ref", "refs/tags/v1.0.0", "main")
        #expect(try guarded.refused("--push-option=sluice.server=false", "v1.0.0").contains("v1.0.0 is refused"))
        let line = "\(GuardedServer.nothing) \(try server.git("rev-parse", "main")) refs/tags/v1.0.0\n"
        for hook in ["pre-receive", "post-receive"] {
            let empty = try server.start([Places.program, "hook", hook], environment: ["GIT_DIR": "."]).wait()
            #expect(empty.status == 0, "\(empty.errors)")
        }
        let relative = try server.start(
            [Places.program, "hook", "pre-receive"], input: Array(line.utf8), environment: ["GIT_DIR": "."]
        ).wait()
        #expect(relative.status == 1 && relative.errors.contains("v1.0.0 is refused"), "\(relative.errors)")
        let broken = try server.start(
            [Places.program, "hook", "pre-receive"], input: Array("refs/tags/v1.0.0\n".utf8)
        ).wait()
        #expect(broken.status == 3)
    }

    /// Approves 1.0.0 and tags it by hand where no hook asks, and has the server protect the ledger from such pushes.
    private func pushToAProtectedLedger() throws {
        try clone.approve("1.0.0", "RFC-1")
        try clone.git("update-ref", "refs/tags/v1.0.0", "main")
        let script = "#!/bin/sh\n[ \"$1\" != \(GuardedServer.ledger) ] || { echo protected; exit 1; }\n"
        try server.write("hooks/update", script)
        try server.makeExecutable("hooks/update")
    }

    @Test("a tag whose gate is open by a ledger that the server then refuses", arguments: [true, false])
    func refusesATagWhoseLedgerDidNotArrive(isLedgerFirst: Bool) throws {
        try pushToAProtectedLedger()
        let names = ["sluice/ledger", "v1.0.0"]
        let push = try clone.start(["git", "push", "origin"] + (isLedgerFirst ? names : names.reversed())).wait()
        #expect(push.status != 0 && push.errors.contains("protected"), "\(push.errors)")
        #expect(try server.git("tag", "--list") == "v0.1.0")
    }

    @Test("the same by a line that only the hook sees: a name with a line end in it, which Git refuses later")
    func refusesALedgerThatIsNoUpdate() throws {
        try clone.approve("1.0.0", "RFC-1")
        try clone.git("push", "origin", "sluice/ledger:refs/heads/other", "main")
        let (tip, other) = (try guarded.tip, try server.git("rev-parse", "refs/heads/other"))
        let main = try server.git("rev-parse", "main")
        let attempts: [[PushingClient.Command]] = [
            [
                .init(old: GuardedServer.nothing, new: main, name: "refs/tags/v1.0.0"),
                .init(
                    old: GuardedServer.nothing, new: main,
                    name: "refs/heads/x\n\(tip) \(other) \(GuardedServer.ledger)"),
            ],
            // And by an old value that the branch does not have.
            [
                .init(old: GuardedServer.nothing, new: main, name: "refs/tags/v1.0.0"),
                .init(old: main, new: other, name: GuardedServer.ledger),
            ],
        ]
        for commands in attempts {
            let answer = try PushingClient(server: server).push(commands)
            #expect(answer.errors.contains("tag v1.0.0 is refused"), "\(answer.errors)\(answer.output)")
            #expect(try server.git("tag", "--list") == "v0.1.0")
            #expect(try guarded.tip == tip)
        }
    }

    @Test("tag and ledger are taken together, in either order where that is said, and no note stays")
    func takesTagAndLedger() throws {
        try clone.approve("1.0.0", "RFC-1")
        try clone.git("update-ref", "refs/tags/v1.0.0", "main")
        try clone.git("push", "--atomic", "origin", "v1.0.0", "sluice/ledger")
        #expect(try server.git("tag", "--list") == "v0.1.0\nv1.0.0")
        let names = try FileManager.default.contentsOfDirectory(atPath: server.path + "/sluice")
        #expect(!names.contains { $0.hasPrefix("push-") }, "\(names)")
    }
}
