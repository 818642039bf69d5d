import Changes
import Git
import Ledger
import TestSupport
import Testing

/// Every kind of record, in every way in which nobody may have made it: a server does not take it, and an audit names it.
@Suite("records of each kind that nobody may have made") struct StatementKindTests {
    private static let version = Version("1.0.0")
    private static let task = ItemID("TASK-1")

    /// A statement of the kind that opens something, and whether it is for members of a role alone.
    private static func example(_ kind: Statement.Kind, _ commit: ObjectID) throws -> (Statement, isForRole: Bool) {
        let (release, item) = (try #require(version), try #require(task))
        let time = Timestamp(seconds: 1)
        switch kind {
        case .item: return (.item(.init(item: item, noun: .task, set: [.title: "x"])), false)
        case .link: return (.link(.init(commit: commit, item: item, belongs: true, reason: "r")), false)
        case .exemption: return (.exemption(.init(commit: commit, exempt: true, reason: "r")), false)
        case .plan:
            var plan = PlanStatement(release: release)
            plan.add = [item]
            return (.plan(plan), false)
        case .signOff:
            let approval = SignOffStatement(
                release: release, item: item, role: "qa", decision: .approve, content: [commit], note: nil)
            return (.signOff(approval), true)
        case .move:
            let through = ["ready-for-review"]
            let move = MoveStatement(release: release, item: item, from: "developing", through: through, reason: nil)
            return (.move(move), true)
        case .testCase: return (.testCase(.init(ItemID(key: "TC", number: 1), set: [.title: "x"])), false)
        case .testResult:
            let result = TestResultStatement(
                release: release, item: item, testCase: ItemID(key: "TC", number: 1), outcome: .pass, content: [],
                patches: [], commit: commit)
            return (.testResult(result), true)
        case .window:
            var window = WindowStatement("production", .open)
            (window.from, window.until) = (time, Timestamp(seconds: 2))
            return (.window(window), true)
        case .deployment:
            return (
                .deployment(.init(environment: "production", release: release, tag: "v1.0.0", commit: commit)), true
            )
        case .clearance:
            let clearance = ClearanceStatement(
                environment: "production", release: release, commit: commit, role: "qa", decision: .approve, note: nil)
            return (.clearance(clearance), true)
        case .waiver:
            let waiver = WaiverStatement(
                release: release, rules: ["tests"], items: nil, environment: nil, until: time, reviewBy: time,
                ends: nil, reason: "r")
            return (.waiver(waiver), true)
        case .review: return (.review(.init(release: release, waiver: nil, note: "n")), false)
        case .package:
            let package = PackageStatement(
                release: release, tag: "v1.0.0", commit: commit, content: .tree, digest: "0", size: 1)
            return (.package(package), true)
        case .handover:
            return (
                .handover(.init(release: release, commit: commit, role: "qa", content: commit, note: nil)), true
            )
        case .manifest:
            let manifest = ManifestStatement(
                release: release, tag: "v1.0.0", candidate: commit, base: nil, baseRule: "x", policy: 1, items: [],
                commits: [], signOffs: [])
            return (.manifest(manifest), true)
        case .policy: return (.policy(.init(version: 3, text: commit, reason: nil)), true)
        case .verdict:
            return (
                .verdict(.init(release: release, tag: "v1.0.0", object: commit, commit: commit, findings: [])), false
            )
        case .setAside: return (.setAside(.init(file: commit, path: "x", reason: "r")), true)
        }
    }

    private let signed: SignedRepository
    private let server: TestRepository

    init() throws {
        signed = try SignedRepository()
        let text = try signed.policy(
            """
            [person "mallory"]
                email = mallory@example.org
                key = \(signed.publicKey("mallory"))
            [window]
                role = qa
            [waiver]
                role = qa
            [status "ready-for-review"]
                role = qa
            [environment "production"]
                production = true
            """
        ).replacing("required = decisions", with: "required = all")
            .replacing("tag = v{version}", with: "tag = v{version}\n    tagger = qa")
        let edited = try signed.test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8))
        try #require(edited.status == 0, "\(edited.errors)")
        try signed.makeKey("stranger")
        server = try signed.test.clone("server.git", bare: true)
        try signed.test.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install", "--server").status == 0)
    }

    @Test("unsigned, by an unknown key, with another name under a signature, and by a person without the role")
    func refusesAndNamesEveryKind() throws {
        for kind in Statement.Kind.allCases { try refusesAndNames(kind) }
    }

    private func refusesAndNames(_ kind: Statement.Kind) throws {
        var record = try signed.approval()
        let commit = try #require(ObjectID(try signed.test.resolve("main")))
        let (statement, isForRole) = try Self.example(kind, commit)
        record.statement = statement
        let space = kind.rawValue + "@sluice"
        var renamed = record
        renamed.by = Person(name: "Dana Developer", email: "dana@example.org")
        var outsider = record
        outsider.by = Person(name: "Mallory", email: "mallory@example.org")
        var forgeries: [(record: Record, signature: [UInt8])] = [
            (record, []), (record, try signed.signature(of: record, by: "stranger", namespace: space)),
            (renamed, try signed.signature(of: record, by: "quinn", namespace: space)),
            (record, try signed.signature(of: record, by: "quinn", namespace: "other@sluice")),
        ]
        if isForRole {
            forgeries.append((outsider, try signed.signature(of: outsider, by: "mallory", namespace: space)))
        }
        var paths: [String] = []
        for (number, forgery) in forgeries.enumerated() {
            try signed.forAWhile {
                try signed.forge(forgery.record, forgery.signature)
                paths.append(try signed.test.git("diff", "--name-only", "sluice/ledger~1", "sluice/ledger"))
                let push = try signed.test.start(["git", "push", "-q", "origin", "sluice/ledger"]).wait()
                #expect(push.status != 0, "\(kind) \(number) was taken")
                #expect(push.errors.contains(paths[number]), "\(kind) \(number): \(push.errors)")
            }
        }
        try signed.forAWhile {
            for forgery in forgeries { try signed.forge(forgery.record, forgery.signature) }
            let audit = try signed.test.sluice("audit").output
            for path in paths { #expect(audit.contains(path), "\(kind) \(path): \(audit)") }
        }
    }
}
