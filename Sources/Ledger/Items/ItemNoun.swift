import Changes

/// The four sorts of items, named as their commands are.
package enum ItemNoun: String, CaseIterable, JSONConvertible, Sendable {
    case rfc, task, problem, incident

    /// How the noun reads in a sentence.
    package var title: String { self == .rfc ? "RfC" : rawValue }

    /// The noun with its article: `an RfC`, `a task`.
    package var titleWithArticle: String { (self == .rfc || self == .incident ? "an " : "a ") + title }

    /// What is recorded of a new item unless something else is said.
    package var initialValues: [ItemAttribute: String] {
        attributes.contains(.type) ? [.state: "open", .type: "normal"] : [.state: "open"]
    }

    /// The attributes that such items may have.
    package var attributes: [ItemAttribute] {
        switch self {
        case .rfc:
            [
                .title, .state, .type, .requester, .reason, .description, .priority, .risk, .deploymentPlan,
                .backOutPlan, .userAction, .assignee, .dependsOn, .start, .due,
            ]
        case .task: [.title, .state, .rfc, .description, .priority, .assignee, .dependsOn, .start, .due]
        case .problem:
            [
                .title, .state, .severity, .affects, .description, .workaround, .priority, .assignee, .opened,
                .resolved, .causedBy, .fixedBy,
            ]
        case .incident:
            [
                .title, .state, .severity, .affects, .description, .workaround, .priority, .requester, .assignee,
                .opened, .resolved, .causedBy, .fixedBy,
            ]
        }
    }
}
