import Changes
import Foundation
import Git
import Ledger
import TestSupport
import Testing

/// Items need no signature under `required = decisions`: what anybody can write of them opens no gate.
@Suite("Unsigned words about items")
struct UnsignedItemTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }

    private static let policy = """
        [item "RFC"]
            kind = rfc
        [item "INCIDENT"]
            kind = incident
        [board]
            normal = cab
        [role "cab"]
            member = rene

        """

    /// 1.0.0 has RFC-1, which Quinn signed off; the board of normal RfCs is Rene.
    init() throws {
        signed = try SignedRepository(more: Self.policy + "[ledger]\n needs = 2\n")
        try test.git("commit", "--quiet", "--amend", "--message", "RFC-1: first")
        try sluice("dana", "rfc", "add", "RFC-1", "--title", "First", "--risk", "high", "--type", "normal")
        try sluice("dana", "release", "drop", "1.0.0", "TASK-1", "--reason", "x")
        try sluice("dana", "release", "add", "1.0.0", "RFC-1")
        try sluice("quinn", "approve", "RFC-1", "--release", "1.0.0", "--role", "qa")
    }

    @discardableResult
    private func sluice(_ name: String, _ words: String..., status: Int32 = 0) throws -> CommandResult {
        try signed.use(name)
        let result = try test.start([Places.program] + words, person: Person(name: name, email: "\(name)@example.org"))
            .wait()
        try #require(result.status == status, "\(words): \(result.output)\(result.errors)")
        return result
    }

    /// As somebody without a key.
    private func mallory(_ words: String...) throws -> CommandResult {
        _ = try test.tryGit("config", "--unset", "user.signingkey")
        return try test.start(
            [Places.program] + words, person: Person(name: "Mallory", email: "mallory@evil.example")
        ).wait()
    }

    private func open() throws {
        try sluice("rene", "approve", "RFC-1", "--release", "1.0.0", "--role", "cab")
        let gate = try signed.gate()
        try #require(gate.status == 0, "\(gate.output)")
    }

    @Test("T57: what a member of the board rejected, another one answers, once a further change is on top")
    func answersTheBoardsRejection() throws {
        try signed.use("dana")
        let more = Self.policy.replacing("member = rene", with: "member = rene\n    member = quinn")
        try signed.edit(more + "[ledger]\n needs = 2\n")
        try sluice("rene", "reject", "RFC-1", "--release", "1.0.0", "--role", "cab", "--note", "too risky")
        let shut = try signed.gate().output
        #expect(shut.contains("rene rejected it: too risky") && shut.contains("--role cab  (by rene)"), "\(shut)")
        let name = try #require(shut.components(separatedBy: "--role cab --answers ").last?.prefix(8))
        try test.commit("RFC-1: less risky", files: ["less": "1\n"])
        try sluice("quinn", "approve", "RFC-1", "--release", "1.0.0", "--role", "qa")
        try sluice("quinn", "approve", "RFC-1", "--release", "1.0.0", "--role", "cab", "--answers", String(name))
        let open = try signed.gate()
        #expect(open.status == 0, "\(open.output)")
    }

    @Test("T19: a type that asks no board makes the sign-off stale; signed off in view of it, it counts")
    func dodgesNoBoard() throws {
        #expect(try signed.gate().output.contains("approval by cab"))
        #expect(try mallory("rfc", "edit", "RFC-1", "--type", "standard").status == 0, "editing takes no key")
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("quinn approved it before type changed"), "\(gate.output)")
        try sluice("quinn", "approve", "RFC-1", "--release", "1.0.0", "--role", "qa")
        #expect(try signed.gate().status == 0)
    }

    @Test("risk removed after the board authorised it: asked again; put back: authorised")
    func bindsTheBoard() throws {
        try open()
        #expect(try mallory("rfc", "edit", "RFC-1", "--risk", "").status == 0)
        #expect(try signed.gate().output.contains("rene approved it before risk changed"))
        #expect(try mallory("rfc", "edit", "RFC-1", "--risk", "high").status == 0)
        #expect(try signed.gate().status == 0)
        #expect(try mallory("rfc", "edit", "RFC-1", "--priority", "low").status == 0)
        #expect(try signed.gate().status == 0, "no rule reads the priority")
    }

    @Test("who asked for it does not authorise it after an edit that names somebody else")
    func keepsRequesters() throws {
        #expect(try mallory("rfc", "edit", "RFC-1", "--requester", "R. M. <RENE@example.org>").status == 0)
        #expect(try mallory("rfc", "edit", "RFC-1", "--requester", "Else <else@example.org>").status == 0)
        let refused = try sluice("rene", "approve", "RFC-1", "--release", "1.0.0", "--role", "cab", status: 1)
        #expect(refused.errors.contains("asked for RFC-1 and cannot authorise it"))
    }

    @Test("T60: a stranger names the whole board as requesters: an administrator says who asked, and it may authorise")
    func freesTheBoard() throws {
        try open()
        for name in ["rene", "quinn"] {
            #expect(try mallory("rfc", "edit", "RFC-1", "--requester", name).status == 0)
        }
        let shut = try signed.gate()
        #expect(shut.status == 1 && shut.output.contains("only rene approved, who asked for it"), "\(shut.output)")
        #expect(shut.output.contains("sluice rfc edit RFC-1 --requester <name>  (by an administrator"))
        let refused = try sluice("rene", "approve", "RFC-1", "--release", "1.0.0", "--role", "cab", status: 1)
        #expect(refused.errors.contains("`sluice rfc edit RFC-1 --requester <name>`"), "\(refused.errors)")
        // Others, with a key or without one, free nobody.
        try sluice("quinn", "rfc", "edit", "RFC-1", "--requester", "Carla Customer")
        #expect(try signed.gate().output.contains("who asked for it"))
        try sluice("dana", "rfc", "edit", "RFC-1", "--requester", "Carla Customer")
        try sluice("quinn", "approve", "RFC-1", "--release", "1.0.0", "--role", "qa")
        try sluice("rene", "approve", "RFC-1", "--release", "1.0.0", "--role", "cab")
        let open = try signed.gate()
        #expect(open.status == 0, "\(open.output)")
        // What somebody signed stays.
        try test.git("config", "sluice.sign", "true")
        try sluice("quinn", "rfc", "edit", "RFC-1", "--requester", "rene")
        try sluice("dana", "rfc", "edit", "RFC-1", "--requester", "Carla Customer")
        let kept = try signed.gate().output
        #expect(kept.contains("only rene approved, who asked for it") && !kept.contains("--requester"), "\(kept)")
    }

    @Test("T60: an administrator who is on the board does not free themself")
    func freesNobodyByThemself() throws {
        try signed.use("dana")
        let more = Self.policy.replacing("member = rene", with: "member = dana").replacing("RFC", with: "RFC")
        try signed.edit(more + "[ledger]\n needs = 2\n")
        try test.git("commit", "--quiet", "--amend", "--message", "RFC-1: first", "--author", "Else <e@example.org>")
        #expect(try mallory("rfc", "edit", "RFC-1", "--requester", "dana").status == 0)
        try sluice("dana", "rfc", "edit", "RFC-1", "--requester", "Carla Customer")
        let refused = try sluice("dana", "approve", "RFC-1", "--release", "1.0.0", "--role", "cab", status: 1)
        #expect(refused.errors.contains("dana asked for RFC-1 and cannot authorise it"), "\(refused.errors)")
    }

    @Test(
        "T58: a record of before all others makes no task of an RfC: its board is asked as before",
        arguments: [true, false])
    func keepsTheNoun(isAuthorised: Bool) throws {
        if isAuthorised { try open() }
        let item = try #require(ItemID("RFC-1"))
        try signed.forge(
            Record(
                at: Timestamp(seconds: 1), by: .init(name: "Mallory", email: "mallory@evil.example"),
                repository: signed.reader.identity, after: [],
                statement: .item(.init(item: item, noun: .task, set: [.title: "First"]))))
        let gate = try signed.gate()
        #expect(isAuthorised ? gate.status == 0 : gate.output.contains("approval by cab"), "\(gate.output)")
        #expect(try test.sluice("rfc", "list").output.contains("RFC-1"))
    }

    @Test("T20: what holds a release is closed by a signature of somebody who may, and by nothing else")
    func endsNoHold() throws {
        try open()
        #expect(try mallory("incident", "add", "--title", "Orders are lost").status == 0)
        try sluice("dana", "release", "hold", "1.0.0", "INCIDENT-1", "--reason", "first")
        #expect(try signed.gate().status == 1)
        #expect(try mallory("incident", "close", "INCIDENT-1").status != 0)
        let item = try #require(ItemID("INCIDENT-1"))
        let record = Record(
            at: Timestamp(seconds: Int64(test.time)), by: .init(name: "quinn", email: "quinn@example.org"),
            repository: try signed.reader.identity, after: [],
            statement: .item(.init(item: item, noun: .incident, set: [.state: "closed"])))
        try signed.forge(record)
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("quinn closed it without the signature"), "\(gate.output)")
        try sluice("quinn", "incident", "close", "INCIDENT-1")
        #expect(try signed.gate().status == 0)
        #expect(try mallory("incident", "edit", "INCIDENT-1", "--state", "open").status == 0)
        #expect(try signed.gate().status == 1, "anybody may say that it is open")
        try sluice("dana", "incident", "close", "INCIDENT-1")
        #expect(try signed.gate().status == 0, "who held the release by it ends that")
    }

    @Test("a person of the policy without any role closes nothing that holds")
    func asksForTheRight() throws {
        try open()
        try signed.makeKey("dave")
        try sluice("dana", "incident", "add", "--title", "Orders are lost")
        try signed.use("dana")
        try signed.edit(
            Self.policy + "[ledger]\n needs = 2\n[person \"dave\"]\n email = dave@example.org\n key = "
                + signed.publicKey("dave"))
        try sluice("quinn", "release", "hold", "1.0.0", "INCIDENT-1", "--reason", "first")
        let refused = try sluice("dave", "incident", "close", "INCIDENT-1", status: 1)
        #expect(refused.errors.contains("INCIDENT-1 holds release 1.0.0, and dave <dave@example.org> may not close it"))
        let item = try #require(ItemID("INCIDENT-1"))
        let record = Record(
            at: Timestamp(seconds: Int64(test.time)), by: .init(name: "dave", email: "dave@example.org"),
            repository: try signed.reader.identity, after: [],
            statement: .item(.init(item: item, noun: .incident, set: [.state: "closed"])))
        try signed.forge(record, signed.signature(of: record, by: "dave", namespace: "item@sluice"))
        #expect(try signed.gate().status == 1)
    }

    @Test("a sign-off that does not say what it rests on is asked for once more; a tagged release for none")
    func asksForOneRenewal() throws {
        try sluice("dana", "release", "new", "1.1.0")
        try sluice("dana", "release", "add", "1.1.0", "RFC-1")
        let before = try signed.approval(release: "1.1.0", item: "RFC-1")
        try signed.forge(before, signed.signature(of: before, by: "quinn"))
        let renewal = "sluice approve RFC-1 --release 1.1.0 --role qa"
        let gate = try signed.gate("1.1.0")
        #expect(gate.status == 1 && gate.output.contains(renewal), "\(gate.output)")
        try sluice("quinn", "approve", "RFC-1", "--release", "1.1.0", "--role", "qa")
        #expect(try !signed.gate("1.1.0").output.contains(renewal))
        try open()
        try sluice("dana", "tag", "1.0.0")
        #expect(try signed.gate().status == 0)
    }
}
