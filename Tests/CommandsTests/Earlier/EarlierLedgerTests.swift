import Foundation
import Git
import Ledger
import System
import TestSupport
import Testing

/// Ledgers that an earlier version wrote keep their verdicts, audit and evidence.
///
/// A difference is a defect, unless the design decided it: then the answer is recorded anew with `SLUICE_RECORD=1`, and the
/// commit names the decision. See `Tests/Fixtures/format-1/README.md`.
@Suite struct EarlierLedgerTests {
    enum Kind: String, CaseIterable {
        case unsigned, signed
    }

    @Test(arguments: Kind.allCases) func keepsItsVerdicts(of kind: Kind) throws {
        let earlier = try EarlierLedger(kind.rawValue)
        for (release, status) in [("1.0.0", 0), ("1.0.1", 1), ("1.1.0", 1)] as [(String, Int32)] {
            let answer = try earlier.repository.sluice("gate", "tag", release, "--json")
            #expect(answer.status == status, "\(answer.errors)")
            try earlier.expect(answer.outputBytes, as: "gate-\(release).json")
        }
    }

    @Test(arguments: Kind.allCases) func keepsItsAudit(of kind: Kind) throws {
        let earlier = try EarlierLedger(kind.rawValue)
        let answer = try earlier.repository.sluice("audit", "--json")
        #expect(answer.status == 0, "\(answer.errors)")
        try earlier.expect(answer.outputBytes, as: "audit.json")
    }

    @Test(arguments: Kind.allCases) func keepsItsEvidence(of kind: Kind) throws {
        let earlier = try EarlierLedger(kind.rawValue)
        let folder = "\(earlier.repository.path)/evidence"
        let packed = try earlier.repository.sluice("evidence", "1.0.0", "--output", folder)
        try #require(packed.status == 0, "\(packed.errors)")
        let report = String(decoding: try File.read("\(folder)/report.md"), as: UTF8.self)
        let stable = try #require(report.range(of: "## How to check this")).lowerBound
        let records = try File.listing(below: "\(folder)/records").files.filter { $0.hasSuffix(".json") }.sorted()
        let text = report[..<stable] + "## Records\n\n" + records.joined(separator: "\n") + "\n"
        try earlier.expect(Array(text.utf8), as: "evidence-1.0.0.md")
    }

    @Test func verifiesEvidenceThatWasPackedBefore() throws {
        let earlier = try EarlierLedger("signed")
        let package = "\(earlier.repository.path)/evidence.tar"
        let unpacked = try earlier.repository.start(
            ["sh", "-c", "gunzip < \"$1\" > \"$2\"", "sh", "\(earlier.folder)/evidence-1.0.0.tar.gz", package]
        ).wait()
        try #require(unpacked.status == 0, "\(unpacked.errors)")
        let verified = try earlier.repository.sluice("evidence", "verify", package)
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    @Test("doctor shows the command that raises the format; before that nothing newer is recorded")
    func showsHowToRaiseTheFormat() throws {
        let repository = try EarlierLedger("unsigned").repository
        try repository.put(file: "releases/1.1.0/note.txt", on: "sluice/ledger")
        let refused = try repository.sluice("set-aside", "releases/1.1.0/note.txt", "--reason", "a note")
        #expect(refused.status == 1 && refused.errors.contains("needs = \(Record.newestFormat)"), "\(refused.errors)")
        let checks = try JSONDecoder().decode(
            [Check].self, from: Data(repository.sluice("doctor", "--json").outputBytes))
        let format = try #require(checks.first { $0.check == "format" })
        #expect(format.state == "warning")
        let command = "sluice() { '\(Places.program)' \"$@\"; }; \(try #require(format.mend.first))"
        let raised = try repository.start(["sh", "-c", command]).wait()
        #expect(raised.status == 0, "\(raised.errors)")
        #expect(try repository.sluice("doctor").output.contains("\(Record.newestFormat), the newest"))
        let done = try repository.sluice("set-aside", "releases/1.1.0/note.txt", "--reason", "a note")
        #expect(done.status == 0, "\(done.errors)")
    }

    private struct Check: Decodable {
        let check: String
        let state: String
        let mend: [String]
    }
}

extension TestRepository {
    /// Adds a file to a branch that is not checked out.
    fileprivate func put(file path: String, on branch: String) throws {
        let blob = try git("hash-object", "-w", "--stdin", input: Array("hello\n".utf8))
        let index = ["GIT_INDEX_FILE": "\(self.path).added"]
        for words in [["read-tree", branch], ["update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)"]] {
            try #require(try start(["git"] + words, environment: index).wait().status == 0)
        }
        let tree = try start(["git", "write-tree"], environment: index).wait().output.prefix(40)
        try git("update-ref", "refs/heads/\(branch)", git("commit-tree", "-p", branch, "-m", "a note", String(tree)))
    }
}
