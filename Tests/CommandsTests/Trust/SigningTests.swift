import Foundation
import Git
import TestSupport
import Testing

/// When, how often and how visibly records are signed.
@Suite("Signing") struct SigningTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }

    /// - Parameter first: shell commands that the signing program runs when it is called for the first time.
    private func signs(by body: String, first: String = "") throws {
        try test.write(
            ".git/sign",
            """
            #!/bin/sh
            folder=$(dirname "$0")
            echo once >> "$folder/signatures"
            if mkdir "$folder/first" 2> /dev/null; then
                \(first.isEmpty ? ":" : first)
            fi
            \(body)

            """)
        try test.makeExecutable(".git/sign")
        try test.git("config", "gpg.ssh.program", "\(test.path)/.git/sign")
    }

    private var signatures: Int { get throws { try test.read(".git/signatures").split(separator: "\n").count } }

    init() throws { signed = try SignedRepository() }

    @Test func showsWhatTheSigningProgramAsksFor() throws {
        try signs(by: "echo 'Touch your key' >&2; exec ssh-keygen \"$@\"")
        try test.commit("Work")
        let linked = try test.sluice("link", "HEAD", "TASK-1", "--reason", "as said")
        #expect(linked.status == 0)
        #expect(linked.errors.hasPrefix("Touch your key\n"))
        #expect(!linked.errors.contains("Signing data"))
    }

    @Test func namesWhyTheSigningProgramFailed() throws {
        try signs(by: "echo 'Touch your key' >&2; printf 'nobody touched it' >&2; exit 1")
        try test.commit("Work")
        let linked = try test.sluice("link", "HEAD", "TASK-1", "--reason", "as said")
        #expect(linked.status != 0)
        #expect(linked.errors.hasPrefix("Touch your key\nnobody touched it"))
        #expect(linked.errors.contains("error: "))
        #expect(linked.errors.components(separatedBy: "nobody touched it").count == 3)
    }

    @Test("signing waits for nobody and holds nobody up; a record is signed again only if its subject has a new one")
    func signsAgainOnlyWhereTheSubjectChanged() throws {
        try #require(try test.sluice("task", "add", "TASK-2", "--title", "Second").status == 0)
        let commits = try (0..<3).map { try test.commit("Work \($0)") }
        for (own, other, expected) in [(commits[0], commits[1], 2), (commits[2], commits[2], 3)] {
            let nested = "\(Places.program) link \(other) TASK-2 --reason other > /dev/null"
            try signs(by: "exec ssh-keygen \"$@\"", first: nested)
            let linked = try test.sluice("link", own, "TASK-1", "--reason", "own")
            #expect(linked.status == 0, "\(linked.errors)")
            #expect(try signatures == expected)
            try #require(try test.start(["rm", "-r", ".git/signatures", ".git/first"]).wait().status == 0)
        }
        let audit = try test.sluice("audit")
        #expect(audit.status == 0, "\(audit.output)")
    }

    @Test func threeWritersSignEachRecordOnce() throws {
        let commits = try (0..<30).map { try test.commit("Work \($0)") }
        try signs(by: "exec ssh-keygen \"$@\"")
        // Whoever comes later is dated no earlier.
        let date = "@\(test.time + 3600) +0000"
        let writers = try (0..<3).map { number in
            let lines = commits[(number * 10)..<(number * 10 + 10)].map { "\($0)\n" }.joined()
            return try test.start(
                [Places.program, "link", "--stdin", "TASK-1", "--reason", "as said"],
                input: Array(lines.utf8), environment: ["GIT_COMMITTER_DATE": date])
        }
        for writer in writers { #expect(try writer.wait().status == 0) }
        #expect(try signatures == 30)
        #expect(try test.ledgerPaths("commits").count == 30)
    }
}
