import Changes
import FactsSupport
import Git
import Ledger
import Testing

@testable import Gate
@testable import Releases

/// `handover`: those who help users took the release over as it is now.
@Suite struct HandoverRuleTests {
    private func wanted(_ acknowledgements: HandOverStanding.Acknowledgement...) throws -> WantedDeployment {
        var wanted = try WantedDeployment()
        wanted.handOver = HandOverStanding(role: "service-desk", content: .zero, acknowledgements: acknowledgements)
        return wanted
    }

    private let fixes: [ShellCommand] = [
        "sluice handover 1.0 --acknowledge 0000000000", "sluice handover 1.0  (to read it first)",
    ]

    private func taken(at seconds: Int64, by person: Person, isCurrent: Bool) -> HandOverStanding.Acknowledgement {
        .init(at: Timestamp(seconds: seconds), by: person, isCurrent: isCurrent)
    }

    @Test func staysSilentWhereNobodyHasToTakeItOver() throws {
        #expect(try WantedDeployment().findings(HandoverRule.self).isEmpty)
    }

    @Test func refusesWhatNobodyTookOver() throws {
        let finding = try wanted().finding(HandoverRule.self)
        #expect(finding.code == .handover && finding.subject == .release)
        #expect(finding.expected == "1.0 taken over by service-desk" && finding.found == "nobody took it over")
        #expect(finding.mend == fixes)
    }

    @Test func refusesWhatHasChangedSince() throws {
        let wanted = try wanted(
            taken(at: 0, by: Facts.quinn, isCurrent: false), taken(at: 60, by: Facts.rene, isCurrent: false))
        let finding = try wanted.finding(HandoverRule.self)
        #expect(
            finding.found == "Rene took it over 1970-01-01T00:01:00.000Z, and something of it has changed since")
        #expect(finding.mend == fixes)
    }

    @Test("one who took over what it is now is enough, whoever came after")
    func staysSilentForWhatIsCurrent() throws {
        let wanted = try wanted(
            taken(at: 0, by: Facts.quinn, isCurrent: true), taken(at: 60, by: Facts.rene, isCurrent: false))
        #expect(try wanted.findings(HandoverRule.self).isEmpty)
    }
}
