import Changes

/// What can be recorded of an item. The raw value is the name in records, in JSON and as an option.
package enum ItemAttribute: String, CaseIterable, Sendable {
    case title, state, type, requester, reason, description, priority, risk
    case deploymentPlan = "deployment-plan"
    case backOutPlan = "back-out-plan"
    case userAction = "user-action"
    case assignee, rfc
    case dependsOn = "depends-on"
    case start, due, severity, affects, workaround, opened, resolved
    case causedBy = "caused-by"
    case fixedBy = "fixed-by"

    /// What the attribute holds, for help texts.
    package var summary: String {
        switch self {
        case .title: "one line that says what it is"
        case .state: "open or closed"
        case .type: "standard, normal or emergency"
        case .requester: "who asked for it"
        case .reason: "why it is asked for"
        case .description: "the whole text"
        case .priority: "critical, high, medium or low"
        case .risk: "high, medium or low"
        case .deploymentPlan: "what to do to put the change in place, beside the roll-out"
        case .userAction: "what users have to do because of the change"
        case .backOutPlan: "how to undo the change when it fails"
        case .assignee: "who works on it"
        case .rfc: "the RfC that the task implements"
        case .dependsOn: "items without which it cannot be released: RFC-3, TASK-7"
        case .causedBy: "the release or item that caused it, `2.4.0` or `RFC-12`; `2.4.0 confirmed` once that is sure"
        case .fixedBy: "the items that put it right: RFC-3, TASK-7"
        case .start: "the day on which work begins (2026-11-22)"
        case .due: "the day by which it is needed (2026-11-22)"
        case .severity: "critical, high, medium or low"
        case .affects: "the configuration items that it is about, as the policy names them: billing, shop"
        case .workaround: "what to do until it is solved"
        case .opened: "when it was noticed: 2026-11-22, '2026-11-22 21:05', now"
        case .resolved: "when it was solved: 2026-11-22, '2026-11-22 21:05', now"
        }
    }

    /// The words that are allowed; nil for free text.
    package var choices: [String]? {
        switch self {
        case .state: ["open", "closed"]
        case .type: ["standard", "normal", "emergency"]
        case .priority, .severity: ["critical", "high", "medium", "low"]
        case .risk: ["high", "medium", "low"]
        default: nil
        }
    }

    /// The value as it is recorded, or why it cannot be.
    package func normalised(_ text: String) throws(AttributeProblem) -> String {
        let value = text.trimmingCharacters(where: \.isWhitespace)
        if value.isEmpty { return value }
        guard value.utf8.count <= Self.lengthLimit else {
            throw AttributeProblem(self, text, .tooLong(limit: Self.lengthLimit))
        }
        guard value != "…" else { throw AttributeProblem(self, text, .placeholder) }
        if let choices {
            let lowered = value.lowercased()
            guard choices.contains(lowered) else { throw AttributeProblem(self, text, .notAmong(choices)) }
            return lowered
        }
        switch self {
        case .start, .due:
            guard Day(value) != nil else { throw AttributeProblem(self, text, .noDay) }
        case .opened, .resolved:
            guard let time = ItemTime(value) else { throw AttributeProblem(self, text, .noDay) }
            return time.description
        case .rfc:
            guard ItemID(value) != nil else { throw AttributeProblem(self, text, .noItem) }
        case .dependsOn, .fixedBy:
            guard let items = ItemList(value) else { throw AttributeProblem(self, text, .noItem) }
            return items.description
        case .causedBy:
            guard let cause = Cause(value) else { throw AttributeProblem(self, text, .noCause) }
            return cause.description
        case .affects: return ItemList.names(in: value).unique(by: \.self).sorted().joined(separator: ", ")
        case .title:
            guard !value.contains(where: \.isNewline) else { throw AttributeProblem(self, text, .severalLines) }
        default: break
        }
        return value
    }

    private static let lengthLimit = 1 << 16
}

/// Why a value cannot be an attribute's.
package struct AttributeProblem: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        case tooLong(limit: Int), notAmong([String]), noDay, noItem, noCause, severalLines
        /// One day for those who write the day first, and another for those who write the month first.
        case ambiguousDay
        /// The dots of a suggested command, which stand for words of one's own.
        case placeholder
        /// The sort of item does not have this attribute.
        case notOfThisNoun(ItemNoun)
    }

    package let attribute: ItemAttribute
    package let value: String
    package let reason: Reason

    package init(_ attribute: ItemAttribute, _ value: String, _ reason: Reason) {
        self.attribute = attribute
        self.value = value
        self.reason = reason
    }
}

extension String {
    func trimmingCharacters(where matches: (Character) -> Bool) -> String {
        var rest = self[...]
        while let first = rest.first, matches(first) { rest.removeFirst() }
        while let last = rest.last, matches(last) { rest.removeLast() }
        return String(rest)
    }
}
