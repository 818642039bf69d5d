import Changes
package import Gate
import Git
import Ledger
import Releases

/// Findings with the question that they answer, as every format shows them: a verdict of the gate, or a check before a merge.
protocol Judgement {
    /// `gate tag 2.4.0`
    var question: String { get }
    /// `open`, `refused (2 findings)`
    var decision: String { get }
    /// What a page about it is headed with.
    var title: String { get }
    /// A sentence or two on the things that were looked at.
    var summary: [String] { get }
    /// The name of the tests that a report of tests lists.
    var suite: String { get }
    /// The rules that were asked, in the order of their findings.
    var askedCodes: [RuleCode] { get }
    var findings: [Finding] { get }
    func subject(of finding: Finding) -> String
    /// False for a finding that is shown and refuses nothing.
    func refuses(_ finding: Finding) -> Bool
    /// The time that was asked about; nil where it was now.
    var askedAt: Timestamp? { get }
    var policyVersion: Int { get }
    var ledgerBranch: String { get }
}

extension Judgement {
    func refuses(_ finding: Finding) -> Bool { true }

    var askedAt: Timestamp? { nil }

    func findings(of code: RuleCode) -> [Finding] { findings.filter { $0.code == code } }
}

extension Verdict: Judgement {
    var title: String {
        let release =
            facts.version.description + (deploy.map { " to \($0.environment.name)" } ?? "")
            + (facts.askedAt.map { " at \($0), not now" } ?? "")
        return "Gate of release \(release): \(isOpen ? "open" : "refused")"
    }

    var summary: [String] {
        [
            "\(facts.range.scope.sentence), candidate \(facts.range.scope.candidateName): "
                + "\(counted(facts.contents.commits.count, "commit")), "
                + "\(counted(facts.items.planned.count, "planned item"))"
        ] + (rollBack.map { [$0] } ?? [])
    }

    var suite: String { "sluice.gate" }

    var askedAt: Timestamp? { facts.askedAt }

    var policyVersion: Int { facts.policy.version }

    var ledgerBranch: String { facts.ledger.branch }

    /// `RFC-1 in release 2.4.0`, `commit 1a2b3c4d5e`: what a finding is about, in a few words.
    func subject(of finding: Finding) -> String {
        switch finding.subject {
        case .release: "release \(facts.version)"
        case .item(let item): "\(item.shown) in release \(facts.version)"
        case .commit(let commit): "commit \(commit.abbreviated)"
        case .message: "message"
        }
    }
}

extension Finding {
    /// Expected, found, and the first command that fixes it, in one sentence.
    var advice: String {
        "expected \(expected); found \(found)" + (mend.first.map { "; fix it with: \($0)" } ?? "")
    }
}
