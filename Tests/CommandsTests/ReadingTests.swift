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
            "gate deploy 1.0 --env test",
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

    @Test("who asks whether something may be deployed need not say who will: two approvals are enough for anybody")
    func asksForNobody() throws {
        let repository = try TestRepository()
        try repository.makeLedger(policy: DeployTests.policy)
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: first")
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        try #require(
            try repository.sluice("deploy", "1.0", "--env", "test", "--", "true", person: .manager).status == 0)
        try repository.git("config", "user.useConfigOnly", "true")
        let nobody = ["GIT_COMMITTER_NAME": "", "GIT_COMMITTER_EMAIL": ""]
        let clear = { (person: [String: String]) in
            let words = ["approve", "--env", "production", "--release", "1.0"]
            return try repository.start([Places.program] + words, environment: person).wait().status
        }
        #expect(try clear(["GIT_COMMITTER_NAME": "Olga", "GIT_COMMITTER_EMAIL": "olga@example.org"]) == 0)
        let one = try repository.sluice("gate", "deploy", "1.0", "--env", "production", environment: nobody)
        #expect(one.status == 1 && one.output.contains("only Olga approved, who may be the one who deploys"))
        #expect(try clear(["GIT_COMMITTER_NAME": "Rene", "GIT_COMMITTER_EMAIL": "rene@example.org"]) == 0)
        #expect(try repository.sluice("gate", "deploy", "1.0", "--env", "production", environment: nobody).status == 0)
    }
}
