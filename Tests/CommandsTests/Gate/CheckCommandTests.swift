import Foundation
import TestSupport
import Testing

/// Commits that are checked before their merge, in the built program.
@Suite("check")
struct CheckCommandTests {
    private struct Answer: Decodable {
        struct Finding: Decodable {
            let code: String
            let part: String
            let found: String
        }

        let passed: Bool
        let branch: String?
        let releases: [String]
        let notJudged: [String]
        let findings: [Finding]

        var codes: [String] { findings.map(\.code) }
    }

    private let repository: TestRepository

    /// Release 1.0 has RFC-1, approved; the branch `topic` is to be merged into `main`.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try repository.checkout("topic", create: true)
    }

    private func check(_ words: String..., status: Int32, in other: TestRepository? = nil) throws -> Answer {
        let result = try (other ?? repository).start([Places.program, "check", "--json"] + words).wait()
        try #require(result.status == status, "\(result.output)\(result.errors)")
        return try JSONDecoder().decode(Answer.self, from: Data(result.outputBytes))
    }

    @Test("L73, L72: the release is judged as the merge would leave it, also where the branch went on")
    func judgesTheReleaseAfterTheMerge() throws {
        try repository.commit("RFC-1: second", files: ["b": "2\n"])
        try repository.commit("RFC-2: other", files: ["d": "1\n"])
        try repository.checkout("main")
        try repository.commit("RFC-1: on main", files: ["e": "1\n"])
        try repository.approve("1.0", "RFC-1")
        let before = try repository.git("count-objects", "-v")
        let answer = try check("main..topic", status: 1)
        #expect(answer.codes == ["stowaway", "stale"] && answer.releases == ["1.0"] && answer.branch == "main")
        #expect(answer.findings[1].found.hasPrefix("Quinn Tester approved it without "))
        #expect(try repository.git("count-objects", "-v") == before)
        #expect(try check("main..topic", "--warn", "stale", "--warn", "stowaway", status: 0).codes == answer.codes)
        try repository.sluice("revoke", "RFC-1", "--release", "1.0", "--note", "more comes", person: .tester)
        try repository.sluice("release", "add", "1.0", "RFC-2")
        #expect(try check("main..topic", status: 0).codes == [])
    }

    @Test("L74: a fix of the release before that the branch takes out")
    func namesWhatWouldBeLost() throws {
        let story = try LostStory()
        let repository = story.repository
        try repository.commit("TASK-1: the fix", files: ["a": "fixed\n"])
        try repository.checkout("topic2", create: true)
        try repository.commit("TASK-1: more", files: ["t": "2\n"])
        #expect(try check("main..topic2", status: 0, in: repository).codes == [])
        try repository.commit("TASK-1: back", files: ["a": "1\n"])
        #expect(try check("main..topic2", status: 1, in: repository).codes == ["lost"])
    }

    @Test("L75: the squash commit of a pull request is judged by its title, before the host makes it")
    func judgesTheEventOfAHost() throws {
        try repository.commit("RFC-1: second", files: ["b": "2\n"])
        try repository.commit("without", files: ["b": "3\n"])
        let head = try repository.resolve("topic")
        let event = """
            {"pull_request": {"number": 12, "title": "TITLE", "body": "", "head": {"ref": "topic", "sha": "\(head)"},
             "base": {"ref": "main", "sha": "\(try repository.resolve("main"))",
              "repo": {"allow_merge_commit": false, "allow_rebase_merge": false}}}}
            """
        try repository.write(".git/event", event.replacing("TITLE", with: "Add it"))
        let refused = try check("--event", ".git/event", "--warn", "stale", status: 1)
        #expect(refused.findings.filter { $0.part == "message" }.map(\.found) == ["none in \"Add it (#12)\""])
        try repository.write(".git/event", event.replacing("TITLE", with: "RFC-1: Add it"))
        #expect(try check("--event", ".git/event", "--warn", "stale", status: 0).codes == ["stale"])
        let merged = try check("--event", ".git/event", "--method", "merge", "--warn", "stale", status: 1)
        #expect(merged.codes == ["unlinked", "stale"])
        #expect(try check("main..topic", "--message-file", ".git/event", status: 1).findings.first?.part == "message")
    }

    @Test("L79, L80: says what it cannot judge, and passes where there is nothing to check")
    func saysWhatItCannotJudge() throws {
        let nothing = try repository.sluice("check", "topic..main")
        #expect(nothing.status == 0)
        #expect(nothing.output == "check topic..main: passed\n  main has no commit that topic lacks\n")
        try repository.commit("RFC-1: second", files: ["b": "2\n"])
        try repository.checkout("main")
        try repository.commit("RFC-1: also", files: ["b": "3\n"])
        #expect(try check("main..topic", status: 0).notJudged.first?.contains("conflict at b") == true)
        try repository.branch("other")
        #expect(try check("other..topic", status: 0).notJudged.count == 1)
        let shallow = try repository.clone("shallow", options: ["--depth=1", "--no-single-branch"])
        let refused = try shallow.sluice("check", "origin/main..origin/topic")
        #expect(refused.status == 3 && refused.errors.contains("git fetch --unshallow --tags"), "\(refused.errors)")
    }

    @Test("L81: no text of a commit makes an annotation of its own")
    func writesHarmlessAnnotations() throws {
        try repository.commit("x\u{2028}::error::y%0A::set-output name=a::b", files: ["::error,file=a:b%0A": "1\n"])
        let result = try repository.sluice("check", "main..topic", "--format", "github")
        let lines = result.output.split(separator: "\n")
        #expect(result.status == 1 && lines.count == 2)
        let start = "::error file=<U+003A>%3Aerror%2Cfile=a%3Ab%250A,title=unlinked%3A commit "
        #expect(lines[0].hasPrefix(start), "\(lines[0])")
        #expect(lines[0].contains("y%250A::set-output"))
        #expect(lines[1] == "check main..topic: refused (1 finding)")
    }

    @Test(arguments: [
        (["--title", "a", "--message-file", "b"], "exclude each other"), (["main"], "'main' is no range"),
        (["--method", "squash"], "nothing says what message"), (["--pipeline"], "no variable names a request"),
        (["--warn", "tests"], "`check` has no rule 'tests' that"), (["--event", "/dev/null"], "is no event"),
    ])
    func refusesWrongUsage(words: [String], message: String) throws {
        let result = try repository.start([Places.program, "check"] + words).wait()
        #expect(result.status == 2 && result.errors.contains(message), "\(result.errors)")
    }
}
