import Changes
import Git
import Ledger
package import Releases

/// The latest result of every mandatory case is a pass on the content that the release has now.
package enum TestRule: Rule {
    package static let code = RuleCode.tests

    package static func findings(in facts: GateFacts) -> [Finding] {
        facts.tests.standings.filter { $0.testCase.isMandatory && $0.state != .passed }.map { standing in
            Finding(
                code, .item(standing.item),
                expected:
                    "a pass of \(standing.testCase.id) (\(standing.testCase.stage.rawValue)): \(standing.testCase.title)",
                found: found(standing, facts),
                mend: [
                    "sluice test record \(standing.testCase.id) pass --release \(facts.version) --item \(standing.item)\(who(standing))"
                ])
        }
    }

    private static func who(_ standing: TestStanding) -> ShellCommand {
        standing.state == .ownWork || standing.state == .outsider ? "  (by someone else)" : ""
    }

    private static func found(_ standing: TestStanding, _ facts: GateFacts) -> String {
        guard let result = standing.result else { return "it was not tried" }
        let by = result.statement.source.map { "\(result.by.name), from \($0)" } ?? result.by.name
        let note = result.statement.note.map { ": \($0)" } ?? ""
        switch standing.state {
        case .open: return "it was not tried"
        case .contradicted: return "two results that had not seen each other contradict, so neither counts"
        case .stale: return "\(by) tried other content"
        case .edited: return "\(by) tried it before it was edited"
        case .ownWork: return "\(by) tried it, but is author, committer or co-author of its commits"
        case .outsider: return "only \(by) tried it, whose results do not count"
        case .unsigned: return "only \(by) tried it, without a signature that counts"
        case .early: return "only \(by) tried it, dated \(result.at), which is yet to come"
        case .passed, .failed, .blocked, .skipped: return "\(by): \(standing.state.rawValue)\(note)"
        }
    }
}
