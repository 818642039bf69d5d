package import Changes
package import Git
import Ledger

/// The stable codes of an audit's findings, in the order in which they are told.
package enum AuditCode: String, CaseIterable, Sendable {
    // What no honest ledger holds.
    case removed, changed, missing, name, place, repository
    case notAFile = "not-a-file"
    case content
    case tooLarge = "too-large"
    case several, signature, administrator
    case pin
    case tagBeyond = "tag-beyond"
    // What no whole evidence has.
    case sums, surplus, derived, withheld
    case notInLedger = "not-in-ledger"
    // What cannot be told in this clone.
    case policyUnusable = "policy-unusable"
    case undecided
    // What is not as it should be.
    case tagUnapproved = "tag-unapproved"
    case tagMoved = "tag-moved"
    case tagReplaced = "tag-replaced"
    case tagMissing = "tag-missing"
    case manifest, verdict, deployment
    case probableLink = "probable-link"
    case order, stray
    // What an auditor will want to know.
    case discounted
    case outsider
    case judgedOtherwise = "judged-otherwise"
    case backdated
    case claim, unsigned, unpinned
    case tagFloating = "tag-floating"
    case tagUnread = "tag-unread"
    case notJudged = "not-judged"
    case notCompared = "not-compared"
}

/// One thing that an audit found.
package struct AuditFinding: Hashable, Sendable {
    /// How much it matters; the worst first.
    package enum Severity: Int, Comparable, CaseIterable, Sendable {
        /// Evidence does not verify.
        case falsified
        /// The clone lacks what is needed to tell.
        case undecided
        /// Something is not as it should be.
        case drift
        /// Good to know.
        case remark

        package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    package let code: AuditCode
    package let severity: Severity
    /// What it is about: a path in the ledger, a tag, a release, a commit.
    package let subject: String
    /// The commit that did it or that it is about.
    package let commit: ObjectID?
    package let what: String
    /// Commands that fix it or show more, the first is the usual one.
    package let mend: [ShellCommand]

    package init(
        _ code: AuditCode, _ severity: Severity, _ subject: String, _ what: String, commit: ObjectID? = nil,
        mend: [ShellCommand]
    ) {
        self.code = code
        self.severity = severity
        self.subject = subject
        self.what = what
        self.commit = commit
        self.mend = mend
    }
}
