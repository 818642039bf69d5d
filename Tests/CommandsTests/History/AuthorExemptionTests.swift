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

    @Test("a section without a path, or without an author, is refused", arguments: ["author = b", "path = b"])
    func needsBoth(line: String) throws {
        let repository = try TestRepository()
        try repository.makeLedger()
        let text = TestRepository.hookPolicy + "\n[exempt \"bot\"]\n    \(line)\n"
        let edited = try repository.sluice(
            "policy", "edit", "--file", "-", "--reason", "bot", input: Array(text.utf8))
        #expect(edited.status == 2 && edited.errors.contains("exempt.bot."), "\(edited.errors)")
    }
}
