import Foundation
import TestSupport
import Testing

@Suite("link and unlink")
struct LinkCommandTests {
    private let repository: TestRepository
    private let commit: String

    init() throws {
        repository = try .withLedger()
        try repository.sluice("rfc", "add", "--title", "Card login")
        try repository.sluice("task", "add", "--title", "Reader")
        try repository.sluice("task", "add", "--title", "Printer")
        commit = try repository.commit("RFC-1: read cards")
    }

    private var short: String { String(commit.prefix(10)) }

    @Test func linksSeveralItemsInOneCommitOfTheLedger() throws {
        let length = try repository.ledgerLength()
        let result = try repository.sluice("link", "HEAD", "TASK-2", "TASK-1", "TASK-2", "--reason", "both")
        #expect(result.status == 0)
        #expect(result.output == "\(short) belongs to RFC-1 (subject), TASK-1 (by hand), TASK-2 (by hand).\n")
        #expect(try repository.ledgerLength() == length + 1)
    }

    @Test func saysWhenNothingChanges() throws {
        let length = try repository.ledgerLength()
        for words in [["link", "HEAD", "RFC-1"], ["unlink", "main", "TASK-1"], ["unlink", commit, "--exempt"]] {
            let result = try repository.start([Places.program] + words + ["--reason", "x"]).wait()
            #expect(result.status == 0)
            #expect(result.errors == "note: Nothing changes, it is so already.\n")
            #expect(result.output == "\(short) belongs to RFC-1 (subject).\n")
        }
        #expect(try repository.ledgerLength() == length)
    }

    @Test func unlinksAgainstTheMessageAndLinksAgain() throws {
        let unlinked = try repository.sluice("unlink", "HEAD", "RFC-1", "--reason", "a typo")
        #expect(unlinked.output == "\(short) belongs to no item, and is not exempt.\n")
        let linked = try repository.sluice("link", "HEAD", "RFC-1", "--reason", "no typo after all")
        #expect(linked.output == "\(short) belongs to RFC-1 (subject).\n")
    }

    @Test func exemptsAndTakesItBack() throws {
        let bump = String(try repository.commit("version bump").prefix(10))
        let exempt = try repository.sluice("link", "HEAD", "--exempt", "--reason", "a version\u{1B}number")
        #expect(exempt.output == "\(bump) belongs to no item, and needs none: a version<U+001B>number.\n")
        #expect(
            exempt.errors == """
                warning: \(bump): Dana Developer declared that it needs no item, and made it; \
                the gate expects exemption by someone who did not make the commit
                hint: by someone else: `sluice link \(bump) --exempt --reason "…"`

                """)
        #expect(try repository.sluice("link", "HEAD", "--exempt", "-m", "again").errors.hasPrefix("note: Nothing"))
        let json = try repository.sluice("link", "HEAD", "--exempt", "-m", "again", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [String: Any]
        #expect(object?["exempt"] as? String == "by-hand")
        let back = try repository.sluice("unlink", "HEAD", "--exempt")
        #expect(back.output == "\(bump) belongs to no item, and is not exempt.\n")
    }

    @Test func warnsOfNoExemptionThatCounts() throws {
        try repository.commit("version bump")
        try repository.sluice("link", "HEAD", "--exempt", "--reason", "mine")
        let other = try repository.sluice("link", "HEAD", "--exempt", "--reason", "seen", person: .tester)
        #expect(other.status == 0 && other.errors.isEmpty, "\(other.errors)")
        #expect(try repository.sluice("link", "HEAD", "RFC-1", "--reason", "an item after all").errors.isEmpty)
    }

    @Test func cannotTakeBackWhatThePolicyExempts() throws {
        let repository = try TestRepository.withLedger(policy: "[exempt]\n path = docs/**\n")
        try repository.commit("words", files: ["docs/a.md": "a"])
        let result = try repository.sluice("unlink", "HEAD", "--exempt")
        #expect(result.status == 1)
        #expect(result.errors.contains("is exempt by the policy, not by hand"))
    }

    @Test func linksNothingUnknown() throws {
        let unknown = try repository.sluice("link", "HEAD", "TASK-1", "TASK-3", "--reason", "x")
        #expect(unknown.status == 1)
        #expect(
            unknown.errors.hasPrefix("error: TASK-3 is not in the ledger\nhint: add it with `sluice task add TASK-3"))
        #expect(try repository.sluice("link", "nowhere", "TASK-1", "--reason", "x").status == 3)
        #expect(try repository.ledgerLength() == 4)
    }

    @Test func needsAReasonAndEitherItemsOrExempt() throws {
        for words in [
            ["link", "HEAD", "TASK-1"], ["unlink", "HEAD", "RFC-1"], ["link", "HEAD", "--exempt"],
            ["link", "HEAD", "--reason", "x"], ["link", "HEAD", "TASK-1", "--exempt", "--reason", "x"],
            ["link", "HEAD", "TASK-1", "--reason", " "],
        ] {
            #expect(try repository.start([Places.program] + words).wait().status == 2)
        }
    }

    @Test("T16: a name that is both a branch and a tag is not guessed, an option is no revision")
    func takesNoAmbiguousRevision() throws {
        try repository.branch("twin")
        try repository.commit("x")
        try repository.tag("twin")
        #expect(try repository.sluice("link", "twin", "TASK-1", "--reason", "x").status == 2)
        #expect(try repository.sluice("link", "refs/heads/twin", "TASK-1", "--reason", "x").output.hasPrefix(short))
        #expect(try repository.sluice("link", "--all", "TASK-1", "--reason", "x").status == 2)
        #expect(try repository.sluice("link", "--", "--all", "TASK-1").status == 2)
    }
}
