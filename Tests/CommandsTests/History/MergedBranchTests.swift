import Foundation
import TestSupport
import Testing

@Suite("commits that belong to the branch by which they were merged (link.merged-branch)")
struct MergedBranchTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy.replacingOccurrences(
                of: "[link]\n", with: "[link]\n    merged-branch = commits\n"))
        try repository.addItems(["TASK-1", "TASK-2"])
        try repository.commit("TASK-1: start")
        try repository.git("branch", "base")
    }

    /// The subjects of a release's commits by item, and those of no item.
    private func log(_ release: String) throws -> [String: [String]] {
        let result = try repository.sluice("log", release, "--json")
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any], "\(result.errors)")
        let commits = document["commits"] as? [[String: Any]] ?? []
        let pairs = commits.flatMap { commit -> [(String, String)] in
            let items = commit["items"] as? [[String: Any]] ?? []
            let names = items.isEmpty ? ["none"] : items.compactMap { $0["id"] as? String }
            return names.map { ($0, commit["subject"] as? String ?? "") }
        }
        return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1).sorted() }
    }

    private func merge(_ branch: String) throws {
        try repository.git("merge", "--quiet", "--no-ff", "--no-edit", branch)
    }

    @Test("the first merge that names items counts; own items and commits of the main branch stay as they are")
    func links() throws {
        try repository.checkout("feature/TASK-1-form", create: true)
        try repository.git("commit", "--quiet", "--allow-empty", "-m", "plain one")
        try repository.checkout("feature/TASK-2-more", create: true)
        try repository.git("commit", "--quiet", "--allow-empty", "-m", "plain two")
        try repository.checkout("main")
        try repository.git("commit", "--quiet", "--allow-empty", "-m", "of the main branch")
        try repository.checkout("feature/TASK-1-form")
        try merge("main")
        try merge("feature/TASK-2-more")
        try repository.commit("TASK-2: own", files: ["own": "1"])
        try repository.checkout("main")
        try merge("feature/TASK-1-form")
        let log = try log("base..main")
        #expect(log["TASK-1"]?.filter { !$0.hasPrefix("Merge") } == ["plain one"], "\(log)")
        #expect(log["TASK-2"]?.filter { !$0.hasPrefix("Merge") } == ["TASK-2: own", "plain two"], "\(log)")
        #expect(log["none"]?.contains("of the main branch") == true, "\(log)")
        // An item is answered alike, with or without an index.
        let item = try repository.sluice("log", "TASK-1", "--json").output
        #expect(item.contains("plain one") && !item.contains("plain two"))
    }

    @Test("the hook asks for no item on a branch whose name has one")
    func hook() throws {
        try #require(try repository.sluice("hooks", "install").status == 0)
        try FileManager.default.removeItem(atPath: "\(repository.path)/.git/hooks/prepare-commit-msg")
        try repository.checkout("feature/TASK-1-form", create: true)
        try repository.write("a", "1")
        try repository.git("add", "a")
        try #require(try repository.tryGit("commit", "--quiet", "-m", "plain").status == 0)
        try repository.checkout("feature/other", create: true)
        try repository.write("a", "2")
        #expect(try repository.tryGit("commit", "--quiet", "-am", "plain").status != 0)
    }
}
