import Changes
import Testing

@Suite struct BranchTests {
    @Test(
        "Items are found in the names of branches",
        arguments: [
            ("feature/TASK-7-short-name", ["TASK-7"]), ("KEY-12", ["KEY-12"]), ("user/key-3_x", ["KEY-3"]),
            ("fix-KEY-1-and-task-2", ["KEY-1", "TASK-2"]), ("KEY-1-2-tries", ["KEY-1"]), ("me_KEY-1", ["KEY-1"]),
            ("main", []), ("monkey-1", []), ("key-1a", []), ("release/1.2", []), ("KEY-0", []),
        ])
    func readsBranchNames(name: String, expected: [String]) {
        #expect(items(inBranch: Array(name.utf8), rules: testRules).map(\.description) == expected)
    }

    static let merges = [
        ("Merge branch 'feature/KEY-12-x' into main", ["KEY-12"]), ("Merge branch 'KEY-1'", ["KEY-1"]),
        ("Merge branches 'key-1-a' and 'task-2-b' into KEY-9", ["KEY-1", "TASK-2"]),
        ("Merge branch 'KEY-1' into 'KEY-9'", ["KEY-1"]), ("Merge branch 'main' of host:KEY-9 into KEY-8", []),
        ("Merge branch 'KEY-1' of host:'KEY-9'", ["KEY-1"]),
        ("Merge remote-tracking branch 'origin/KEY-1-x'", ["KEY-1"]), ("Merge tag 'KEY-1'", []),
        ("Merge pull request #5 from owner/KEY-12-x", ["KEY-12"]), ("Merge pull request #5 from KEY-9/main", []),
        ("Merged in KEY-12-x (pull request #4)", ["KEY-12"]), ("Merge \"KEY-1: text\"", ["KEY-1"]),
        ("Merge \"text of KEY-1\" into stable", []), ("Pull request #12: KEY-1 text", ["KEY-1"]),
        ("Merged PR 3: KEY-1 text", ["KEY-1"]),
        ("Merge pull request 1236 from feature/TASK-3-x into main", ["TASK-3"]),
        ("Merge pull request 7 from KEY-9/TASK-2 into KEY-8", ["KEY-9", "TASK-2"]),
        ("Merge pull request from KEY-1", []),
    ]

    @Test("Merges belong to the items of the branch that they name", arguments: merges)
    func readsMerges(subject: String, expected: [String]) {
        #expect(read(subject, isMerge: true).items == expected)
        #expect(read(subject, isMerge: true).links.allSatisfy { $0.source == .branch })
    }

    @Test(
        "A commit that is no merge does not become one by its subject, unless a host squashed a request",
        arguments: merges)
    func readsNoMergeElsewhere(subject: String, expected: [String]) {
        let isRequest = ["Merged in KEY-12-x (pull", "Pull request #12: ", "Merged PR 3: "].contains {
            subject.hasPrefix($0)
        }
        #expect(read(subject).items == (isRequest ? expected : []))
    }

    @Test func thePolicyCanLeaveBranchNamesOut() {
        var rules = testRules
        rules.branchNames = false
        #expect(read("Merge branch 'KEY-1'", rules, isMerge: true).links.isEmpty)
    }
}
