import TestSupport
import Testing

/// The rules `board`, `plan` and `incident`, through the built command.
@Suite("gate rules of planning") struct PlanningRuleTests {
    private let repository: TestRepository

    /// RFC-1, a normal one that Rene asked for, in 1.0, approved by QA; boards for normal and emergency RfCs.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [item "INCIDENT"]
                    kind = incident
                [board]
                    normal = cab
                    emergency = ecab
                [plan]
                    back-out = required
                [role "cab"]
                    member = carla@example.org
                    member = rene@example.org
                """)
        try repository.as(.manager) {
            try #require(
                try repository.sluice("rfc", "add", "RFC-1", "--title", "Pay", "--back-out-plan", "switch it off")
                    .status == 0)
        }
        try repository.commit("RFC-1: first")
        try #require(try repository.sluice("release", "new", "1.0").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "RFC-1").status == 0)
        try #require(
            try repository.sluice("approve", "--all", "--role", "qa", "--release", "1.0", person: .tester).status == 0)
    }

    private var carla: [String: String] {
        ["GIT_COMMITTER_NAME": "Carla Board", "GIT_COMMITTER_EMAIL": "carla@example.org"]
    }

    @Test("a normal RfC needs the board that the policy names, and tells its conditions")
    func asksTheBoard() throws {
        let shut = try repository.gate(status: 1)
        #expect(shut.codes == ["board"] && shut.findings[0].found == "none")
        let approved = try repository.sluice(
            "approve", "RFC-1", "--role", "cab", "--condition", "after the closing of the books", environment: carla)
        #expect(approved.status == 0, "\(approved.errors)")
        let gate = try repository.sluice("gate", "tag", "1.0")
        #expect(gate.status == 0)
        #expect(gate.output.contains("  condition of cab for RFC-1: after the closing of the books\n"))
    }

    @Test("a board decides about the change: more commits leave its word as it is, but not that of QA")
    func doesNotBindTheBoardToCommits() throws {
        try repository.sluice("approve", "RFC-1", "--role", "cab", environment: carla)
        try repository.commit("RFC-1: more")
        #expect(try repository.gate(status: 1).codes == ["stale"])
    }

    @Test("who asked for it does not authorise it, nor does who is not of the board")
    func refusesOthers() throws {
        let own = try repository.sluice("approve", "RFC-1", "--role", "cab", person: .manager)
        #expect(own.status == 1 && own.errors.contains("Rene Manager asked for RFC-1 and cannot authorise it"))
        let stranger = try repository.sluice("approve", "RFC-1", "--role", "cab", person: .tester)
        #expect(stranger.status == 1 && stranger.errors.contains("may not speak for cab"))
        #expect(try repository.gate(status: 1).codes == ["board"])
    }

    @Test("a board's rejection shuts the gate, and its author takes it back")
    func heedsRejections() throws {
        try repository.sluice("reject", "RFC-1", "--role", "cab", "--note", "not in December", environment: carla)
        #expect(try repository.gate(status: 1).findings.map(\.found) == ["Carla Board rejected it: not in December"])
        try repository.sluice("approve", "RFC-1", "--role", "cab", environment: carla)
        #expect(try repository.gate(status: 0).open)
    }

    @Test("the type decides: standard RfCs need no board and no plan, emergencies their own board")
    func dependsOnTheType() throws {
        try repository.sluice("rfc", "edit", "RFC-1", "--type", "emergency", "--back-out-plan", "")
        #expect(try repository.gate(status: 1).codes == ["board", "plan"])
        // Nobody is named for ecab, so that it is open to anyone who did neither ask for it nor work on it.
        try repository.sluice("approve", "RFC-1", "--role", "ecab", person: .tester)
        #expect(try repository.gate(status: 1).codes == ["plan"])
        try repository.sluice("rfc", "edit", "RFC-1", "--type", "standard")
        #expect(try repository.gate(status: 0).open)
    }

    @Test("an incident that is held against the release shuts its gate as long as it is open")
    func holdsReleases() throws {
        try repository.sluice("approve", "RFC-1", "--role", "cab", environment: carla)
        try repository.sluice("incident", "add", "INCIDENT-1", "--title", "Orders get lost")
        let held = try repository.sluice("release", "hold", "1.0", "INCIDENT-1", "-m", "orders")
        #expect(held.output == "INCIDENT-1 holds 1.0 while it is open.\n")
        #expect(try repository.gate(status: 1).findings.map(\.found) == ["it is open: Orders get lost"])
        #expect(try repository.sluice("release", "show", "1.0").output.contains("held by INCIDENT-1: Orders get lost"))
        #expect(
            try repository.sluice("release", "hold", "1.0", "INCIDENT-1", "-m", "x").errors.contains("nothing changes"))
        try repository.sluice("incident", "close", "INCIDENT-1")
        #expect(try repository.gate(status: 0).open)
        try repository.sluice("incident", "edit", "INCIDENT-1", "--state", "open")
        try repository.sluice("release", "unhold", "1.0", "INCIDENT-1", "-m", "of the old version")
        #expect(try repository.gate(status: 0).open)
        let task = try repository.sluice("release", "hold", "1.0", "RFC-1", "-m", "x")
        #expect(task.status == 2 && task.errors.contains("RFC-1 is an RfC, and holds no release"))
    }

    @Test("a release has a manager and a type")
    func plansManagerAndType() throws {
        let changed = try repository.sluice("release", "new", "1.0", "--manager", "Rene", "--type", "emergency")
        #expect(changed.output.hasPrefix("Changed the plan of 1.0"))
        #expect(try repository.sluice("release", "show", "1.0").output.contains("managed by Rene, emergency"))
        #expect(try repository.sluice("release", "show", "1.0", "--json").output.contains(#""type": "emergency""#))
        #expect(try repository.sluice("release", "new", "1.0", "--manager", "Rene").errors.contains("nothing changes"))
    }
}
