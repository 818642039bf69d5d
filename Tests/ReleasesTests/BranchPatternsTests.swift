import Changes
import Testing

@testable import Releases

@Suite struct BranchPatternsTests {
    @Test(
        "L99: branches of work and of releases are recognised by their names",
        arguments: [
            (["TASK-1-short", "TASK-2"], ["TASK-[0-9]*"]), (["user/dana/TASK-1"], ["user/**"]),
            (["branch-3.9", "branch-3.10", "3.8", "1.0.x"], ["[0-9]*", "branch-[0-9]*"]),
            (["v2", "stable/1.0"], ["stable/**", "v[0-9]*"]),
            (["dependabot/npm/a", "dependabot/npm/b-1.2.3", "dependabot/c", "revert-12-TASK-3", "dana-patch-1"], []),
            (["python3", "wip", "a*/TASK-1"], []),
            (["jira/TASK-1", "jira/x"], ["jira/**"]),
        ])
    func findsPatterns(names: [String], patterns: [String]) {
        #expect(BranchPatterns.found(in: names, rules: LinkRules(keys: ["TASK"])) == patterns)
    }
}
