import TestSupport
import Testing

@Suite("Imports of subtrees")
struct SubtreeExemptionTests {
    private static let section = "\n[exempt \"vendor\"]\n    subtree = vendor/zlib\n"

    @Test("L96: log, verdict and manifest name the section that exempts an import")
    func namesTheSection() throws {
        let repository = try TestRepository()
        try repository.commit("Begin")
        try repository.git("tag", "-a", "-m", "0.1.0", "v0.1.0")
        try repository.makeLedger(policy: TestRepository.hookPolicy + Self.section)
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: begin", files: ["a": "1\n"])
        let message = "Squashed\n\ngit-subtree-dir: vendor/zlib\ngit-subtree-split: 85f31bfe2212\n"
        let exempt = try repository.commit(message, files: ["vendor/zlib/a.c": "1\n"])
        let more = try repository.commit(message, files: ["vendor/zlib/a.c": "2\n", "a": "2\n"])
        try repository.plan("1.0.0", "RFC-1")
        let log = try repository.sluice("log", "1.0.0", "--json").output
        #expect(log.contains("\"subtree:vendor\""), "\(log)")
        let verdict = try repository.sluice("gate", "tag", "1.0.0").output
        #expect(verdict.contains("  exempt by [exempt \"vendor\"]: \(exempt.prefix(10))\n"), "\(verdict)")
        #expect(verdict.contains("unlinked  commit \(more.prefix(10))\n"), "\(verdict)")
    }

    @Test(
        "a section that names more than folders, or none, is refused",
        arguments: ["subtree = vendor/*", "subtree = ../x", "subtree = /", "subtree = v\n    author = b\n    path = c"])
    func refusesOtherSections(lines: String) throws {
        let repository = try TestRepository()
        try repository.makeLedger()
        let text = TestRepository.hookPolicy + "\n[exempt \"vendor\"]\n    \(lines)\n"
        let edited = try repository.sluice("policy", "edit", "--file", "-", "--reason", "x", input: Array(text.utf8))
        #expect(edited.status == 1 && edited.errors.contains("vendor"), "\(edited.errors)")
    }
}
