package import Changes
package import Gate
import Git
import Ledger
import Releases

/// A verdict in JSON. Stable: keys may be added, none is taken away.
package struct VerdictDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ verdict: Verdict) {
        let facts = verdict.facts
        json = .object([
            // Absent where it is about a tag.
            "environment": verdict.deploy?.environment.name,
            // The rules that were asked, where a roll-back is asked fewer than others.
            "rollBack": verdict.deploy?.former.map { former in
                JSONValue.object(["to": former.record, "asked": verdict.askedCodes.map(\.rawValue)])
            },
            // The time that was asked about, where it was not now: what it says decides nothing.
            "at": facts.askedAt,
            "release": facts.version, "tag": facts.tagName, "open": verdict.isOpen,
            "base": facts.range.scope.baseDocument, "candidate": facts.range.scope.candidateDocument,
            // What the branch of the candidate lacks; absent for nothing.
            "behind": facts.range.scope.lag,
            "policy": facts.policy.version,
            // How versions were read and put into order.
            "scheme": facts.policy.scheme(of: facts.version).rawValue,
            "ledger": JSONValue.object(["branch": facts.ledger.branch, "tip": facts.ledger.tip]),
            // Absent in a repository without components.
            "component": facts.policy.component(of: facts.version)?.name,
            "commits": facts.contents.commits.count, "items": facts.items.planned,
            // Commits of the range of files that no component owns; absent where there are none.
            "unowned": facts.contents.unowned.isEmpty
                ? nil : JSONValue.array(facts.contents.unowned.map(\.commit.id.json)),
            // What boards asked for as they approved.
            "conditions": facts.boardConditions.map {
                JSONValue.object(["item": $0.item, "role": $0.role, "condition": $0.text])
            },
            // What would be a finding, were it not lifted for a time.
            "waived": verdict.waived.map { finding, waiver in
                JSONValue.object([
                    "finding": Self.finding(finding), "by": waiver.by, "until": waiver.statement.until,
                    "reviewBy": waiver.statement.reviewBy, "reason": waiver.statement.reason,
                ])
            },
            // Files in the ledger that are no records and decide nothing; absent where there is none.
            "invalid": facts.ledger.invalid.isEmpty
                ? nil
                : JSONValue.array(
                    facts.ledger.invalid.map { .object(["path": $0.path, "why": $0.fault.description]) }),
            // Branches that hold a damaged object, on which nothing could be looked for; absent where there is none.
            "damagedBranches": facts.items.outside.damagedBranches.isEmpty
                ? nil : JSONValue.array(facts.items.outside.damagedBranches.map { .string($0) }),
            "findings": verdict.findings.map(Self.finding),
            // Whether the records relied on are signed, so that who approved is proven.
            "signed": facts.policy.requiredSignatures != .none,
            // Whether the first policy is the one that is pinned here (SLUICE_TRUST, sluice.trust).
            "pinned": facts.ledger.isPinned,
        ])
    }

    static func finding(_ finding: Finding) -> JSONValue {
        .object([
            "code": finding.code.rawValue, "subject": subject(finding.subject), "expected": finding.expected,
            "found": finding.found, "mend": finding.mend,
        ])
    }

    private static func subject(_ subject: Finding.Subject) -> JSONValue {
        switch subject {
        case .release: .object(["kind": "release"])
        case .item(let item): .object(["kind": "item", "id": item, "display": item.display])
        case .commit(let commit): .object(["kind": "commit", "id": commit])
        case .message: .object(["kind": "message"])
        }
    }
}
