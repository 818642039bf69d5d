import Changes
import Gate
import Git
import Ledger
import Releases

/// The auditor's checklist of a release (Design, "What an auditor asks of a release"), answered from its evidence. Questions
/// that the ledger holds no answer to are marked as not recorded. Each part is in a file of its own.
struct AuditorReport {
    let evidence: ReleaseEvidence
    let changes: ChangeIndex

    init(_ evidence: ReleaseEvidence) {
        self.evidence = evidence
        changes = ChangeIndex(evidence)
    }

    var page: Page {
        var page = Page(title: "Release \(evidence.origin.version): evidence for auditors")
        page.section("Summary", summary)
        page.section("Population of changes", population)
        page.section("Changes", [.paragraph("Each planned item, with what was asked, decided and done.")])
        for item in evidence.manifest.items { page.section(title(of: item), level: 3, answers(on: item)) }
        page.section("Configuration changes", configuration)
        page.section("Emergency changes and their later review", emergencies)
        page.section("Decisions of boards", records(on: .boards, "No decision of a board is recorded."))
        page.section("Tests", records(on: .tests, "No test result is recorded."))
        page.section("Waivers", records(on: .waivers, "No waiver is recorded."))
        page.section("Rejected, withdrawn and dropped", rejections)
        page.section("Links and exemptions by hand", byHand)
        page.section("Deployments", records(on: .deployments, "No deployment is recorded."))
        page.section("Policy, people and roles in the period", policies)
        page.section("Records that decide nothing", discounted)
        page.section("How to check this", EvidenceChecks(evidence).blocks)
        return page
    }

    private var summary: [Page.Block] {
        let (facts, manifest) = (evidence.facts, evidence.manifest)
        let record = evidence.manifestRecord
        let head = [
            ["Tag", "\(manifest.tag) on \(manifest.candidate)"],
            ["Counted from", manifest.base.map { "\($0) (\(manifest.baseRule))" } ?? "the beginning"],
            ["Tagged", "\(evidence.tagged.shown) UTC by \(word(of: record.stored))"],
            ["Under policy", "\(manifest.policy); asked again under policy \(facts.policy.version)"],
            ["Records relied on", signatures],
            ["Ledger", "\(evidence.origin.branch) at \(evidence.origin.tip)"],
            ["First policy", "\(facts.ledger.firstPolicy)"],
            [
                "The gate, asked again",
                evidence.verdict.isOpen ? "open: nothing speaks against the release" : "refused",
            ],
        ]
        let findings = evidence.verdict.findings.map(\.sentence)
        return [.table(["what", "answer"], rows: head)] + (findings.isEmpty ? [] : [.list(findings)])
    }

    private var signatures: String {
        switch evidence.facts.policy.requiredSignatures {
        case .none: "unsigned: who decided is what Git was told, a claim and no proof"
        case .decisions: "decisions count only with the signature of a person of the policy"
        case .all: "every record counts only with the signature of a person of the policy"
        }
    }
}

/// What several parts say.
extension AuditorReport {
    /// The item's ID and title.
    func title(of item: ItemID) -> String { evidence.item(item).map { "\(item.shown) \($0.title)" } ?? "\(item.shown)" }

    /// Who wrote a record, and what that word is worth: `Quinn <quinn@example.org> (signed)`.
    func word(of stored: StoredRecord) -> String { "\(stored.author) (\(stored.authorship.word))" }

    func records(on topic: AuditTopic, _ nothing: String) -> [Page.Block] {
        table(of: evidence.records(on: topic).map(\.stored), nothing)
    }

    /// Records as the journal tells them, in the order of their times.
    func table(of records: [StoredRecord], _ nothing: String) -> [Page.Block] {
        let names = Set(records.map(\.name))
        guard !names.isEmpty else { return [.paragraph(nothing)] }
        // The journal says what changed, for which it has to know what was there before.
        let subjects = Set(records.map(\.record.statement.subject)).sorted { "\($0)" < "\($1)" }
        // Of one time, in the order in which their writers had seen them.
        let entries = Journal(subjects.map { evidence.records(of: $0) }).entries.reversed()
            .filter { names.contains($0.record) }
            .sorted { $0.at < $1.at }
        let rows = entries.map { entry in
            [entry.at.shown, "\(entry.by) (\(entry.authorship.word))", entry.about, entry.sentence()]
        }
        return [.table(["time (UTC)", "who", "about", "what"], rows: rows)]
    }
}

extension [String] {
    /// The words as a sentence's list, or what is said where there are none.
    func orNone(_ nothing: String) -> String { isEmpty ? nothing : joined(separator: ", ") }
}
