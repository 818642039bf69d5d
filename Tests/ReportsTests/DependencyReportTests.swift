import Changes
import Ledger
import Testing

@testable import Releases
@testable import Reports

/// `release deps`: how open releases hang together, as text, JSON and a graph.
@Suite("dependencies of releases") struct DependencyReportTests {
    private func item(_ number: Int) -> ItemID { ItemID(key: "TASK", number: number) }

    private func release(
        _ version: String, needs: [DependencyFacts.Dependency] = [], cycles: [[ItemID]] = []
    ) throws -> SampleRelease {
        var release = try SampleRelease(version)
        release.dependencies = DependencyFacts(needs, cycles: cycles)
        return release
    }

    private func versions(_ texts: String...) throws -> [Version] { try texts.map { try #require(Version($0)) } }

    private func report(
        _ releases: SampleRelease..., touched: [String: Set<String>] = [:], only: String? = nil
    ) throws -> ReleaseDependencies {
        let touched = try touched.map { (try #require(Version($0)), $1) }
        return ReleaseDependencies(
            try releases.map { try $0.facts }, touched: Dictionary(uniqueKeysWithValues: touched),
            only: only.flatMap { Version($0) })
    }

    private func text(_ report: ReleaseDependencies) -> String { DependencyText(report).text(palette: .plain) }

    /// 1.0 needs what 2.0 has, both touch billing; 3.0 needs nothing.
    private func sound(only: String? = nil) throws -> ReleaseDependencies {
        let need = DependencyFacts.Dependency(item: item(1), on: item(2), place: .elsewhere(try versions("2.0")))
        return try report(
            release("1.0", needs: [need]), release("2.0"), release("3.0"),
            touched: ["1.0": ["billing", "shop"], "2.0": ["billing"], "3.0": []], only: only)
    }

    /// 1.0 and 2.0 need each other, and 1.0 an item that no release has.
    private func unsound() throws -> ReleaseDependencies {
        let needs = [
            DependencyFacts.Dependency(item: item(1), on: item(2), place: .elsewhere(try versions("2.0"))),
            .init(item: item(1), on: item(3), place: .nowhere),
        ]
        let back = DependencyFacts.Dependency(item: item(2), on: item(1), place: .elsewhere(try versions("1.0")))
        return try report(
            release("1.0", needs: needs, cycles: [[item(1), item(2)], [item(4)]]), release("2.0", needs: [back]))
    }

    @Test("an order of deployment, with what it follows from, and the configuration items that several touch")
    func showsTheOrder() throws {
        #expect(
            text(try sound()) == """
                order of deployment
                  1. 2.0
                  2. 1.0
                  3. 3.0

                needs
                  1.0 after 2.0: TASK-1 depends on TASK-2

                the same configuration item
                  billing: 1.0, 2.0

                """)
    }

    @Test("of one release only what it needs or shares")
    func showsOneRelease() throws {
        let one = text(try sound(only: "3.0"))
        #expect(one == "order of deployment\n  1. 3.0\n")
        let two = text(try sound(only: "2.0"))
        #expect(two.contains("  1. 2.0\n") && two.contains("billing: 1.0, 2.0") && !two.contains("TASK-1"))
        #expect(text(try sound(only: "1.0")).contains("1.0 after 2.0: TASK-1 depends on TASK-2"))
    }

    @Test func showsWhatIsInTheWay() throws {
        let unsound = try unsound()
        #expect(!unsound.isSound)
        #expect(
            text(unsound).hasSuffix(
                """
                in the way
                  1.0: TASK-1 depends on TASK-3, which no open or earlier release has
                  1.0, 2.0 need each other
                  TASK-1, TASK-2 depend on each other
                  TASK-4 depends on itself

                """), "\(text(unsound))")
        #expect(try sound().isSound && text(self.report()).isEmpty)
    }

    @Test func writesJSON() throws {
        #expect(
            JSONText.line(DependencyDocument(try sound())) == """
                {"cycles":[],"itemCycles":[],"needs":[{"item":"TASK-1","on":"TASK-2","release":"1.0","releases":["2.0"]}],\
                "order":["2.0","1.0","3.0"],"releases":["1.0","2.0","3.0"],\
                "shared":[{"configurationItem":"billing","releases":["1.0","2.0"]}],"sound":true}

                """)
        let unsound = JSONText.line(DependencyDocument(try unsound()))
        #expect(
            unsound.contains(#""cycles":[["1.0","2.0"]],"itemCycles":[["TASK-1","TASK-2"],["TASK-4"]]"#), "\(unsound)")
        #expect(unsound.contains(#"{"item":"TASK-1","on":"TASK-3","release":"1.0","releases":[]}"#))
        #expect(unsound.contains(#""sound":false"#))
    }

    @Test("a graph has a box for each release, arrows to what comes before, and names of others in quotes")
    func writesGraphviz() throws {
        #expect(
            DependencyGraphviz(try sound()).text == """
                digraph releases {
                    rankdir=RL;
                    "1.0" [shape=box];
                    "2.0" [shape=box];
                    "3.0" [shape=box];
                    "1.0" -> "2.0" [label="TASK-1 → TASK-2"];
                    "1.0" -> "billing" [dir=none, style=dashed];
                    "2.0" -> "billing" [dir=none, style=dashed];
                }

                """)
        #expect(
            DependencyGraphviz(try unsound()).text.contains(
                "    \"1.0\" -> \"TASK-3\" [label=\"TASK-1, missing\", color=red];\n"))
        let hostile = try report(
            release("1.0"), release("2.0"), touched: ["1.0": ["a\"b\\c\u{1B}"], "2.0": ["a\"b\\c\u{1B}"]])
        #expect(DependencyGraphviz(hostile).text.contains(#""1.0" -> "a\"b\\c<U+001B>" [dir=none"#))
    }
}
