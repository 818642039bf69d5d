import TestSupport
import Testing

/// 1.0.1 has a fix of RFC-2 on the branch `line`; `main` goes on to 1.1.0 with TASK-1, without the fix.
struct LostStory {
    let repository: TestRepository
    let fix: String

    static let policy = TestRepository.hookPolicy + "\n[ledger]\n    needs = 4\n"

    /// - Parameter hotfix: the version of the release that has the fix.
    init(policy: String = policy, hotfix: String = "1.0.1") throws {
        repository = try TestRepository.withOpenGate(policy: policy)
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try repository.checkout("line", create: true)
        fix = try repository.commit("RFC-2: fix", files: ["a": "fixed\n"])
        for words in [
            ["release", "new", hotfix, "--target", "line"], ["release", "add", hotfix, "RFC-2"],
        ] {
            try #require(try repository.run(words).status == 0)
        }
        try #require(try repository.sluice("approve", "--all", "--release", hotfix, person: .tester).status == 0)
        let tag = try repository.sluice("tag", hotfix)
        try #require(tag.status == 0, "\(tag.output)\(tag.errors)")
        try repository.checkout("main")
        try repository.addItems(["TASK-1"])
        try repository.commit("TASK-1: feature", files: ["t": "1\n"])
        try repository.approve("1.1.0", "TASK-1")
    }

    func succeeds(_ words: String..., person: Person? = nil) throws {
        let done = try repository.start([Places.program] + words, person: person ?? .developer).wait()
        try #require(done.status == 0, "\(words): \(done.output)\(done.errors)")
    }

    func approves(_ items: String...) throws {
        for item in items { try succeeds("approve", item, "--release", "1.1.0", person: .tester) }
    }

    /// Plans to lose the fix.
    func plansTheLoss() throws { try succeeds("release", "add", "1.1.0", "RFC-2", "--removed", "-m", "x") }

    func codes(status: Int32 = 1) throws -> [String] { try repository.gate("1.1.0", status: status).codes }
}
