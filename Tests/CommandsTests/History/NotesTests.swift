import TestSupport
import Testing

@Suite struct NotesTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("start")
        try repository.tag("v1.0.0")
    }

    private func plan() throws {
        try succeed("init", "--no-hooks")
        try succeed("rfc", "add", "RFC-1", "--title", "Faster login", "--type", "emergency")
        try succeed("rfc", "add", "RFC-2", "--title", "A setting at the provider")
        try succeed("task", "add", "TASK-1", "--title", "Cache sessions", "--rfc", "RFC-1")
        try succeed("task", "add", "TASK-2", "--title", "*Bold* <script> [x](http://evil) @all #12")
        try succeed("release", "new", "1.1.0")
        try repository.commit("TASK-1: cache\n\nTask: TASK-2")
        try repository.commit("RFC-1: measure")
        try repository.commit("TASK-9: not known")
        try repository.commit("1. nothing | **of** it")
    }

    private func succeed(_ arguments: String...) throws {
        let result = try repository.run(arguments)
        guard result.status == 0 else { throw CommandFailure(result: result) }
    }

    @Test func groupsTasksBeneathTheirRfC() throws {
        try plan()
        try succeed("release", "collect", "1.1.0")
        try succeed("release", "add", "1.1.0", "RFC-2", "--without-commits")
        try expectSnapshot(repository.run(["notes", "1.1.0"]), named: "notes")
        try expectSnapshot(repository.run(["notes", "1.1.0", "--json"]), named: "notes-json")
    }

    @Test func areTheSameForTheSameInput() throws {
        try plan()
        let first = try repository.run(["notes", "1.1.0"])
        for _ in 0..<3 { #expect(try repository.run(["notes", "1.1.0"]).output == first.output) }
        let json = try repository.run(["notes", "1.1.0", "--json"])
        for _ in 0..<3 { #expect(try repository.run(["notes", "1.1.0", "--json"]).output == json.output) }
    }

    @Test func takeTitlesFromSubjectsBeforeInit() throws {
        try repository.commit("KEY-7 - [module] do something")
        try repository.commit("KEY-7: and more")
        try repository.tag("v1.1.0")
        let result = try repository.run(["notes", "v1.1.0"] + readingOptions)
        let ids = try repository.git("log", "--format=%h", "--abbrev=10").split(separator: "\n")
        #expect(
            result.output == """
                # Release 1.1.0

                1.1.0 ← v1.0.0 (next lower version): 2 commits.

                ## Items

                - **KEY-7** \\[module\\] do something (\(ids[0]), \(ids[1]))

                """)
    }

    @Test func areOfReleasesOnly() throws {
        #expect(try repository.run(["notes", "main"] + readingOptions).status == 2)
        #expect(try repository.run(["notes", "3.0.0"] + readingOptions).status == 3)
    }
}
