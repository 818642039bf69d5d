import Changes
import Testing

@testable import Ledger

/// Each preset with the columns that its tracker exports.
@Suite struct ImportPresetTests {
    /// What an import reads of a table: attributes by ID.
    private func items(_ table: ImportedTable, _ preset: ImportPreset.Name, dates: DateOrder? = nil) throws -> [String:
        [ItemAttribute: String]]
    {
        let policy = try Policy(text: Array(Self.policy.utf8), version: 1)
        let preset = ImportPreset(preset)
        let columns = try ImportColumns([:], preset: preset, in: table)
        let reader = ImportReader(
            table.rows, columns: columns, policy: policy, rules: ImportRules(preset: preset, dates: dates))
        #expect(reader.badRows == [] && reader.badValues == [])
        return Dictionary(uniqueKeysWithValues: reader.items.map { ($0.id.description, $0.values) })
    }

    private static let policy = """
        [item "RFC"]
            kind = rfc
            form = CHG{7}
        [item "TASK"]
            kind = task
            form = "#{n}"
        [item "INC"]
            kind = incident
            form = INC{7}
        [item "BUG"]
            kind = problem
            form = Bug {n}
        [release]
            tag = v{version}
        [sign-off]
            role = qa
        """

    @Test("L91: Jira's links to what blocks an issue are dependencies, and a status belongs to a category")
    func readsJira() throws {
        let table = """
            Summary,Issue key,Issue id,Issue Type,Status,Priority,Resolution,Assignee,Reporter,Created,Resolved,Component/s,\
            Component/s,Due date,Inward issue link (Blocks),Inward issue link (Blocks),Outward issue link (Blocks),\
            Custom field (Change type),Custom field (Backout plan),Custom field (Change risk),Status Category
            Pay,RFC-1,10001,Change,Peer review,High,,Dana,Quinn,12/Mar/24 3:15 PM,,shop,billing,13/Mar/24 12:00 AM,\
            TASK-3,TASK-2,TASK-9,Standard,switch it off,Low,In Progress
            Form,TASK-2,10002,Sub-task,Shipped,Medium,Done,,Quinn,12/Mar/24 3:15 PM,12/Mar/24 3:16 PM,,,,,,,,,,Done

            """
        let read = try items(try importedTable(csv: Array(table.utf8)), .jira)
        let expected: [ItemAttribute: String] = [
            .title: "Pay", .state: "open", .type: "standard", .requester: "Quinn", .priority: "high", .risk: "low",
            .backOutPlan: "switch it off", .assignee: "Dana", .dependsOn: "TASK-2, TASK-3", .due: "2024-03-13",
        ]
        #expect(read["RFC-1"] == expected)
        #expect(read["TASK-2"]?[.state] == "closed")
    }

    @Test("L91: ServiceNow's numbers for states mean other things for changes, incidents and tasks")
    func readsServiceNow() throws {
        let states = [-5, -4, -3, -2, -1, 0, 3, 4]
        let rows = states.enumerated().map {
            #"{"number":"CHG000\#(1000 + $0)","short_description":"x","state":"\#($1)","type":"normal","risk":"3","#
                + #""opened_at":"2024-03-12 15:15:00","assigned_to":{"link":"https://example.org","value":"Dana"}}"#
        }
        let incidents = [("1", "open"), ("3", "open"), ("6", "closed"), ("On Hold", "open"), ("Resolved", "closed")]
        let more = incidents.enumerated().map {
            #"{"number":"INC000\#(1000 + $0)","short_description":"x","state":"\#($1.0)","severity":"1 - High"}"#
        }
        let text = #"{"result":[\#((rows + more).joined(separator: ","))]}"#
        let read = try items(try importedTable(json: Array(text.utf8)), .servicenow)
        let changes = states.indices.map { read["RFC-\(1000 + $0)"]?[.state] }
        #expect(changes == ["open", "open", "open", "open", "open", "open", "closed", "closed"])
        #expect(incidents.indices.map { read["INC-\(1000 + $0)"]?[.state] } == incidents.map(\.1))
        #expect(read["RFC-1000"]?[.risk] == "medium" && read["RFC-1000"]?[.assignee] == "Dana")
        #expect(read["INC-1000"]?[.severity] == "high")
    }

    @Test("L91: Redmine's column `#`, its relations in one cell, and its states")
    func readsRedmine() throws {
        let table = """
            #,Project,Tracker,Parent task,Status,Priority,Subject,Author,Assignee,Updated,Category,Start date,Due date,\
            Created,Closed,Related issues
            12,Shop,Bug,,Feedback,Immediate,Pay,Quinn,Dana,03/12/2024 03:15 PM,,03/12/2024,03/13/2024,\
            03/11/2024 03:15 PM,,"Blocked by #7, Related to #8, Follows (2 days) #9, Blocks #10"
            7,Shop,Feature,,Rejected,Normal,Form,Quinn,,03/12/2024 03:15 PM,,,,03/11/2024 03:15 PM,,

            """
        let read = try items(try importedTable(csv: Array(table.utf8)), .redmine, dates: .mdy)
        #expect(
            read["TASK-12"] == [
                .title: "Pay", .state: "open", .priority: "critical", .assignee: "Dana", .start: "2024-03-12",
                .due: "2024-03-13", .dependsOn: "TASK-7, TASK-9",
            ])
        #expect(read["TASK-7"]?[.state] == "closed")
    }

    @Test("L91: Bugzilla's columns by name or by title, and its states", arguments: [true, false])
    func readsBugzilla(isHuman: Bool) throws {
        let head =
            isHuman
            ? "Bug ID,Product,Component,Assignee,Status,Resolution,Summary,Severity,Opened,Depends on"
            : "bug_id,product,component,assigned_to,bug_status,resolution,short_desc,bug_severity,opendate,dependson"
        let states = [
            ("UNCONFIRMED", "open"), ("NEEDINFO", "open"), ("IN_PROGRESS", "open"), ("RESOLVED", "closed"),
            ("CLOSED", "closed"), ("VERIFIED", "closed"),
        ]
        let rows = states.enumerated().map {
            "\($0 + 1),Shop,pay,dana,\($1.0),WONTFIX,Crash,enhancement,2024-03-12 15:15:00,"
        }
        let read = try items(
            try importedTable(csv: Array(([head] + rows).joined(separator: "\n").utf8)), .bugzilla)
        #expect(states.indices.map { read["TASK-\($0 + 1)"]?[.state] } == states.map(\.1))
    }

    @Test func readsBugzillasRESTAnswerForTheFormThatThePolicyHas() throws {
        let policy = try Policy(
            text: Array(Self.policy.replacing("form = \"#{n}\"", with: "").utf8), version: 1)
        let text =
            #"{"bugs":[{"id":5,"summary":"Crash","status":"VERIFIED","is_open":true,"severity":"S1","depends_on":[3,4],"#
            + #""creation_time":"2024-03-12T15:15:00Z","component":"pay","creator":"quinn","type":"defect"}]}"#
        let table = try importedTable(json: Array(text.utf8))
        let preset = ImportPreset(.bugzilla)
        let reader = ImportReader(
            table.rows, columns: try ImportColumns([:], preset: preset, in: table), policy: policy,
            rules: ImportRules(preset: preset))
        #expect(reader.items.map(\.id) == [ItemID(key: "BUG", number: 5)])
        #expect(
            reader.items.first?.values == [
                .title: "Crash", .state: "open", .severity: "critical", .affects: "pay", .opened: "2024-03-12",
            ])
    }

    @Test("L92: a pull request in GitHub's list of issues is no item")
    func readsGitHub() throws {
        let text = """
            [{"number":12,"title":"Pay","state":"open","user":{"login":"quinn"},"assignees":[{"login":"dana"}]},
             {"number":13,"title":"Request","state":"open","pull_request":{"url":"https://example.org/13"}},
             {"number":14,"title":"Form","state":"CLOSED","author":{"login":"quinn"},"closedAt":"2024-03-12T15:15:00Z"}]
            """
        let read = try items(try importedTable(json: Array(text.utf8)), .github)
        #expect(read.keys.sorted() == ["TASK-12", "TASK-14"])
        #expect(read["TASK-12"] == [.title: "Pay", .state: "open", .assignee: "dana"])
        #expect(read["TASK-14"]?[.state] == "closed")
    }

    @Test("L92: GitLab's `id` is a number of the whole server, its `iid` the issue's")
    func readsGitLab() throws {
        let text = #"[{"id":9001,"iid":12,"title":"Pay","state":"opened","severity":"UNKNOWN","issue_type":"issue"}]"#
        #expect(
            try items(try importedTable(json: Array(text.utf8)), .gitlab) == [
                "TASK-12": [.title: "Pay", .state: "open"]
            ])
        let table =
            "Title,Issue ID,URL,State,Author,Assignee,Due Date,Created At (UTC),Epic ID\nPay,12,x,Closed,Q,D,,2024-03-12 15:15:00,4\n"
        let read = try items(try importedTable(csv: Array(table.utf8)), .gitlab)
        #expect(read == ["TASK-12": [.title: "Pay", .state: "closed", .assignee: "D"]])
    }

    @Test("L92: Azure's tree of titles, its fields, and a `Reason` that is none")
    func readsAzure() throws {
        let table = """
            ID,Work Item Type,Title 1,Title 2,Assigned To,State,Reason,Priority
            12,Epic,Shop,,,Active,Moved to state Active,2
            13,Task,,Pay,Dana <dana@example.org>,Removed,Removed from the backlog,4

            """
        let read = try items(try importedTable(csv: Array(table.utf8)), .azure)
        #expect(read["TASK-12"] == [.title: "Shop", .state: "open", .priority: "high"])
        #expect(
            read["TASK-13"] == [
                .title: "Pay", .state: "closed", .priority: "low", .assignee: "Dana <dana@example.org>",
            ])
        let text =
            #"{"count":1,"value":[{"id":14,"fields":{"System.Id":14,"System.Title":"Form","System.State":"Doing","#
            + #""System.AssignedTo":{"displayName":"Dana"}}}]}"#
        #expect(
            try items(try importedTable(json: Array(text.utf8)), .azure) == [
                "TASK-14": [.title: "Form", .state: "open", .assignee: "Dana"]
            ])
    }

    @Test(
        "the columns of a tracker suggest its preset, those of a spreadsheet none",
        arguments: [
            ("Issue key,Issue id,Summary,Status,Status Category,Reporter,Created", .jira),
            ("number,short_description,state,requested_by,backout_plan", .servicenow),
            ("#,Tracker,Status,Subject,Author,Related issues", .redmine),
            ("bug_id,product,component,assigned_to,bug_status,resolution,short_desc", .bugzilla),
            ("Title,Issue ID,URL,State,Author,Created At (UTC)", .gitlab),
            ("ID,Work Item Type,Title,Assigned To,State,Created By,Created Date,Closed Date", .azure),
            ("number,title,state,createdAt,closedAt", .github), ("id,title,state,priority,author", nil),
        ] as [(String, ImportPreset.Name?)])
    func suggestsAPreset(columns: String, name: ImportPreset.Name?) {
        #expect(ImportPreset.fitting(columns.split(separator: ",").map(String.init))?.name == name)
    }
}
