package import Ledger

/// The auditor's questions (Design, "What an auditor asks of a release") that records of a kind of their own answer. A kind of
/// record that answers one of these is named here, and the report shows it; until then the report says that nothing is recorded.
package enum AuditTopic: CaseIterable, Sendable {
    case tests, boards, waivers, deployments, emergencyReviews

    /// Nil for records of which the report tells otherwise.
    ///
    /// - Parameter policy: names the roles that decide as boards.
    package init?(_ statement: Statement, under policy: Policy?) {
        switch statement.kind {
        case .item, .link, .exemption, .plan, .move, .testCase, .manifest, .policy, .verdict, .setAside:
            return nil
        case .signOff:
            guard case .signOff(let signOff) = statement, policy?.boards.roles.values.contains(signOff.role) == true
            else { return nil }
            self = .boards
        case .testResult: self = .tests
        case .waiver: self = .waivers
        case .review: self = .emergencyReviews
        case .window, .deployment, .clearance, .package, .handover: self = .deployments
        }
    }
}
