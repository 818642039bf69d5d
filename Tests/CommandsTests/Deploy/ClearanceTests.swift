import Foundation
import TestSupport
import Testing

@Suite("T62: a refusal of a deployment by somebody who left") struct ClearanceTests {
    private let repository: TestRepository

    private static func policy(members: [String], needs: Int = 4) -> String {
        """
        \(TestRepository.hookPolicy)
        [ledger]
            needs = \(needs)
        [environment "production"]
            approver = operations
        [role "operations"]
        \(members.map { "    member = \($0)@example.org" }.joined(separator: "\n"))

        """
    }

    /// 1.0 is tagged; Olga refused it for production.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(policy: Self.policy(members: ["olga", "rene", "tom"]))
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: first")
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        try decide("reject", by: "olga", "--note", "the disk is full")
    }

    @discardableResult
    private func decide(_ decision: String, by name: String, _ words: String..., status: Int32 = 0) throws
        -> CommandResult
    {
        let result = try repository.start(
            [Places.program, decision, "--env", "production", "--release", "1.0"] + words,
            environment: ["GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": "\(name)@example.org"]
        ).wait()
        try #require(result.status == status, "\(result.output)\(result.errors)")
        return result
    }

    private func leave(needs: Int = 4) throws {
        try repository.write(".git/policy", Self.policy(members: ["rene", "tom"], needs: needs))
        let edited = try repository.sluice("policy", "edit", "--file", ".git/policy", "--reason", "olga left")
        try #require(edited.status == 0, "\(edited.errors)")
    }

    private func mends(status: Int32 = 1) throws -> [String] {
        let result = try repository.sluice("gate", "deploy", "1.0", "--env", "production", "--json")
        try #require(result.status == status, "\(result.output)\(result.errors)")
        return try JSONDecoder().decode(VerdictAnswer.self, from: Data(result.outputBytes)).findings.flatMap(\.mend)
    }

    @Test("who still speaks for the role takes it back; nobody else does")
    func isTakenBackByItsAuthor() throws {
        #expect(try mends() == ["sluice revoke --env production --release 1.0 --role operations  (by olga)"])
        let record = try self.record()
        let refused = try decide("approve", by: "rene", "--answers", record, status: 1)
        #expect(refused.errors.contains("olga refused it, and still speaks for operations"), "\(refused.errors)")
        try decide("approve", by: "rene")
        #expect(try mends().count == 1)
        try decide("revoke", by: "olga")
        try decide("approve", by: "rene")
        try decide("approve", by: "tom")
        #expect(try mends(status: 0).isEmpty)
    }

    @Test("another member answers it, by the command that the gate names; without the answer it stays")
    func isAnswered() throws {
        try leave()
        let command = try #require(try mends().first)
        #expect(
            command.hasPrefix("sluice approve --env production --release 1.0 --role operations --answers "),
            "\(command)")
        try decide("approve", by: "rene")
        try decide("approve", by: "tom")
        #expect(try mends() == [command])
        let record = String(command.suffix(8))
        let unknown = try decide("approve", by: "rene", "--answers", "00000000", status: 2)
        #expect(unknown.errors.contains("there are: \(record) (by olga)"), "\(unknown.errors)")
        try decide("approve", by: "rene", "--answers", record)
        #expect(try mends(status: 0).isEmpty)
        try decide("revoke", by: "rene")
        #expect(try !mends().isEmpty, "an answer that was taken back is none")
    }

    private func record() throws -> String {
        let listing = try repository.git("ls-tree", "-r", "--name-only", "sluice/ledger", "environments")
        let name = try #require(listing.split(separator: "\n").last)
        return String(try #require(name.split(separator: "-").last).prefix(8))
    }
}
