import Changes
package import Ledger

/// Test cases as a table: one a line.
package struct TestCaseTable {
    private let cases: [TestCase]

    package init(_ cases: [TestCase]) { self.cases = cases }

    package func text(width: Int?, palette: Palette) -> String {
        let columns: [Table.Column] = [
            .init("case"), .init("stage"), .init("for", shrinks: true), .init("title", shrinks: true), .init(""),
        ]
        let rows = cases.map { testCase in
            [
                Table.Cell(testCase.id.description, .bold), .init(testCase.stage.rawValue),
                .init(testCase.scope.joined(separator: ", ")), .init(testCase.title),
                .init(!testCase.isActive ? "retired" : testCase.isMandatory ? "" : "not mandatory", .dim),
            ]
        }
        return Table(columns, rows: rows).text(width: width, palette: palette)
    }
}
