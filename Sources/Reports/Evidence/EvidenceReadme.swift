import Changes
import Gate
import Git
import Ledger
import Releases

/// `README.md` of packed evidence: what is in it, and how to check it with no more than what stands on any machine.
struct EvidenceReadme {
    private let evidence: ReleaseEvidence

    init(_ evidence: ReleaseEvidence) { self.evidence = evidence }

    var text: String {
        var page = Page(title: "Evidence of release \(evidence.origin.version)")
        page.section("What this is", [.list(origin), .table(["file", "holds"], rows: contents)])
        page.section("How to check it by hand", EvidenceChecks(evidence).blocks)
        page.section(
            "How to check it at once",
            [
                .paragraph(
                    "In a clone, Sluice does all of this, derives the verdict anew from what is here and the commits, and "
                        + "needs no network. Name this folder in full."),
                .commands("sluice evidence verify <folder>\n"),
            ])
        return PageMarkdown(page: page).text
    }

    private var origin: [String] {
        let (manifest, origin) = (evidence.manifest, evidence.origin)
        return [
            "Release \(origin.version), tag \(manifest.tag) on commit \(manifest.candidate), "
                + (manifest.base.map { "counted from \($0)" } ?? "the first one"),
            "Taken from the ledger \(origin.branch) at \(origin.tip), by Sluice \(origin.program)",
            "The first policy, on which all trust hangs, is \(evidence.facts.ledger.firstPolicy)",
            "The gate, asked again under policy \(evidence.facts.policy.version): "
                + (evidence.verdict.isOpen ? "open" : counted(evidence.verdict.findings.count, "finding")),
        ]
    }

    private var contents: [[String]] {
        [
            ["report.html, report.md", "the auditor's checklist, answered"],
            ["manifest.json", "what the release consisted of when it was tagged"],
            ["verdict.json, verdict.txt", "what the gate says of it"],
            [
                "records/",
                "the ledger's records, byte for byte under their names; of a signed one also the line that was signed (.line) and the signature (.sig)",
            ],
            ["policy/", "every version of the rules, and whose keys it names"],
            ["allowed_signers", "the people of the policy in force and their SSH keys"],
            ["signatures", "which signature is by whom: record, program, person, namespace, policy"],
            ["commits", "the commits of the release"],
            ["evidence.json", "from where all this was taken"],
            ["SHA256SUMS", "the digests of all other files"],
        ]
    }
}
