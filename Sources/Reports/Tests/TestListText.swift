import Changes
import Ledger
package import Releases

/// What has to be tried for a release, item by item.
package struct TestListText {
    private let standings: [TestStanding]
    private let facts: GateFacts

    package init(_ standings: [TestStanding], _ facts: GateFacts) {
        self.standings = standings
        self.facts = facts
    }

    package func text(width: Int?, palette: Palette) -> String {
        let columns: [Table.Column] = [
            .init("item"), .init("case"), .init("stage"), .init("title", shrinks: true), .init("state"), .init("by"),
        ]
        let rows = standings.enumerated().map { number, standing in
            // An item is named once.
            let isFirst = number == 0 || standings[number - 1].item != standing.item
            return [
                Table.Cell(isFirst ? standing.item.shown : "", .bold), .init(standing.testCase.id.description),
                .init(standing.testCase.stage.rawValue), .init(standing.testCase.title),
                .init(state(standing), standing.state == .passed ? .green : .yellow),
                .init(standing.result.map { $0.by.name } ?? ""),
            ]
        }
        let left = standings.count { $0.testCase.isMandatory && $0.state != .passed }
        let end = left == 0 ? "all that is mandatory was passed" : "\(counted(left, "mandatory case")) left"
        return Table(columns, rows: rows).text(width: width, palette: palette) + "\n\(facts.version): \(end)\n"
    }

    private func state(_ standing: TestStanding) -> String {
        standing.state.rawValue + (standing.testCase.isMandatory ? "" : " (not mandatory)")
    }
}
