import Changes
package import Gate
import Git
import Ledger
import Releases

/// A verdict in JSON. Stable: keys may be added, none is taken away.
package struct VerdictDocument: Encodable, Sendable {
    private let release: String
    private let tag: String
    private let open: Bool
    private let base: EndDocument
    private let candidate: EndDocument
    private let policy: Int
    private let ledger: LedgerDocument
    private let commits: Int
    private let items: [String]
    private let findings: [FindingDocument]
    /// Whether the records relied on are signed, so that who approved is proven.
    private let signed = false

    private enum CodingKeys: String, CodingKey {
        case release, tag, open, base, candidate, policy, ledger, commits, items, findings, signed
    }

    package init(_ verdict: Verdict) {
        let facts = verdict.facts
        release = facts.version.description
        tag = facts.tagName
        open = verdict.isOpen
        base = facts.scope.baseDocument
        candidate = facts.scope.candidateDocument
        policy = facts.policy.version
        ledger = LedgerDocument(branch: facts.ledger.branch, tip: facts.ledger.tip.description)
        commits = facts.contents.commits.count
        items = facts.plannedItems.map(\.description)
        findings = verdict.findings.map(FindingDocument.init)
    }
}

private struct LedgerDocument: Encodable {
    let branch: String
    let tip: String
}

private struct FindingDocument: Encodable {
    let code: String
    let subject: [String: String]
    let expected: String
    let found: String
    let mend: [String]

    init(_ finding: Finding) {
        code = finding.code.rawValue
        subject =
            switch finding.subject {
            case .release: ["kind": "release"]
            case .item(let item): ["kind": "item", "id": item.description]
            case .commit(let commit): ["kind": "commit", "id": commit.description]
            }
        expected = finding.expected
        found = finding.found
        mend = finding.mend
    }
}
