import Changes
import Gate
import Git
import Ledger
import Testing

@testable import Releases
@testable import Reports

/// Packed evidence held against what follows from its records: every file of it, and no other.
@Suite struct EvidenceComparisonTests {
    private let evidence: ReleaseEvidence
    private let packed: [String: [UInt8]]
    private let release: SampleRelease

    init() throws {
        var release = try SampleRelease("1.0.0")
        try release.record(.policy(PolicyStatement(version: 1, text: .zero, reason: "")))
        try release.add("TASK-1", [.title: "Form"])
        try release.commit("TASK-1: form")
        try release.plan("TASK-1")
        try release.decide(.approve, on: "TASK-1")
        try release.move("TASK-1", rungs: 5)
        try release.tag()
        self.release = release
        evidence = try release.evidence()
        packed = Dictionary(EvidencePackage(evidence).files.map { ($0.path, $0.bytes) }) { first, _ in first }
        try #require(evidence.verdict.isOpen)
    }

    private func findings(_ packed: [String: [UInt8]], program: String = "1.2.3") -> [AuditFinding] {
        EvidenceComparison(packed, with: evidence, program: program).findings
    }

    private func found(_ packed: [String: [UInt8]], program: String = "1.2.3") -> [String] {
        findings(packed, program: program).map { "\($0.severity) \($0.subject): \($0.what)" }
    }

    @Test func believesWhatWasPacked() {
        let names = [
            "README.md", "allowed_signers", "commits", "evidence.json", "manifest.json", "policy/3.allowed_signers",
            "report.html", "report.md", "signatures", "verdict.json", "verdict.txt",
        ]
        #expect(names.filter { packed[$0] == nil } == [])
        #expect(packed.keys.filter { $0.hasPrefix("records/") }.count == 7)
        #expect(findings(packed).isEmpty)
        var summed = packed
        summed["SHA256SUMS"] = Array("anything".utf8)
        #expect(findings(summed).isEmpty, "the digests are checked elsewhere")
    }

    @Test("one byte changed in any file is found, as are bytes at its end, and files that are missing")
    func findsEveryChangedFile() {
        let verdict = packed.filter { $0.key == "verdict.json" }
        let others = packed.filter { $0.key != "verdict.json" }
        // No key is named by the policy.
        let empty = ["allowed_signers", "policy/3.allowed_signers", "signatures"]
        #expect(others.filter(\.value.isEmpty).keys.sorted() == empty)
        let changes: [([UInt8]) -> [UInt8]] = [
            { [$0[0] ^ 1] + $0.dropFirst() }, { $0.dropLast() + [$0[$0.count - 1] ^ 1] }, { $0.dropLast() },
            { bytes in bytes.enumerated().map { $0 == bytes.count / 2 ? $1 ^ 1 : $1 } }, { $0 + [10] },
        ]
        for change in changes {
            let changed = packed.merging(others.mapValues { $0.isEmpty ? [10] : change($0) }) { $1 }
            #expect(
                found(changed).sorted()
                    == others.keys.map { "falsified \($0): it is not what the records say" }.sorted())
        }
        #expect(
            found(verdict).sorted()
                == packed.keys.filter { $0 != "verdict.json" }
                .map { "falsified \($0): it is missing" }.sorted())
        for path in ["commits", "report.md"] {
            let changed = packed.merging([path: []]) { $1 }
            #expect(found(changed) == ["falsified \(path): it is not what the records say"])
        }
    }

    @Test func findsWhatIsNoPartOfIt() {
        var more = packed
        more["note"] = [10]
        more["records/items/x"] = [10]
        #expect(
            Set(found(more)) == [
                "falsified note: it is no part of this evidence",
                "falsified records/items/x: it is no part of this evidence",
            ])
        let mend = findings(more).map { $0.mend.map(\.text) }.sorted { "\($0)" < "\($1)" }
        #expect(mend == [["rm note"], ["rm records/items/x"]])
    }

    @Test("words of another program are not compared, and a remark says so; everything else is")
    func comparesNoOtherWords() {
        var changed = packed
        for path in EvidencePackage.worded { changed[path] = [10] }
        let remark =
            "remark report.html, report.md, README.md, verdict.txt: they were worded by Sluice 1.2.3, and were held "
            + "against their digests alone"
        #expect(found(changed, program: "2.0.0") == [remark])
        changed["commits"] = [10]
        #expect(
            found(changed, program: "2.0.0") == ["falsified commits: it is not what the records say", remark])
    }

    @Test("a verdict that is another one here is shown key by key: what a clone decides drifts, all else is false")
    func comparesVerdicts() throws {
        var late = release
        try late.commit("slipped in")
        let refused = try late.evidence()
        let drift = EvidenceComparison(packed, with: refused, program: "1.2.3").findings
            .filter { $0.code == .verdict }
        #expect(drift.allSatisfy { $0.severity == .drift })
        let subjects = Set(drift.map(\.subject))
        #expect(subjects == ["verdict, candidate", "verdict, commits", "verdict, findings", "verdict, open"])
        #expect(drift.contains { $0.subject == "verdict, open" && $0.what == "packed: true; here and now: false" })
        #expect(drift.allSatisfy { $0.mend.map(\.text) == ["sluice gate tag 1.0.0"] })
        var changed = packed
        let text = String(decoding: try #require(packed["verdict.json"]), as: UTF8.self)
        changed["verdict.json"] = Array(text.replacing("\"policy\": 3", with: "\"policy\": 4").utf8)
        #expect(found(changed) == ["falsified verdict, policy: packed: 4; here and now: 3"])
        changed["verdict.json"] = Array("{".utf8)
        #expect(found(changed).contains("falsified verdict.json: it is no verdict"))
    }
}

/// What came of checking evidence, as `evidence verify` prints it.
@Suite struct EvidenceCheckTextTests {
    private func finding(_ severity: AuditFinding.Severity) -> AuditFinding {
        AuditFinding(.derived, severity, "commits", "it is\u{1B} \(severity)", mend: ["rm x"])
    }

    private func check(_ severities: AuditFinding.Severity..., hasOrigin: Bool = true) throws -> EvidenceCheck {
        let version = try #require(Version("1.0.0"))
        let origin = EvidenceOrigin(version: version, branch: "sluice/ledger", tip: .zero, program: "1.2.3")
        return EvidenceCheck(
            origin: hasOrigin ? origin : nil, records: 7, verdict: nil, findings: severities.map(finding))
    }

    @Test(
        "the worst that was found decides",
        arguments: [
            ([], "verifies", "clean"), ([.remark], "verifies", "clean"),
            ([.remark, .drift], "verifies, but the verdict is another one here", "drift"),
            ([.drift, .undecided], "cannot be checked whole in this clone", "undecided"),
            ([.undecided, .falsified, .drift], "does not verify", "false"),
        ] as [([AuditFinding.Severity], String, String)])
    func showsTheDecision(severities: [AuditFinding.Severity], decision: String, result: String) throws {
        let version = try #require(Version("1.0.0"))
        let check = EvidenceCheck(
            origin: EvidenceOrigin(version: version, branch: "sluice/ledger", tip: .zero, program: "1.2.3"), records: 7,
            verdict: nil, findings: severities.map(finding))
        let text = EvidenceCheckText(check).text
        #expect(
            text.hasPrefix(
                "evidence of release 1.0.0: \(decision)\n  7 records from sluice/ledger at 0000000000\n"), "\(text)")
        #expect(!text.contains("\u{1B}") && text.contains("commits") == !severities.isEmpty)
        let document = JSONText.line(EvidenceCheckDocument(check))
        #expect(document.contains(#""result":"\#(result)""#), "\(document)")
        #expect(document.contains(#""open":null"#) && document.contains(#""records":7"#))
    }

    @Test func showsWhereNothingIsKnown() throws {
        let check = try check(.falsified, hasOrigin: false)
        #expect(EvidenceCheckText(check).text.hasPrefix("evidence of no release: does not verify\n\n"))
        #expect(JSONText.line(EvidenceCheckDocument(check)).contains(#""release":null"#))
    }

    @Test("what evidence is of is read as it was written, and no other way")
    func readsItsOrigin() throws {
        let version = try #require(Version("1.0.0"))
        let origin = EvidenceOrigin(version: version, branch: "sluice/ledger", tip: .zero, program: "1.2.3")
        let text = JSONText.document(origin.document)
        #expect(EvidenceOrigin(document: Array(text.utf8)) == origin)
        for (old, new) in [
            ("\"format\": 1", "\"format\": 2"), ("1.0.0", ""), ("\"tip\": \"0", "\"tip\": \"x"), ("{", "["),
        ] {
            let changed = text.replacing(old, with: new, maxReplacements: 1)
            #expect(changed != text && EvidenceOrigin(document: Array(changed.utf8)) == nil, "\(changed)")
        }
    }

    @Test("a ledger's file has one place in evidence, and the files next to it are none")
    func placesFiles() {
        for (path, place) in [
            ("trust/3/policy", "policy/3"), ("trust/3/r.json", "records/trust/3/r.json"), ("format", "records/format"),
        ] {
            #expect(EvidencePaths.path(ofPacked: path) == place && EvidencePaths.packedPath(of: place) == path)
        }
        for path in ["report.md", "records/a.json.line", "records/a.json.sig", "policy/3.keyring", "records"] {
            #expect(EvidencePaths.packedPath(of: path) == nil, "\(path)")
        }
    }
}
