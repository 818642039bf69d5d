/// How one issue tracker exports its items: a table of its columns and of its words for states.
///
/// What a preset does not name is read as without it: the usual columns of the other targets, the usual words for states.
package struct ImportPreset: Sendable {
    /// Words for states, in lower case.
    package struct States: Sendable {
        package let open: [String]
        package let closed: [String]

        fileprivate func meaning(of word: String) -> String? {
            if open.contains(word) { return "open" }
            return closed.contains(word) ? "closed" : nil
        }
    }

    /// The trackers, as `--preset` names them.
    package enum Name: String, CaseIterable, Sendable {
        case jira, servicenow, redmine, bugzilla, github, gitlab, azure
    }

    package let name: Name
    /// How the tracker calls itself.
    package let tracker: String
    /// The columns of each target, the likeliest first, as `ColumnName.plain` compares them. An empty list: the tracker has a
    /// column of the usual name that holds something else.
    package let columns: KeyValuePairs<ImportTarget, [String]>
    /// Columns by which the tracker is recognised.
    let signs: [String]
    package let states: States
    /// Other meanings of such words for some kinds of items.
    package var statesByNoun: [ItemNoun: States] = [:]
    /// Forms in which a policy can have the tracker's bare numbers.
    package var marks: [String] = ["#"]
    /// A cell of several relations names dependencies behind these words alone, in lower case; empty where all are dependencies.
    package var dependencyWords: [String] = []
    /// Columns in which only records have a value that are no items.
    package var foreignColumns: [String] = []

    package static var all: [ImportPreset] { Name.allCases.map { ImportPreset($0) } }

    /// The preset of the tracker that wrote a table, by columns that no other tracker has; nil where nothing shows it.
    package static func fitting(_ columns: [String]) -> ImportPreset? {
        let plain = Set(columns.map(ColumnName.plain))
        let counts = all.map { preset in (preset, count: preset.signs.count { plain.contains(ColumnName.plain($0)) }) }
        guard let best = counts.max(by: { $0.count < $1.count }), best.count > 0 else { return nil }
        return counts.count { $0.count == best.count } == 1 ? best.0 : nil
    }

    func plainColumns(of target: ImportTarget) -> [String]? {
        columns.first { $0.key == target }?.value.map(ColumnName.plain)
    }

    func state(_ word: String, of noun: ItemNoun) -> String? {
        statesByNoun[noun]?.meaning(of: word) ?? states.meaning(of: word)
    }

    /// Whether a row is about something that is no item.
    func passesOver(_ row: ImportedRow) -> Bool { foreignColumns.contains { !row.values(of: $0).isEmpty } }

    /// The items that a cell names as dependencies: of `Blocked by #12, Related to #3` it is `#12`.
    func dependencies(in text: String) -> String {
        guard !dependencyWords.isEmpty else { return text }
        return text.split(separator: ",").compactMap { part in
            let relation = TrackerWords.plain(String(part))
            guard dependencyWords.contains(where: relation.hasPrefix) else { return nil }
            return part.split(separator: " ").last.map(String.init)
        }.joined(separator: ", ")
    }
}

extension ImportPreset {
    package init(_ name: Name) {
        self =
            switch name {
            case .jira: .jira
            case .servicenow: .serviceNow
            case .redmine: .redmine
            case .bugzilla: .bugzilla
            case .github: .gitHub
            case .gitlab: .gitLab
            case .azure: .azure
            }
    }

    /// CSV ("Export CSV", all fields), and the answers of the REST API. A status belongs to a category, whatever a workflow calls it.
    static let jira = ImportPreset(
        name: .jira, tracker: "Jira",
        columns: [
            .id: ["Issue key", "key"],
            .attribute(.title): ["Summary"],
            .attribute(.state): ["status.statusCategory.name", "Status Category", "Status"],
            .attribute(.type): ["Custom field (Change type)"],
            .attribute(.requester): ["Reporter", "Creator"],
            .attribute(.reason): ["Custom field (Change reason)", "Custom field (Business justification)"],
            .attribute(.risk): ["Custom field (Change risk)", "Custom field (Risk)"],
            .attribute(.deploymentPlan): ["Custom field (Implementation plan)"],
            .attribute(.backOutPlan): ["Custom field (Backout plan)", "Custom field (Back-out plan)"],
            .attribute(.dependsOn): [
                "Inward issue link (Blocks)", "Inward issue link (Blocker)", "Outward issue link (Depends)",
                "Outward issue link (Dependency)", "Outward issue link (Dependent)",
            ],
            .attribute(.start): ["Custom field (Planned start)", "Custom field (Start date)"],
            .attribute(.due): ["Due date", "Custom field (Planned end)"],
            .attribute(.affects): ["Component/s", "Components", "Components.name"],
            .attribute(.opened): ["Created"],
            .attribute(.resolved): ["Resolved", "resolutiondate"],
        ],
        signs: ["Issue key", "Issue Type", "Status Category", "status.statusCategory.name"],
        states: States(
            open: [
                "waiting for support", "waiting for customer", "waiting for approval", "awaiting approval",
                "awaiting implementation", "planning", "implementing", "escalated", "under investigation",
            ], closed: ["failed"]), marks: [])

    /// `change_request`, `incident`, `problem` and `change_task`, as CSV or from the Table API, with values or with labels.
    static let serviceNow = ImportPreset(
        name: .servicenow, tracker: "ServiceNow",
        columns: [
            .id: ["number"],
            .attribute(.title): ["short_description"],
            .attribute(.state): ["state"],
            .attribute(.type): ["type"],
            .attribute(.requester): ["requested_by", "caller_id", "Caller", "opened_by"],
            .attribute(.reason): ["justification"],
            .attribute(.risk): ["risk"],
            .attribute(.deploymentPlan): ["implementation_plan"],
            .attribute(.backOutPlan): ["backout_plan"],
            .attribute(.assignee): ["assigned_to"],
            .attribute(.rfc): ["change_request"],
            .attribute(.start): ["start_date", "Planned start date"],
            .attribute(.due): ["end_date", "Planned end date", "due_date"],
            .attribute(.affects): ["cmdb_ci", "Configuration item"],
            .attribute(.workaround): ["work_around", "Workaround"],
            .attribute(.opened): ["opened_at", "Opened"],
            .attribute(.resolved): ["resolved_at", "Resolved", "closed_at", "Closed"],
            .attribute(.causedBy): ["caused_by", "Caused by Change"],
            .attribute(.fixedBy): ["rfc"],
        ],
        signs: ["short_description", "sys_id", "backout_plan"],
        states: States(
            open: ["-5", "-4", "-3", "-2", "-1", "0", "root cause analysis", "fix in progress", "known error"],
            closed: ["3", "4", "closed complete", "closed incomplete", "closed skipped"]),
        statesByNoun: [
            .incident: States(open: ["1", "2", "3"], closed: ["6", "7", "8"]),
            .problem: States(open: ["101", "102", "103", "104"], closed: ["106", "107"]),
            .task: States(open: ["-5", "1", "2"], closed: ["3", "4", "7"]),
        ], marks: [])

    /// CSV of a list of issues with all columns, and the answers of the REST API.
    static let redmine = ImportPreset(
        name: .redmine, tracker: "Redmine",
        columns: [
            .id: ["#", "id"],
            .attribute(.title): ["Subject"],
            .attribute(.state): ["status.is_closed", "Status"],
            .attribute(.type): [],
            .attribute(.requester): ["Author"],
            .attribute(.assignee): ["Assignee", "assigned_to"],
            .attribute(.dependsOn): ["Related issues"],
            .attribute(.start): ["Start date"],
            .attribute(.due): ["Due date"],
            .attribute(.affects): ["Category"],
            .attribute(.opened): ["Created", "created_on"],
            .attribute(.resolved): ["Closed", "closed_on"],
        ],
        signs: ["#", "Tracker", "% Done"],
        states: States(
            open: ["false", "feedback", "needs feedback", "need more information", "confirmed", "ready for testing"],
            closed: ["true"]),
        dependencyWords: ["blocked by", "follows"])

    /// CSV of a list of bugs, with names or titles of its columns, and the answers of the REST API.
    static let bugzilla = ImportPreset(
        name: .bugzilla, tracker: "Bugzilla",
        columns: [
            .id: ["bug_id", "Bug ID", "id"],
            .attribute(.title): ["short_desc", "Summary"],
            .attribute(.state): ["is_open", "bug_status", "Status"],
            .attribute(.type): [],
            .attribute(.requester): ["reporter", "creator"],
            .attribute(.assignee): ["assigned_to_realname", "assigned_to_detail.real_name", "assigned_to", "Assignee"],
            .attribute(.severity): ["bug_severity", "Severity"],
            .attribute(.dependsOn): ["dependson", "Depends on"],
            .attribute(.due): ["deadline"],
            .attribute(.affects): ["component"],
            .attribute(.opened): ["opendate", "Opened", "creation_time"],
            .attribute(.resolved): ["cf_last_resolved", "Last Resolved"],
        ],
        signs: ["bug_id", "Bug ID", "short_desc", "bug_status", "is_open", "creation_time"],
        states: States(
            open: [
                "true", "unconfirmed", "confirmed", "needinfo", "in_progress", "modified", "post", "on_dev", "on_qa",
                "release_pending",
            ], closed: ["false"]),
        marks: ["#", "Bug ", "bug ", "bz#"])

    /// `gh issue list --json`, and the answers of the REST API, where pull requests are among the issues.
    static let gitHub = ImportPreset(
        name: .github, tracker: "GitHub",
        columns: [
            .id: ["number"],
            .attribute(.title): ["title"],
            .attribute(.state): ["state"],
            .attribute(.type): [],
            .attribute(.requester): ["author", "user"],
            .attribute(.description): ["body"],
            .attribute(.assignee): ["assignees", "assignee"],
            .attribute(.opened): ["createdAt", "created_at"],
            .attribute(.resolved): ["closedAt", "closed_at"],
        ],
        signs: ["createdAt", "closedAt", "html_url", "node_id"],
        states: States(open: [], closed: []), marks: ["#", "GH-"], foreignColumns: ["pull_request.url"])

    /// CSV of a project's issues, and the answers of the REST API, whose `id` is a number of the whole server.
    static let gitLab = ImportPreset(
        name: .gitlab, tracker: "GitLab",
        columns: [
            .id: ["iid", "Issue ID"],
            .attribute(.title): ["Title"],
            .attribute(.state): ["State"],
            .attribute(.type): [],
            .attribute(.requester): ["Author"],
            .attribute(.assignee): ["Assignee", "Assignees"],
            .attribute(.severity): ["severity"],
            .attribute(.due): ["Due Date"],
            .attribute(.opened): ["created_at", "Created At (UTC)"],
            .attribute(.resolved): ["closed_at", "Closed At (UTC)"],
        ],
        signs: ["iid", "Issue ID", "Created At (UTC)", "web_url"],
        states: States(open: [], closed: []))

    /// CSV of a query, a tree included, and the answers of the REST API and of `az boards query`.
    static let azure = ImportPreset(
        name: .azure, tracker: "Azure DevOps",
        columns: [
            .id: ["ID", "System.Id"],
            .attribute(.title): ["Title", "Title 1", "Title 2", "Title 3", "Title 4", "System.Title"],
            .attribute(.state): ["State", "System.State"],
            .attribute(.type): [],
            .attribute(.requester): ["Created By", "System.CreatedBy"],
            .attribute(.reason): ["Justification", "Microsoft.VSTS.CMMI.Justification"],
            .attribute(.description): ["Description", "System.Description"],
            .attribute(.priority): ["Priority", "Microsoft.VSTS.Common.Priority"],
            .attribute(.risk): ["Risk", "Microsoft.VSTS.Common.Risk"],
            .attribute(.assignee): ["Assigned To", "System.AssignedTo"],
            .attribute(.severity): ["Severity", "Microsoft.VSTS.Common.Severity"],
            .attribute(.start): ["Start Date", "Microsoft.VSTS.Scheduling.StartDate"],
            .attribute(.due): [
                "Due Date", "Target Date", "Microsoft.VSTS.Scheduling.DueDate", "Microsoft.VSTS.Scheduling.TargetDate",
            ],
            .attribute(.opened): ["Created Date", "System.CreatedDate"],
            .attribute(.resolved): ["Closed Date", "Microsoft.VSTS.Common.ClosedDate"],
        ],
        signs: ["Work Item Type", "Area Path", "System.WorkItemType", "System.Title"],
        states: States(open: ["committed", "doing", "proposed", "design"], closed: ["removed", "inactive"]),
        marks: ["AB#", "#"])
}
