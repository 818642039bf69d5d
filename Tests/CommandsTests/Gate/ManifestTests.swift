import TestSupport
import Testing

/// What the manifest of a tagged release says of items that a line of releases has only a part of.
@Suite struct ManifestTests {
    private let repository: TestRepository

    /// v1.0.0, from which `line` goes on; then three commits of RFC-2 on `main`.
    init() throws {
        repository = try TestRepository()
        try repository.commit("RFC-1: one", files: ["a": "1\n"])
        try repository.tag("v1.0.0")
        try repository.branch("line")
        for name in ["b", "c", "d"] { try repository.commit("RFC-2: \(name)", files: [name: "1\n"]) }
        try repository.makeLedger()
        try repository.addItems(["RFC-1", "RFC-2"])
    }

    /// Carries commits over to `line`, and makes a release of it.
    private func release(_ commits: String...) throws -> String {
        try repository.checkout("line")
        for commit in commits { try repository.git("cherry-pick", commit) }
        for command in [
            ["release", "new", "1.0.1", "--target", "line"], ["release", "add", "1.0.1", "RFC-2"],
            ["approve", "--all", "--release", "1.0.1"], ["tag", "1.0.1"],
        ] {
            repository.person = command[0] == "approve" ? .tester : .developer
            let result = try repository.run(command)
            try #require(result.status == 0, "\(command): \(result.output)\(result.errors)")
        }
        return try repository.git("grep", "-h", "\"kind\":\"manifest\"", "sluice/ledger")
    }

    @Test func tellsWhatIsPartlyBackported() throws {
        let manifest = try release("main", "main~1")
        #expect(manifest.contains("\"partly\":[{\"item\":\"RFC-2\",\"present\":2,\"total\":3}]"), "\(manifest)")
        let log = try repository.sluice("log", "1.0.1").output
        #expect(log.contains("partly backported: 2 of 3 commits"))
    }

    @Test func saysNothingOfWhatIsWhole() throws {
        let manifest = try release("main", "main~1", "main~2")
        #expect(!manifest.contains("partly"))
        #expect(try !repository.sluice("log", "1.0.1").output.contains("partly"))
    }
}
