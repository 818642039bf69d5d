/// What a column of an imported table can hold: the items' IDs, or one of their attributes.
package enum ImportTarget: Hashable, Sendable {
    case id
    case attribute(ItemAttribute)

    /// All targets, the ID first.
    package static let all = [ImportTarget.id] + ItemAttribute.allCases.map(ImportTarget.attribute)

    /// The name in the policy and in options: `id`, `title`, `back-out-plan`.
    package var name: String {
        switch self {
        case .id: "id"
        case .attribute(let attribute): attribute.rawValue
        }
    }

    /// Whether it can have several values. Of others the first one counts.
    var isList: Bool { [.dependsOn, .fixedBy, .affects].map(ImportTarget.attribute).contains(self) }

    /// Nil for a name that no target has.
    package init?(name: String) {
        guard let target = Self.all.first(where: { $0.name == name }) else { return nil }
        self = target
    }

    /// How Jira, GitHub, GitLab, ServiceNow and spreadsheets call such a column, the likeliest first, as
    /// `ColumnName.plain` writes it. Jira's `Issue id` is a number of its own, so it comes after `Issue key`.
    var usualColumns: [String] {
        switch self {
        case .id: ["issuekey", "key", "id", "item", "number", "issueid", "iid"]
        case .attribute(let attribute): attribute.usualColumns
        }
    }
}

extension ItemAttribute {
    fileprivate var usualColumns: [String] {
        switch self {
        case .title: ["summary", "title", "shortdescription", "name", "subject"]
        case .state: ["state", "status"]
        case .type: ["changetype", "type", "issuetype"]
        case .requester: ["requester", "requestedby", "reporter", "openedby", "author", "creator", "user"]
        case .reason: ["reason", "justification", "businessjustification"]
        case .description: ["description", "body"]
        case .priority: ["priority"]
        case .risk: ["risk", "risklevel"]
        case .deploymentPlan: ["deploymentplan", "implementationplan"]
        case .userAction: ["useraction", "actionrequired"]
        case .backOutPlan: ["backoutplan", "rollbackplan"]
        case .assignee: ["assignee", "assignedto", "assignees"]
        case .rfc: ["rfc", "requestforchange", "changerequest"]
        case .dependsOn: ["dependson", "blockedby", "predecessors"]
        case .causedBy: ["causedby", "causedbychange", "rootcause"]
        case .fixedBy: ["fixedby", "resolvedby", "fixedin"]
        case .start: ["startdate", "start", "plannedstart", "plannedstartdate"]
        case .due: ["duedate", "due", "dueon", "plannedend", "plannedenddate"]
        case .severity: ["severity"]
        case .affects: ["affects", "configurationitem", "cmdbci", "components", "component"]
        case .workaround: ["workaround"]
        case .opened: ["opened", "openedat", "created", "createdat", "createdatutc"]
        case .resolved: ["resolved", "resolvedat", "resolutiondate", "closed", "closedat", "closedatutc"]
        }
    }
}

/// The name of a column, made comparable.
enum ColumnName {
    /// What belongs to the tracker and not to the name: `fields.` of Jira's JSON, `Custom field (…)` of its tables.
    private static let wrappings = ["fields.", "custom field ("]
    /// The members of a nested object that hold what people call the value.
    private static let members = [".displayname", ".display_value", ".name", ".login", ".value"]

    /// Letters and digits alone, in lower case: `Issue key` and `issue_key` are one, `assignee.login` is `assignee`. A name
    /// without any is left as it is: Redmine calls its numbers `#`.
    static func plain(_ name: String) -> String {
        var rest = name.lowercased()[...]
        for wrapping in wrappings where rest.hasPrefix(wrapping) { rest = rest.dropFirst(wrapping.count) }
        for member in members where rest.hasSuffix(member) { rest = rest.dropLast(member.count) }
        let letters = String(rest.filter { $0.isLetter || $0.isNumber })
        return letters.isEmpty ? name : letters
    }
}
