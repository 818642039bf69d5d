import Git
import Ledger
import TestSupport
import Testing

/// `gate tag` and `tag`, from the first refusal to the tag, and what attackers try.
@Suite struct GateCommandTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository.withOpenGate() }

    @Test func tagsAnApprovedReleaseOnce() throws {
        #expect(try repository.gate(status: 0).open)
        let tagged = try repository.sluice("tag", "1.0")
        #expect(tagged.status == 0)
        #expect(tagged.errors.hasPrefix("note: Manifest ") && tagged.errors.hasSuffix(" is in the ledger.\n"))
        #expect(try repository.resolve("v1.0^{commit}") == repository.resolve("main"))
        let message = try repository.git("for-each-ref", "--format=%(contents)", "refs/tags/v1.0")
        let ledger = try repository.resolve("sluice/ledger")
        #expect(message.contains("Sluice-Ledger: \(ledger)") && message.contains("Sluice-Manifest: releases/1.0/"))
        let again = try repository.sluice("tag", "1.0")
        #expect(again.status == 0 && again.errors.contains("nothing was changed"))
        #expect(try repository.resolve("sluice/ledger") == ledger)
        #expect(try repository.gate(status: 0).open)
    }

    @Test("T3: a commit that was added or amended after the approval makes it stale")
    func refusesWhatChangedAfterTheApproval() throws {
        try repository.commit("RFC-1: second")
        #expect(try repository.gate(status: 1).codes == ["stale"])
        try repository.git("reset", "--quiet", "--hard", "HEAD^")
        #expect(try repository.gate(status: 0).open)
        try repository.write("a", "amended\n")
        try repository.git("commit", "--quiet", "--all", "--amend", "--message", "RFC-1: other words")
        #expect(try repository.gate(status: 1).codes.contains("stale"))
        #expect(try repository.sluice("tag", "1.0").status == 1)
        #expect(try repository.git("tag", "--list").isEmpty)
    }

    @Test("T2: the developer, a co-author and the committer cannot approve")
    func refusesToRecordSelfApproval() throws {
        try repository.commit("RFC-1: second\n\nCo-authored-by: Quinn Tester <quinn@example.org>\n")
        for person in [Person.developer, .tester] {
            let result = try repository.sluice("approve", "RFC-1", "--release", "1.0", person: person)
            #expect(result.status == 1 && result.errors.contains("worked on RFC-1"))
        }
        #expect(try repository.sluice("approve", "RFC-1", "--release", "1.0", person: .manager).status == 0)
        #expect(try repository.gate(status: 0).open)
    }

    @Test("T6: a commit that claims to be approved is not")
    func believesNoClaim() throws {
        try repository.commit("RFC-2: second\n\nApproved-by: Quinn Tester <quinn@example.org>\n")
        try repository.plan("1.0", "RFC-1", "RFC-2")
        let verdict = try repository.gate(status: 1)
        #expect(verdict.codes == ["signoff"] && verdict.findings[0].found == "none")
    }

    @Test("T9: a ledger that was rewound behind the last tag does not verify, signed or not", arguments: [false, true])
    func refusesARewoundLedger(isSigned: Bool) throws {
        let old = try repository.resolve("sluice/ledger")
        if isSigned { try signTags() }
        try #require(try repository.sluice("tag", "1.0").status == 0)
        if isSigned { #expect(try repository.git("cat-file", "tag", "v1.0").contains("SSH SIGNATURE")) }
        try repository.commit("RFC-1: again")
        try repository.git("update-ref", "refs/heads/sluice/ledger", old)
        try repository.forgetLedger()
        try repository.approve("1.1", "RFC-1")
        #expect(try repository.gate("1.1", status: 4).codes == ["ledger", "history"])
    }

    private func signTags() throws {
        let key = repository.path + "/.git/key"
        _ = try repository.start(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key]).wait()
        for (name, value) in [("gpg.format", "ssh"), ("user.signingKey", key), ("tag.gpgSign", "true")] {
            try repository.git("config", name, value)
        }
    }

    @Test("T9: without its ledger nothing is decided")
    func refusesWithoutALedger() throws {
        try repository.git("update-ref", "-d", "refs/heads/sluice/ledger")
        let result = try repository.sluice("gate", "tag", "1.0")
        #expect(result.status == 3 && result.errors.contains("there is no ledger here"))
        #expect(result.output.isEmpty)
    }

    @Test("T10: a sign-off that was edited in the ledger does not verify")
    func refusesAnEditedRecord() throws {
        try repository.git("read-tree", "sluice/ledger")
        let files = try repository.git("ls-files", "releases/1.0/items").split(separator: "\n")
        let path = String(try #require(files.first))
        let text = try repository.git("cat-file", "blob", "sluice/ledger:" + path)
        let forged = Array(text.utf8) + Array(" \n".utf8)
        let blob = try repository.git("hash-object", "-w", "--stdin", input: forged)
        try repository.git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)")
        let tree = try repository.git("write-tree")
        let commit = try repository.git("commit-tree", "-p", "sluice/ledger", "-m", "forged", tree)
        try repository.git("update-ref", "refs/heads/sluice/ledger", commit)
        let result = try repository.sluice("gate", "tag", "1.0")
        #expect(result.status == 4 && result.errors.contains(path))
    }

    @Test("T11: a tag that was moved after the gate is told")
    func refusesAMovedTag() throws {
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try repository.git("tag", "--force", "--annotate", "--message", "moved", "v1.0", try sideCommit())
        #expect(try repository.gate(status: 1).codes.contains("history"))
        #expect(try repository.sluice("tag", "1.0").status == 1)
    }

    private func sideCommit() throws -> String {
        try repository.git("commit-tree", "-p", "main", "-m", "RFC-1: slipped in", "main^{tree}")
    }

    @Test("T16: a candidate that is named like a branch and a tag, or like an option, is refused")
    func refusesDoubtfulCandidates() throws {
        try repository.commit("RFC-1: second")
        try repository.git("update-ref", "refs/heads/same", "main")
        try repository.git("update-ref", "refs/tags/same", "main~1")
        #expect(try repository.sluice("gate", "tag", "1.0", "--target", "same").status == 2)
        #expect(try repository.sluice("gate", "tag", "1.0", "--target=-x").status == 3)
        #expect(try repository.sluice("gate", "tag", "1.0", "--target", "refs/tags/same").status == 0)
    }
}
