package import Changes
package import Git

/// The stable codes of the gate's rules (Design, "The gate"), in the order in which findings are told.
package enum RuleCode: String, CaseIterable, Sendable {
    case ledger, history, lost, unaccounted, unlinked
    case unknownItem = "unknown-item"
    case stowaway, absent, reverted, status
    case signOff = "signoff"
    case stale, segregation, tests, board, dependency, configuration, plan, incident, merge
    /// Those of deployments.
    case tagged, promotion, approvers, window, busy, downgrade, package, handover
    /// That of a check before the merge.
    case closed

    /// Those that a gate asks.
    package static let ofGate = allCases.filter { $0 != .closed }
}

/// One reason of the gate to stay shut.
package struct Finding: Hashable, Sendable {
    /// What the finding is about.
    package enum Subject: Hashable, Sendable {
        case release
        case item(ItemID)
        case commit(ObjectID)
        /// The message of a commit that does not exist yet.
        case message
    }

    package let code: RuleCode
    package let subject: Subject
    package let expected: String
    package let found: String
    /// Commands that fix it, any one of them; the first is the usual one.
    package let mend: [ShellCommand]
    /// The fixes that it shares with other findings of its rule; empty where each needs a fix of its own.
    package let together: [CommonFix]
    /// Whether evidence is false rather than absent: that is told by an exit status of its own.
    package let isUnverified: Bool
    /// Whether nothing can be decided here, whatever else is found.
    package let isUndecided: Bool
    /// Whether it goes away by itself once the others about the same subject are fixed; with those it is not told.
    package let isConsequence: Bool
    /// Whether it only explains other findings: it shuts no gate by itself.
    package let isCompanion: Bool

    package init(
        _ code: RuleCode, _ subject: Subject, expected: String, found: String, mend: [ShellCommand],
        together: [CommonFix] = [], isUnverified: Bool = false, isUndecided: Bool = false, isConsequence: Bool = false,
        isCompanion: Bool = false
    ) {
        self.isCompanion = isCompanion
        self.code = code
        self.subject = subject
        self.expected = expected
        self.found = found
        self.mend = mend
        self.together = together
        self.isUnverified = isUnverified
        self.isUndecided = isUndecided
        self.isConsequence = isConsequence
    }
}
