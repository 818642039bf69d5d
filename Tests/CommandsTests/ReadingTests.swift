import TestSupport
import Testing

/// Commands that only show something, where Git knows nobody.
@Suite("reading without a name") struct ReadingTests {
    @Test func needsNoName() throws {
        let repository = try TestRepository()
        try repository.makeLedger(policy: DeployTests.policy)
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: first")
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        try repository.git("config", "user.useConfigOnly", "true")
        repository.variables = ["GIT_COMMITTER_NAME": "", "GIT_COMMITTER_EMAIL": ""]
        let commands = [
            "board 1.0 --text", "board 1.0 --json", "calendar", "window list", "deploy list", "gate tag 1.0",
            "release list", "release show 1.0", "release deps 1.0", "rfc list", "rfc show RFC-1", "journal",
            "log 1.0", "which HEAD", "config 1.0", "kpi", "cube", "notes 1.0", "policy show", "policy check",
            "test list --release 1.0", "audit", "doctor", "evidence 1.0 -o e.tar",
        ]
        for command in commands {
            let result = try repository.start([Places.program] + command.split(separator: " ").map(String.init)).wait()
            #expect(!result.errors.contains("who you are"), "\(command): \(result.errors)")
            #expect(result.status < 3, "\(command): \(result.output)\(result.errors)")
        }
    }
}
