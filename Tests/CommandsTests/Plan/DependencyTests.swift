import Foundation
import TestSupport
import Testing

/// `depends-on`, `release deps` and the gate rule `dependency`.
@Suite("dependencies of items and releases") struct DependencyTests {
    private let repository: TestRepository

    /// 1.0 plans TASK-1, 2.0 plans TASK-2; both are on main.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + "\n[configuration-item \"billing\"]\n\tpath = billing/**\n")
        try repository.addItems(["TASK-1", "TASK-2", "TASK-3"])
        try repository.commit("TASK-1: first", files: ["billing/code.c": "1\n"])
        try repository.git("branch", "one")
        try repository.commit("TASK-2: second", files: ["billing/code.c": "2\n"])
        try #require(try repository.sluice("release", "new", "1.0", "--target", "one").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "TASK-1").status == 0)
        try #require(try repository.sluice("release", "new", "2.0").status == 0)
        try #require(try repository.sluice("release", "add", "2.0", "TASK-2").status == 0)
    }

    private func depend(_ item: String, on others: String) throws {
        let result = try repository.sluice("task", "edit", item, "--depends-on", others)
        try #require(result.status == 0, "\(result.errors)")
    }

    @Test("an open release after the one that has what it needs, with an order")
    func ordersReleases() throws {
        try depend("TASK-1", on: "TASK-2")
        let result = try repository.sluice("release", "deps")
        #expect(result.status == 0)
        #expect(
            result.output == """
                order of deployment
                  1. 2.0
                  2. 1.0

                needs
                  1.0 after 2.0: TASK-1 depends on TASK-2

                the same configuration item
                  billing: 1.0, 2.0

                """)
        let one = try repository.sluice("release", "deps", "2.0")
        #expect(one.output.contains("  1. 2.0\n") && !one.output.contains("TASK-1 depends"))
    }

    @Test("circles and missing items are shown in every form, with status 1")
    func tellsCirclesAndGaps() throws {
        try depend("TASK-1", on: "TASK-2, TASK-3")
        try depend("TASK-2", on: "TASK-1")
        for (form, text) in [
            (
                "text",
                "  1.0: TASK-1 depends on TASK-3, which no open or earlier release has\n  1.0, 2.0 need each other\n"
            ),
            ("json", #""sound": false"#), ("dot", "\"1.0\" -> \"TASK-3\" [label=\"TASK-1, missing\", color=red];"),
        ] {
            let result = try repository.sluice("release", "deps", "--format", form)
            #expect(result.status == 1 && result.output.contains(text), "\(result.output)")
        }
    }

    @Test("the gate is shut until what it needs is in the release or in one before")
    func shutsTheGate() throws {
        try depend("TASK-2", on: "TASK-1")
        try repository.sluice("release", "add", "2.0", "TASK-1")
        try repository.sluice("approve", "--all", "--release", "2.0", person: .tester)
        #expect(try repository.gate("2.0", status: 0).open)
        try repository.sluice("release", "drop", "2.0", "TASK-1", "-m", "it is in 1.0")
        #expect(try repository.gate("2.0", status: 1).codes == ["stowaway", "dependency"])
        try repository.sluice("approve", "--all", "--release", "1.0", person: .tester)
        try #require(try repository.sluice("tag", "1.0").status == 0)
        #expect(try repository.gate("2.0", status: 0).open)
    }

    @Test("an item is told in any writing, and has to be known; an empty value takes the dependency away")
    func checksItems() throws {
        #expect(try repository.sluice("task", "edit", "TASK-1", "--depends-on", "TASK-9").status == 1)
        #expect(try repository.sluice("task", "edit", "TASK-1", "--depends-on", "soon").status == 2)
        try depend("TASK-1", on: "TASK-3 TASK-2,TASK-2")
        #expect(try repository.sluice("task", "show", "TASK-1").output.contains("TASK-2, TASK-3"))
        try depend("TASK-1", on: "")
        #expect(try repository.sluice("release", "deps").output.contains("depends") == false)
    }

    @Test("a release on an older line does not have what a newer one was released with")
    func heedsLines() throws {
        try depend("TASK-1", on: "TASK-2")
        try repository.sluice("approve", "--all", "--release", "1.0", person: .tester)
        #expect(try repository.gate("1.0", status: 1).findings.map(\.found) == ["it is planned in 2.0"])
    }
}
