import Ledger
import TestSupport
import Testing

@Suite("Commits of bots")
struct AuthorExemptionTests {
    private static let section =
        "\n[exempt \"dependabot\"]\n    author = dependabot[bot]\n    path = package-lock.json\n"

    private func commit(_ repository: TestRepository, _ name: String, _ files: [String: String]) throws -> String {
        try repository.commit("Bump", files: files, person: Person(name: name, email: "bot@example.org"))
    }

    @Test("need no item where author and paths are those of the policy, both of them; what is shown names the section")
    func needNoItem() throws {
        let repository = try TestRepository()
        try repository.makeLedger(policy: TestRepository.hookPolicy + Self.section)
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: begin", files: ["a": "1\n"])
        let exempt = try commit(repository, "dependabot[bot]", ["package-lock.json": "1\n"])
        let more = try commit(repository, "dependabot[bot]", ["package-lock.json": "2\n", "a": "2\n"])
        let other = try commit(repository, "Mallory", ["package-lock.json": "3\n"])
        let log = try repository.sluice("log", "main", "--json").output
        #expect(log.contains("\"author:dependabot\""), "\(log)")
        let text = try repository.sluice("log", "main").output
        for (commit, isExempt) in [(exempt, true), (more, false), (other, false)] {
            let line = text.split(separator: "\n").first { $0.contains(commit.prefix(10)) } ?? ""
            #expect(line.contains("author and paths of [exempt \"dependabot\"]") == isExempt, "\(line)")
        }
    }

    @Test(
        "T68: what a hotfix took out of a bot's work comes back: who made it said nothing of that",
        arguments: ["RFC-1: back", "RFC-1: back\n\nThis reverts commit ID."])
    func saysNothingOfAReturn(message: String) throws {
        let repository = try TestRepository()
        try repository.makeLedger(policy: TestRepository.hookPolicy + Self.section)
        try repository.makeFormatNewest()
        try repository.addItems(["RFC-1", "TASK-1"])
        try repository.commit("RFC-1: begin", files: ["package-lock.json": "1\n"])
        let bump = try commit(repository, "dependabot[bot]", ["package-lock.json": "2\n"])
        try repository.commit(message.replacing("ID", with: bump), files: ["package-lock.json": "1\n"])
        try repository.approve("1.0", "RFC-1")
        let tag = try repository.sluice("tag", "1.0")
        try #require(tag.status == 0, "\(tag.output)\(tag.errors)")
        try repository.git("reset", "-q", "--hard", bump)
        try repository.commit("TASK-1: more", files: ["t": "1\n"])
        try repository.approve("1.1", "TASK-1")
        let gate = try repository.sluice("gate", "tag", "1.1")
        #expect(gate.status == 1 && gate.output.contains(bump.prefix(10)), "\(gate.output)\(gate.errors)")
        let exempt = try repository.sluice(
            "link", bump, "--exempt", "--release", "1.1", "--reason", "seen", person: .tester)
        try #require(exempt.status == 0, "\(exempt.errors)")
        #expect(try repository.sluice("gate", "tag", "1.1").status == 0)
    }

    @Test("files that Git would check out nowhere, or elsewhere, are exempt by no pattern")
    func coversNoPlaceOutside() throws {
        let text = TestRepository.hookPolicy + Self.section + "[exempt]\n    path = docs/**\n"
        let policy = try Policy(text: Array(text.utf8), version: 1)
        for (path, isExempt) in [
            ("docs/a", true), ("docs/../code", false), ("docs/./a", false), ("docs/.GIT/config", false),
        ] { #expect(policy.exempts(path: Array(path.utf8)) == isExempt, "\(path)") }
    }

    @Test("a section without a path, or without an author, is refused", arguments: ["author = b", "path = b"])
    func needsBoth(line: String) throws {
        let repository = try TestRepository()
        try repository.makeLedger()
        let text = TestRepository.hookPolicy + "\n[exempt \"bot\"]\n    \(line)\n"
        let edited = try repository.sluice(
            "policy", "edit", "--file", "-", "--reason", "bot", input: Array(text.utf8))
        #expect(edited.status == 1 && edited.errors.contains("exempt.bot."), "\(edited.errors)")
    }
}
