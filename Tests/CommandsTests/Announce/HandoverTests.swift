import Foundation
import TestSupport
import Testing

/// `handover` and `announce`: what others are told, and that they took it.
@Suite("handover and announce") struct HandoverTests {
    private let repository: TestRepository

    /// 1.0 is tagged and runs nowhere; PRB-1 is a known error of it.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [item "PRB"]
                    kind = problem
                [configuration-item "billing"]
                    path = billing/**
                [environment "production"]
                    window = optional
                [handover]
                    role = service-desk
                    early-life = 14d
                [role "service-desk"]
                    member = quinn@example.org
                [announce]
                    from = Veröffentlichungen <releases@example.org>
                    to = all@example.org
                    contact = extension 12
                """)
        try run("rfc", "add", "RFC-1", "--title", "Größere Beträge", "--user-action", "log in again")
        try run("problem", "add", "PRB-1", "--title", "Slow report", "--affects", "billing")
        try repository.commit("RFC-1: first", files: ["billing/app.yaml": "limit: 10\n"])
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
    }

    @discardableResult private func run(_ words: String..., person: Person? = nil) throws -> String {
        let result = try repository.start([Places.program] + words, person: person).wait()
        guard result.status == 0 else { throw CommandFailure(result: result) }
        return result.output
    }

    private func codes(status: Int32) throws -> [String] {
        let result = try repository.sluice("gate", "deploy", "1.0", "--env", "production", "--json")
        #expect(result.status == status, "\(result.errors)")
        return try JSONDecoder().decode(VerdictAnswer.self, from: Data(result.outputBytes)).codes
    }

    /// The digits by which what is handed over is known.
    private func digits() throws -> String {
        let text = try run("handover", "1.0")
        let line = try #require(text.split(separator: "\n").first { $0.contains("Known as ") })
        return String(line.split(separator: " ").last ?? "")
    }

    @Test("the gate before production asks that it was taken over, as it is now")
    func isAskedFor() throws {
        #expect(try codes(status: 1) == ["handover"])
        let fix = "fix       sluice handover 1.0 --acknowledge \(try digits())\n"
        #expect(try repository.sluice("gate", "deploy", "1.0", "--env", "production").output.contains(fix))
        let text = try run("handover", "1.0")
        #expect(text.contains("- PRB-1 Slow report\n  - Workaround none is known\n"))
        #expect(text.contains("- RFC-1 log in again\n") && text.contains("Watched for 14d"))
        #expect(text.contains("limit"))
        #expect(
            try run("handover", "1.0", "--acknowledge", digits(), person: .tester)
                == "Took over release 1.0 as service-desk.\n")
        #expect(try codes(status: 0) == [])
        #expect(try run("handover", "1.0").contains("Taken over by Quinn Tester"))
        try run("problem", "edit", "PRB-1", "--workaround", "run it at night")
        #expect(try codes(status: 1) == ["handover"])
        try run("problem", "close", "PRB-1")
        try run("handover", "1.0", "--acknowledge", digits(), person: .tester)
        #expect(try codes(status: 0) == [])
        #expect(try run("journal", "1.0", "--limit", "1").contains("acknowledged as service-desk"))
    }

    @Test("only by the role, and only what was read")
    func refuses() throws {
        let stranger = try repository.start(
            [Places.program, "handover", "1.0", "--acknowledge", digits()], person: .manager
        ).wait()
        #expect(stranger.status == 1 && stranger.errors.contains("may not speak for service-desk"))
        let other = try repository.sluice("handover", "1.0", "--acknowledge", "00000000", person: .tester)
        #expect(other.status == 1 && other.errors.contains("is not what would be handed over now"))
        #expect(other.errors.contains("sluice handover 1.0"))
    }

    @Test("an announcement says what, when, for whom, what changes, what to do and whom to ask")
    func announces() throws {
        let text = try run("announce", "1.0")
        #expect(text.hasPrefix("Release 1.0 is coming\n=====================\n"))
        for line in [
            "- When: will be told", "- For whom: users of billing", "- Questions: extension 12",
            "- RFC-1 log in again", "- RFC-1 Größere Beträge", "- PRB-1 Slow report",
        ] { #expect(text.contains(line), "\(line)") }
        try run(
            "window", "open", "production", "--from", "2026-03-01 22:00", "--until", "2026-03-01 23:00", "--zone", "UTC"
        )
        #expect(try run("announce", "1.0").contains("When: 2026-03-01 22:00"))
        try run("handover", "1.0", "--acknowledge", digits(), person: .tester)
        try run("deploy", "1.0", "--env", "production", "--", "true", person: .manager)
        #expect(try run("announce", "1.0").hasPrefix("Release 1.0 is in production since 2026-01-05 "))
    }

    @Test("mail is read by other programs as it was written")
    func writesMail() throws {
        let mail = try run(
            "announce", "1.0", "--format", "email", "--to", "Zoë, Ops <ops@example.org>", "--to", "b@example.org")
        #expect(mail.split(separator: "\r\n", omittingEmptySubsequences: false).allSatisfy { !$0.contains("\n") })
        let (head, body) = try #require(mail.parted(at: "\r\n\r\n"))
        let lines = head.replacingOccurrences(of: "\r\n ", with: " ").components(separatedBy: "\r\n")
        #expect(lines[0] == "From: =?UTF-8?Q?Ver=C3=B6ffentlichungen?= <releases@example.org>")
        #expect(lines[1] == "To: =?UTF-8?Q?Zo=C3=AB=2C_Ops?= <ops@example.org>, b@example.org")
        #expect(lines[2] == "Subject: Release 1.0 is coming")
        #expect(lines[3].hasPrefix("Date: Mon, 05 Jan 2026 ") && lines[3].hasSuffix(" +0000"))
        #expect(lines.contains("Content-Transfer-Encoding: quoted-printable"))
        #expect(body.contains("Gr=C3=B6=C3=9Fere Betr=C3=A4ge"))
        #expect(mail.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    }

    @Test("an address that is none is refused, as is a message to nobody")
    func refusesAddresses() throws {
        for text in ["nobody", "a@b@c", "a <b c@d>", "a\nBcc: x@y <a@b>x", "é@example.org"] {
            let result = try repository.sluice("announce", "1.0", "--format", "email", "--to", text)
            #expect(result.status == 2 && result.errors.contains("is no address"), "\(text)")
        }
        let plain = try TestRepository.withOpenGate()
        let result = try plain.sluice("announce", "1.0", "--format", "email")
        #expect(result.status == 2 && result.errors.contains("to whom does it go?"))
    }
}

extension String {
    fileprivate func parted(at mark: String) -> (String, String)? {
        range(of: mark).map { (String(self[..<$0.lowerBound]), String(self[$0.upperBound...])) }
    }
}
