import Testing

@testable import Ledger

/// Ladders that a policy may define, and those that would be of no use.
@Suite struct StatusEngineTests {
    private func policy(_ text: String) throws -> Policy {
        try Policy(text: Array((PolicyExample.least + text).utf8), version: 2)
    }

    private static let own = """
        [status]
        \tprofile = own
        [status "doing"]
        \tclass = build
        \tlabel = Doing
        [status "checking"]
        \tclass = accept
        \tguard = linked
        [status "ready"]
        \tclass = approved
        \tguard = signed-off
        \trole = qa

        """

    @Test("the default is the ladder of the design")
    func isITILsLadderByDefault() throws {
        let engine = try policy("").statuses
        #expect(
            engine.rungs.map(\.label) == [
                "Developing", "Ready for Review", "Ready for Integration", "Ready for Integration Test",
                "Ready for Acceptance Test", "Ready for Production", "Ready to be Closed", "Closed",
            ])
        #expect(engine.rungs.map(\.statusClass) == StatusClass.ladder)
    }

    @Test func takesALadderOfItsOwn() throws {
        let engine = try policy(Self.own).statuses
        #expect(engine.rungs.map(\.id) == ["doing", "checking", "ready"])
        #expect(engine.rungs[2].guards == [.signedOff] && engine.rungs[2].roles == ["qa"])
        #expect(engine.rungs[1].label == "checking")
    }

    @Test("what the policy says of a guard or role takes the place of the profile's")
    func replacesLists() throws {
        let text = "[status \"ready-for-production\"]\n\tguard = signed-off\n\tguard = linked\n\trole = boss\n"
        let status = try policy(text).statuses["ready-for-production"]
        #expect(status?.guards == [.signedOff, .linked] && status?.roles == ["boss"])
    }

    @Test(
        "a ladder on which no item could begin or arrive is refused",
        arguments: [
            ("[status]\n\tprofile = own\n", StatusFault.noStatus),
            ("[status \"developing\"]\n\tguard = linked\n", .firstHasGuards("developing")),
            ("[status \"developing\"]\n\tdisabled = true\n", .firstHasGuards("ready-for-review")),
            ("[status \"developing\"]\n\tclass = review\n", .firstIsNotBuild("developing")),
            (
                "[status \"ready-for-integration\"]\n\tclass = build\n",
                .classFalls("ready-for-integration", after: "ready-for-review")
            ),
            ("[status \"ready-for-production\"]\n\tdisabled = true\n", .noApproved),
            (
                "[status \"ready-for-production\"]\n\tguard = deployed\n",
                .approvedNeverReached("ready-for-production", .deployed)
            ),
            ("[status \"ready-for-review\"]\n\tguard = settled\n", .approvedNeverReached("ready-for-review", .settled)),
            ("[status \"closed\"]\n\tlabel = developing\n", .sameLabel("developing", "closed")),
        ])
    func refusesUselessLadders(_ text: String, _ fault: StatusFault) throws {
        #expect(throws: PolicyProblem.unusableStatuses(fault)) { try policy(text) }
    }

    @Test("statuses that the profile does not have, and a profile behind them, are refused with the line")
    func refusesOtherStatuses() throws {
        #expect(throws: PolicyProblem.self) { try policy("[status \"doing\"]\n\tlabel = Doing\n") }
        #expect(throws: PolicyProblem.self) {
            try policy("[status \"closed\"]\n\tlabel = Done\n[status]\n\tprofile = free\n")
        }
        #expect(throws: PolicyProblem.self) { try policy("[status \"withdrawn\"]\n\tlabel = Gone\n") }
    }

    @Test("an ID keeps its class for good, and one of a policy's own does not come back")
    func refusesReusedIDs() throws {
        let itil = try policy("").statuses
        let own = try policy(Self.own).statuses
        let shorter = try policy(
            Self.own.replacing("[status \"checking\"]\n\tclass = accept\n\tguard = linked\n", with: "")
        ).statuses
        let other = try policy("[status \"ready-for-review\"]\n\tclass = build\n").statuses
        #expect(own.reused(after: [itil]) == nil && itil.reused(after: [itil, own]) == nil)
        #expect(own.reused(after: [own, shorter])?.id == "checking")
        #expect(other.reused(after: [itil])?.id == "ready-for-review")
    }

    @Test("a status is found by its ID, its label, or how it begins")
    func findsStatusesByName() {
        let engine = StatusEngine()
        #expect(engine.statuses(named: "Ready for Review").map(\.id) == ["ready-for-review"])
        #expect(engine.statuses(named: "CLOSED").map(\.id) == ["closed"])
        #expect(engine.statuses(named: "dev").map(\.id) == ["developing"])
        #expect(engine.statuses(named: "withdrawn").map(\.id) == ["withdrawn"])
        #expect(engine.statuses(named: "ready").count == 6 && engine.statuses(named: "done").isEmpty)
    }
}
