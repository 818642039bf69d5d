import Changes
import Foundation
import TestSupport
import Testing

/// Commands that fix a finding, pasted where branches are called as nobody would call them.
@Suite("commands that fix a finding") struct HostileNameTests {
    private static let branches = ["x;touch${IFS}pwned", "$(touch${IFS}pwned)", "y'`touch${IFS}pwned`", "a|b&c>d"]

    @Test("run nothing that a branch is called, and merge exactly that branch")
    func quoteBranches() throws {
        let repository = try TestRepository.withOpenGate()
        for (number, branch) in Self.branches.enumerated() {
            try repository.git("checkout", "--quiet", "-b", branch, "main~0")
            try repository.commit("RFC-1: left behind \(number)", files: ["left-\(number)": "1\n"])
            try repository.git("checkout", "--quiet", "main")
        }
        // What comes after the candidate is not left behind.
        try repository.commit("RFC-1: goes on", files: ["on": "1\n"])
        let fixes = try repository.gate(status: 1).findings.compactMap(\.mend.first).filter {
            $0.hasPrefix("git merge ")
        }
        #expect(fixes.count == Self.branches.count)
        let folder = try TemporaryFolder()
        for fix in fixes {
            let script = "git() { shift; printf '%s\\n' \"$@\"; }; \(fix)"
            let answer = try repository.start(["sh", "-c", script], directory: folder.path).wait()
            #expect(
                Self.branches.contains(String(answer.output.dropLast())), "\(fix): \(answer.output)\(answer.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("never take a tag away, move one, merge a release's branch or rewrite what is shared")
    func leaveHistoryAlone() throws {
        let repository = try TestRepository.withOpenGate()
        try repository.git("checkout", "--quiet", "-b", "1.x")
        try repository.commit("RFC-1: for the other line", files: ["line": "1\n"])
        try repository.git("checkout", "--quiet", "main")
        try repository.commit("RFC-1: goes on", files: ["on": "1\n"])
        let gate = try repository.sluice("gate", "tag", "1.0")
        try repository.tag("v0.9")
        try repository.git("tag", "v1.0", "HEAD~0")
        let texts = [
            gate, try repository.sluice("gate", "tag", "1.0"), try repository.sluice("tag", "1.0"),
            try repository.sluice("audit"), try repository.sluice("gate", "tag", "0.9"),
        ].map { $0.output + $0.errors }.joined()
        #expect(texts.contains("fix"))
        #expect(texts.contains("git cherry-pick -x "))
        for word in ["tag -d", "tag -f", "git merge", "branch -f", "--force", "+refs", "reset --hard", "filter-branch"]
        {
            #expect(!texts.contains(word), "\(word) in \(texts)")
        }
    }
}
