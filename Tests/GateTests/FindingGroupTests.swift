import Changes
import Git
import Ledger
import Testing

@testable import Gate

@Suite struct FindingGroupTests {
    private func finding(_ number: Int, _ code: RuleCode = .stowaway, together: [CommonFix] = []) -> Finding {
        Finding(
            code, .item(ItemID(key: "TASK", number: number)), expected: "x", found: "y",
            mend: ["sluice release add 1.0 TASK-\(number)"], together: together)
    }

    @Test("L98: findings of one rule with one fix are one group, at the place of the first; few stay single")
    func groupsFindingsWithOneFix() {
        let all = CommonFix.command("sluice release collect 1.0")
        let many = (1...5).map { finding($0, together: [all]) }
        let few = (6...9).map { finding($0, .signOff, together: [.command("sluice approve --all")]) }
        let groups = FindingGroup.groups(of: [many[0], few[0], finding(10)] + many.dropFirst() + few.dropFirst())
        #expect(groups.map(\.findings.count) == [5, 1, 1, 1, 1, 1])
        #expect(groups[0].fixes == ["sluice release collect 1.0"])
        #expect(groups[1].fixes == few[0].mend)
    }

    @Test func namesNoMoreSubjectsThanAnybodyReads() {
        let fix = CommonFix.names(before: "sluice release drop 1.0 ", after: " --reason \"…\"")
        let groups = FindingGroup.groups(of: (1...60).map { finding($0, together: [fix]) })
        let command = groups.first?.fixes.first?.text ?? ""
        #expect(
            command.hasPrefix("sluice release drop 1.0 TASK-1 TASK-2 ") && command.hasSuffix(" TASK-50 --reason \"…\""))
        let loop = CommonFix.each(before: "sluice move ", after: " closed").command(for: ["TASK-1", "a b"])
        #expect(loop.text == "for each in TASK-1 'a b'; do sluice move \"$each\" closed; done")
    }
}
