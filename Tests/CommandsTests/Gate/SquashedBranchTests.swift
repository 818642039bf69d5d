import TestSupport
import Testing

/// A branch that was squashed is not left behind, as long as the release has all of it.
@Suite("Squashed branches and the rule absent")
struct SquashedBranchTests {
    private let repository: TestRepository

    /// The gate of 1.0 is open; `work` has two commits of RFC-1 that change the same line, and one without an item between.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try repository.checkout("work", create: true)
        try repository.commit("RFC-1: begin", files: ["work": "1\n"])
        try repository.commit("tidy up", files: ["other": "1\n"])
        try repository.commit("RFC-1: end", files: ["work": "2\n", "a": "2\n"])
        try repository.checkout("main")
        try repository.commit("RFC-1: meanwhile", files: ["folder/c": "2\n"])
    }

    private func squash(leaving file: String? = nil) throws {
        try repository.git("merge", "-q", "--squash", "work")
        if let file { try repository.git("rm", "-q", "-f", "--cached", file) }
        try repository.git("commit", "-q", "-m", "RFC-1: all of it (#12)")
        if let file { try repository.git("clean", "-q", "-f", file) }
    }

    private func absent() throws -> [String] {
        try repository.sluice("approve", "--all", "--release", "1.0", person: .tester)
        let gate = try repository.sluice("gate", "tag", "1.0", "--json")
        return gate.output.split(separator: "\n").filter { $0.contains("is on work only") }.map(String.init)
    }

    @Test("before the squash its commits are missing; after it none is, although the branch is there")
    func knowsWhatWasSquashed() throws {
        #expect(try absent().count == 2)
        try squash()
        #expect(try absent().isEmpty)
        _ = try repository.gate(status: 0)
    }

    @Test("the same lines may be changed again later")
    func knowsItLater() throws {
        try squash()
        try repository.commit("RFC-1: more", files: ["work": "3\n"])
        #expect(try absent().isEmpty)
    }

    @Test("what goes on after the squash is missing, and so is all where a file was left out")
    func missesWhatIsNotThere() throws {
        try squash()
        try repository.checkout("work")
        let more = try repository.commit("RFC-1: more", files: ["more": "1\n"])
        try repository.checkout("main")
        let findings = try absent()
        #expect(findings.count == 1 && findings.allSatisfy { $0.contains(more.prefix(10)) }, "\(findings)")
    }

    @Test("a squash that left a file out leaves the branch behind")
    func missesAFile() throws {
        try squash(leaving: "work")
        #expect(try absent().count == 2)
    }
}
