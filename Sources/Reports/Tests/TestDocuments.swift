package import Changes
package import Ledger
package import Releases

/// A test case in JSON. Stable: keys may be added, none is taken away.
package struct TestCaseDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ testCase: TestCase) {
        json = .object([
            "id": testCase.id, "title": testCase.title, "stage": testCase.stage.rawValue,
            "mandatory": testCase.isMandatory, "for": testCase.scope, "steps": testCase[.steps],
            "expected": testCase[.expected], "automated": testCase[.automated], "active": testCase.isActive,
        ])
    }
}

/// A result as it was recorded, in JSON.
package struct TestResultDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ result: TestResultStatement) { json = result.json }
}

/// Where a case stands on an item, in JSON. Stable: keys may be added, none is taken away.
package struct TestStandingDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ standing: TestStanding, _ release: Version) {
        json = .object([
            "release": release, "item": standing.item, "case": TestCaseDocument(standing.testCase),
            "state": standing.state.rawValue, "by": standing.result?.by, "at": standing.result?.at.description,
            "note": standing.result?.statement.note,
            // Files that show it; each stands in the ledger's branch at attachments/<hh>/<hh>/<sha256>.
            "attachments": standing.result?.statement.attachments,
        ])
    }
}
