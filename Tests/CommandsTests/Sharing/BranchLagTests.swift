import Foundation
import TestSupport
import Testing

/// Dana pushes a commit of RFC-2, which is planned in 1.0; Quinn's clone fetches it, and its branch `main` stays as it was.
@Suite("a candidate whose branch lacks what the clone has fetched")
struct BranchLagTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private var quinn: TestRepository { shared.quinn }
    private static let warning = "warning: main is 1 commit behind origin/main: `git pull` brings it\n"

    init() throws {
        shared = try SharedLedger()
        try shared.dana.sluice("release", "add", "1.0", "RFC-2")
        try shared.dana.sync()
        try shared.dana.commit("RFC-2: second")
        try shared.dana.git("push", "--quiet", "origin", "main")
        try shared.quinn.git("fetch", "--quiet", "--prune")
    }

    private func errors(_ words: String...) throws -> String {
        try quinn.start([Places.program] + words).wait().errors
    }

    @Test func isReportedByWhatShowsOrJudgesTheRelease() throws {
        for words in [
            ["gate", "tag", "1.0"], ["board", "1.0"], ["cube"], ["log", "1.0"], ["notes", "1.0"], ["announce", "1.0"],
            ["release", "show", "1.0"], ["release", "deps"], ["release", "collect", "1.0"], ["test", "list", "1.0"],
            ["handover", "1.0"], ["config", "1.0"], ["gate", "tag", "1.0", "--json"],
        ] {
            let result = try quinn.start([Places.program] + words).wait()
            #expect(result.errors.contains(Self.warning), "\(words): \(result.errors)")
            #expect(result.errors.components(separatedBy: "behind").count == 2, "\(words): \(result.errors)")
        }
    }

    @Test("not where the commit is named by hand, or nothing is lacking")
    func isSilentElsewhere() throws {
        #expect(try !errors("gate", "tag", "1.0", "--target", "main").contains("behind"))
        #expect(try !errors("log", "HEAD").contains("behind"))
        try quinn.sluice("release", "new", "2.0", "--target", "HEAD")
        #expect(try !errors("log", "2.0").contains("behind"), "the plan names a commit")
        try quinn.git("pull", "--quiet")
        #expect(try errors("gate", "tag", "1.0").isEmpty)
        try quinn.commit("RFC-2: more")
        #expect(try errors("gate", "tag", "1.0").isEmpty, "it is ahead only")
        #expect(try quinn.sluice("gate", "tag", "1.0", "--json").output.contains("\"behind\"") == false)
    }

    @Test("the verdict in JSON carries it, and names the command first where the item's commits are there")
    func isInTheVerdict() throws {
        let result = try quinn.sluice("gate", "tag", "1.0", "--json")
        let verdict = try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any]
        let behind = try #require(verdict?["behind"] as? [String: Any])
        #expect(behind["branch"] as? String == "main" && behind["upstream"] as? String == "origin/main")
        #expect(
            behind["ahead"] as? Int == 0 && behind["behind"] as? Int == 1 && behind["mend"] as? String == "git pull")
        let answer = try JSONDecoder().decode(VerdictAnswer.self, from: Data(result.outputBytes))
        let absent = try #require(answer.findings.first { $0.code == "absent" })
        let commit = try quinn.resolve("origin/main").prefix(10)
        #expect(absent.found == "none: \(commit) is on origin/main, and main lacks it")
        #expect(absent.mend.first == "git pull" && absent.mend.count == 3)
        try quinn.git("pull", "--quiet")
        #expect(try !quinn.gate("1.0", status: 1).codes.contains("absent"))
    }

    @Test("a commit of a task is one of its RfC, and what is planned without a commit anywhere is as before")
    func knowsTasksOfAnRfC() throws {
        try dana.sluice("rfc", "add", "RFC-5", "--title", "with a task")
        try dana.sluice("rfc", "add", "RFC-6", "--title", "without")
        try dana.sluice("task", "add", "TASK-5", "--rfc", "RFC-5", "--title", "its task")
        try dana.sluice("release", "add", "1.0", "RFC-5", "RFC-6")
        try dana.sync()
        try dana.commit("TASK-5: third")
        try dana.git("push", "--quiet", "origin", "main")
        try quinn.git("fetch", "--quiet")
        #expect(try errors("log", "1.0").contains("main is 2 commits behind origin/main: `git pull` brings them\n"))
        let absent = try quinn.gate("1.0", status: 1).findings.filter { $0.code == "absent" }
        let pulls = Dictionary(uniqueKeysWithValues: absent.map { ($0.expected, $0.mend.first == "git pull") })
        #expect(pulls["commits of RFC-5 in the release"] == true && pulls["commits of RFC-2 in the release"] == true)
        #expect(pulls["commits of RFC-6 in the release"] == false, "\(pulls)")
    }

    @Test func approveNamesItFirst() throws {
        let refused = try quinn.sluice("approve", "RFC-2", "--release", "1.0")
        #expect(refused.status == 1)
        #expect(
            refused.errors.contains(
                "error: RFC-2 has no commits in release 1.0 that could be approved\nhint: `git pull` brings its commits\n"
            ),
            "\(refused.errors)")
    }

    @Test("the gate stays open, and `tag` refuses until the branch has all, or the commit is named")
    func tagRefuses() throws {
        try quinn.sluice("release", "drop", "1.0", "RFC-2", "--reason", "later")
        try quinn.sluice("approve", "RFC-1", "--release", "1.0")
        let gate = try quinn.sluice("gate", "tag", "1.0")
        #expect(gate.status == 0 && gate.errors.hasPrefix(Self.warning), "\(gate.errors)")
        let refused = try quinn.sluice("tag", "1.0", "--push", person: .manager)
        let commit = try quinn.resolve("main").prefix(10)
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(
            refused.errors.hasSuffix(
                """
                error: main is 1 commit behind origin/main
                hint: `git pull` brings it
                hint: to tag main as it is here: `sluice tag 1.0 --push --target \(commit)`

                """), "\(refused.errors)")
        #expect(try quinn.git("tag", "--list").isEmpty)
        let tagged = try quinn.sluice("tag", "1.0", "--push", "--target", String(commit), person: .manager)
        try #require(tagged.status == 0, "\(tagged.errors)")
        #expect(try shared.server.resolve("v1.0^{commit}") == quinn.resolve("main"))
        #expect(try errors("gate", "tag", "1.0").isEmpty, "the tag names the candidate")
        let other = try quinn.sluice("tag", "1.0", "--target", "origin/main", person: .manager)
        #expect(other.status == 1 && other.errors.hasPrefix("error: tag v1.0 exists and marks "), "\(other.errors)")
    }

    @Test("the command that the warning names brings the branch all, wherever it is checked out")
    func theCommandIsRight() throws {
        let other = try quinn.worktree("other", at: "HEAD")
        let upstream = { try quinn.git("branch", "--unset-upstream", "main") }
        let own = { try quinn.commit("RFC-1: of Quinn") }
        let elsewhere = { try quinn.git("switch", "--quiet", "--detach") }
        let places: [(String, command: String, () throws -> Void)] = [
            ("checked out", "git pull", {}),
            ("checked out, without settings", "git pull origin main", { _ = try upstream() }),
            ("nowhere", "git fetch origin main:main", { _ = try elsewhere() }),
            ("diverged", "git merge origin/main", { _ = try own() }),
            ("diverged, nowhere", "git switch main && git merge origin/main", { _ = (try own(), try elsewhere()) }),
            (
                "in another work tree", "git -C \(other.path) pull",
                { _ = (try elsewhere(), try other.git("switch", "--quiet", "main")) }
            ),
        ]
        for (place, command, prepare) in places {
            try other.git("switch", "--quiet", "--detach")
            try quinn.git("switch", "--quiet", "main")
            try quinn.git("reset", "--quiet", "--hard", "origin/main~1")
            try quinn.git("branch", "--quiet", "--set-upstream-to=origin/main", "main")
            try prepare()
            let warning = try errors("log", "1.0")
            #expect(warning.contains("behind origin/main: `\(command)` brings it"), "\(place): \(warning)")
            let fixed = try quinn.start(["sh", "-c", command.replacing("merge", with: "merge --no-edit")]).wait()
            #expect(fixed.status == 0, "\(place): \(fixed.errors)")
            #expect(try !errors("log", "1.0").contains("behind"), "\(place)")
        }
    }
}
