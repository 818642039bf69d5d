import Foundation
import TestSupport
import Testing

@Suite("T9: a ledger that is rewound, deleted, not fetched or old is refused, never taken for no rules")
struct LedgerAnchorTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository.withOpenGate() }

    private func reject() throws {
        let result = try repository.sluice(
            "reject", "RFC-1", "--release", "1.0", "--note", "no", person: Person(name: "Ria", email: "ria@example.org")
        )
        try #require(result.status == 0, "\(result.errors)")
    }

    @Test("rewound behind a rejection in the clone that wrote it, told by every command, and mended by the hint")
    func refusesARewoundLedger() throws {
        try reject()
        let tip = try repository.resolve("sluice/ledger")
        try repository.git("update-ref", "refs/heads/sluice/ledger", "sluice/ledger~1")
        for command in [
            ["gate", "tag", "1.0"], ["tag", "1.0"], ["approve", "RFC-1", "--release", "1.0"], ["rfc", "list"],
        ] {
            let result = try repository.start([Places.program] + command).wait()
            #expect(result.status == 4 && result.errors.contains("the ledger went back"), "\(result.errors)")
            #expect(result.errors.contains("`git update-ref refs/heads/sluice/ledger \(tip)`"))
        }
        try repository.git("update-ref", "refs/heads/sluice/ledger", tip)
        #expect(try !repository.gate(status: 1).open)
    }

    @Test func takesALedgerBackThatWasMeantToGoBack() throws {
        try reject()
        try repository.git("update-ref", "refs/heads/sluice/ledger", "sluice/ledger~1")
        try repository.forgetLedger()
        #expect(try repository.gate(status: 0).open, "without another witness nothing tells")
    }

    @Test("a clone remembers what its gate has seen")
    func remembersWhatTheGateSaw() throws {
        let clone = try repository.clone()
        #expect(try clone.gate(status: 0).open)
        try clone.git("update-ref", "refs/remotes/origin/sluice/ledger", "origin/sluice/ledger~1")
        #expect(try clone.sluice("gate", "tag", "1.0").status == 4)
    }

    @Test("deleted, and every worktree of the clone knows")
    func refusesADeletedLedger() throws {
        let worktree = try repository.worktree("feature")
        try repository.git("update-ref", "-d", "refs/heads/sluice/ledger")
        for place in [repository, worktree] {
            for command in [["gate", "tag", "1.0"], ["tag", "1.0"], ["init"]] {
                let result = try place.start([Places.program] + command).wait()
                #expect(result.status == 3 && result.errors.contains("there is no ledger here any more"))
            }
        }
    }

    @Test("a clone that brought no ledger: a tag that names one says that there are rules")
    func refusesTagsWhereATagNamesALedger() throws {
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let clone = try repository.clone(options: ["--single-branch"])
        try #require(try clone.sluice("hooks", "install").status == 0)
        #expect(try clone.sluice("gate", "tag", "1.0").status == 3)
        let tag = try clone.tryGit("tag", "v1.1")
        #expect(tag.status != 0 && tag.errors.contains("there is no ledger here"), "\(tag.errors)")
    }

    @Test("a history from which a rejection was taken out, and that was written anew from there: later records tell")
    func refusesARewrittenHistory() throws {
        try repository.commit("RFC-2: second")
        try repository.plan("1.0", "RFC-2")
        try reject()
        let rejected = try repository.resolve("sluice/ledger")
        try #require(
            try repository.sluice("approve", "RFC-2", "--release", "1.0", person: .tester).status == 0)
        let approved = try repository.resolve("sluice/ledger")
        try repository.git("checkout", "--quiet", "-b", "rewritten", "\(rejected)~1")
        try repository.git("cherry-pick", approved)
        try repository.git("checkout", "--quiet", "main")
        try repository.git("update-ref", "refs/heads/sluice/ledger", "rewritten")
        try repository.git("branch", "-D", "rewritten")
        try repository.forgetLedger()
        #expect(try repository.gate(status: 4).codes == ["ledger"])
    }
}
