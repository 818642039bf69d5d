package import Changes

/// Attributes of a test case set to new values; an empty value takes the attribute away.
package struct TestCaseStatement: Hashable, Sendable {
    package var id: ItemID
    package var set: [String: String]
    package var reason: String?

    package init(_ id: ItemID, set: [TestCase.Attribute: String], reason: String? = nil) {
        self.id = id
        self.set = Dictionary(uniqueKeysWithValues: set.map { ($0.key.rawValue, $0.value) })
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        id = try fields.value("case")
        set = try fields.value("set")
        reason = try fields.optional("reason")
    }

    package var json: JSONValue { .object(["case": id, "set": set, "reason": reason]) }
}

extension TestCaseStatement: StatementBody {
    package static let kind = Statement.Kind.testCase
    package var about: Subject { .testCase(id) }
    /// A case asks for a pass, and can be retired.
    package var effect: StatementEffect { .both }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .anyone }
    package var deed: String { "test case \(id)" }
    package var named: [ItemID] {
        ItemList.names(in: set[TestCase.Attribute.scope.rawValue] ?? "").compactMap { ItemID($0) }
    }
    package var remark: String? { reason }
}
