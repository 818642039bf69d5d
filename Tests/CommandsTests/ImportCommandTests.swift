import Foundation
import TestSupport
import Testing

@Suite("import")
struct ImportCommandTests {
    private let repository: TestRepository

    init() throws {
        repository = try .withLedger()
    }

    private func run(_ words: String..., input: String = "") throws -> CommandResult {
        try repository.start([Places.program, "import"] + words, input: Array(input.utf8)).wait()
    }

    private func item(_ noun: String, _ id: String) throws -> [String: Any] {
        let result = try repository.sluice(noun, "show", id, "--json")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any])
    }

    private static let jira = """
        Issue key,Issue id,Summary,Issue Type,Status,Priority,Assignee,Reporter,Created,Resolved,Due date,Description
        RFC-1,10001,"Log in, by card",Change,In Progress,Highest,Dana,Quinn,05/Jan/26 9:00 AM,,2026-03-01,"one
        two"
        TASK-2,10002,Reader,Sub-task,Done,Medium,Dana,Quinn,06/Jan/26 9:00 AM,,,
        INCIDENT-3,10003,Down,Incident,Resolved,Minor,,Quinn,2026-01-06T10:00:00.000+0000,07/Jan/26 1:00 PM,,

        """

    @Test func takesOverWhatJiraExports() throws {
        try repository.write("jira.csv", Self.jira)
        let length = try repository.ledgerLength()
        #expect(try run("jira.csv").output == "Imported: 3 new items, 0 changed, 0 as they were.\n")
        #expect(try repository.ledgerLength() == length + 1)
        let rfc = try item("rfc", "RFC-1")
        let expected = [
            "title": "Log in, by card", "type": "normal", "state": "open", "priority": "critical", "assignee": "Dana",
            "requester": "Quinn", "due": "2026-03-01", "description": "one\ntwo",
        ]
        for (name, value) in expected { #expect(rfc[name] as? String == value) }
        #expect(rfc["opened"] == nil)
        #expect(try item("task", "TASK-2")["state"] as? String == "closed")
        let incident = try item("incident", "INCIDENT-3")
        #expect(incident["opened"] as? String == "2026-01-06")
        #expect(incident["resolved"] as? String == "2026-01-07")
    }

    @Test func changesNothingTheSecondTime() throws {
        try repository.write("jira.csv", Self.jira)
        try #require(try run("jira.csv").status == 0)
        let length = try repository.ledgerLength()
        let again = try run("jira.csv")
        #expect(again.status == 0)
        #expect(again.errors == "note: Nothing changes, the ledger has it all already.\n")
        #expect(again.output == "Imported: 0 new items, 0 changed, 3 as they were.\n")
        #expect(try repository.ledgerLength() == length)
    }

    @Test func recordsOnlyWhatTheFileTellsOtherwise() throws {
        try repository.sluice("task", "add", "TASK-2", "--title", "Old", "--priority", "high", "--due", "2026-01-09")
        let file = "key,summary,priority,due\nTASK-2,New,High,\nTASK-3,Three,,\n"
        let dry = try run("-", "--dry-run", input: file)
        #expect(
            dry.output == """
                TASK-2  title: Old → New
                TASK-3  new  Three
                Would be imported: 1 new item, 1 changed, 0 as they were.

                """)
        #expect(try item("task", "TASK-2")["title"] as? String == "Old")
        #expect(try run("-", input: file).status == 0)
        let task = try item("task", "TASK-2")
        #expect(task["title"] as? String == "New")
        #expect(task["due"] as? String == "2026-01-09")
        #expect(try repository.sluice("journal", "TASK-2", "-n", "1").output.contains("TASK-2  title: Old → New\n"))
    }

    @Test func readsJSONLinesOfJiraAndGitHub() throws {
        let jira = """
            {"key":"RFC-5","id":"100","fields":{"summary":"Five","status":{"name":"Closed","id":"6"},\
            "priority":{"name":"Low"},"assignee":{"displayName":"Dana D","name":"dana"},"issuetype":{"name":"Bug"}}}

            """
        #expect(try run("-", input: jira).status == 0)
        let rfc = try item("rfc", "RFC-5")
        #expect(rfc["state"] as? String == "closed")
        #expect(rfc["assignee"] as? String == "Dana D")
        #expect(rfc["priority"] as? String == "low")
        let github = """
            {"number":12,"title":"Twelve","state":"OPEN","assignees":[{"login":"dana"}],"body":"text"}
            {"number":13,"title":"Thirteen","state":"CLOSED","assignees":[],"body":""}

            """
        #expect(try run("-", input: github).status == 1)
        #expect(try run("-", "--key", "TASK", input: github).output.hasPrefix("Imported: 2 new items"))
        #expect(try item("task", "TASK-12")["assignee"] as? String == "dana")
        #expect(try item("task", "TASK-13")["state"] as? String == "closed")
    }

    @Test func takesColumnsFromOptionsAndPolicy() throws {
        let other = try TestRepository.withLedger(policy: "[import]\n id = Nummer\n title = Betreff\n")
        let file = "Nummer;Betreff;Kurz;Wer\nTASK-1;Long;Short;Dana\n"
        let import_ = { (words: [String]) in
            try other.start([Places.program, "import", "-"] + words, input: Array(file.utf8)).wait()
        }
        #expect(try import_(["--dry-run"]).output.hasPrefix("TASK-1  new  Long\n"))
        #expect(try import_(["--column", "title=kurz", "--column", "assignee=WER"]).status == 0)
        let shown = try other.sluice("task", "list").output
        #expect(shown.contains("Dana      Short"))
        let absent = try import_(["--column", "due=Bis"])
        #expect(absent.status == 1)
        #expect(absent.errors.hasPrefix("error: there is no column 'Bis'\nhint: the columns are: 'Betreff', 'Kurz'"))
        #expect(try import_(["--column", "colour=Kurz"]).status == 2)
    }

    @Test func refusesAllForOneBadRowAndNamesEach() throws {
        let file = """
            key,summary,priority,rfc,due
            TASK-1,One,soon,,01/02/2026
            KEY-2,Two,,,
            ,Three,,,
            TASK-1,Four,,,
            TASK-5,,,,
            TASK-6,Six,,RFC-9,

            """
        let length = try repository.ledgerLength()
        let result = try run("-", input: file)
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: nothing was imported:
                  line 2: priority: 'soon' is none of critical, high, medium, low
                  line 2: due: '01/02/2026' can be two days
                  line 3: 'KEY-2' is no ID with a key of the policy
                  line 4: there is no ID
                  line 5: TASK-1 is in line 2 already
                  line 6: TASK-5 is new and has no title
                  line 7: RfC RFC-9 is neither in the ledger nor in the file
                hint: `--dates dmy` reads 03/12/2024 as the 3rd of December, `--dates mdy` as March 12
                hint: fix the file, or skip such rows and values with `--lenient`

                """)
        // Where no row is left, nothing was imported.
        let lenient = try run("-", "--lenient", input: "key,title,rfc\nTASK-5,,\nTASK-6,Six,RFC-9\n")
        #expect(lenient.status == 1)
        #expect(lenient.errors.contains("  line 2: TASK-5 is new and has no title\n"))
        #expect(lenient.errors.contains("  line 3: RfC RFC-9 is neither in the ledger nor in the file\n"))
        #expect(try repository.ledgerLength() == length)
    }

    @Test func leavesBadValuesOutWhenLenient() throws {
        let file = "key,summary,priority\nTASK-1,One,soon\n"
        let strict = try run("-", input: file)
        #expect(strict.errors.hasSuffix("hint: fix the file, or skip such rows and values with `--lenient`\n"))
        let lenient = try run("-", "--lenient", input: file)
        #expect(lenient.status == 0)
        #expect(
            lenient.errors
                == "warning: left out: line 2: priority: 'soon' is none of critical, high, medium, low\n")
        #expect(try item("task", "TASK-1")["priority"] == nil)
    }

    @Test(
        "L94: bad rows are skipped and shown where that is asked for; a row is bad whose dependencies nobody can read")
    func skipsBadRowsWhenLenient() throws {
        let file = "key,summary,depends on\nTASK-1,One,\nKEY-2,Two,\nTASK-3,Three,soon\nTASK-4,Four,,x\n,Five,\n"
        #expect(try run("-", input: file).status == 1)
        let lenient = try run("-", "--lenient", "--json", input: file)
        #expect(lenient.status == 0)
        let warnings = """
            warning: skipped: line 3: 'KEY-2' is no ID with a key of the policy
            warning: skipped: line 4: depends on: 'soon' is no item's ID
            warning: skipped: line 5: the row has 4 fields, the table 3 columns
            warning: skipped: line 6: there is no ID

            """
        #expect(lenient.errors == warnings)
        #expect(lenient.output.contains("\"skipped\": [\n    \"line 3: 'KEY-2'"))
        #expect(try repository.sluice("task", "list").output.split(separator: "\n").count == 2)
    }

    @Test("L94: no more problems are listed than anybody reads, with the options that solve them")
    func saysWhatSolvesTheProblems() throws {
        let rows = (1...60).map { "\($0),Title,Awaiting CAB,x,y\n" }.joined()
        let file = "number,short_description,state,backout_plan,requested_by\n\(rows)"
        let refused = try run("-", input: file)
        #expect(refused.errors.contains("  line 51: '50' is no ID with a key of the policy\n  and 10 more\n"))
        #expect(refused.errors.contains("hint: `--preset servicenow` reads the columns and states of ServiceNow"))
        #expect(refused.errors.contains("hint: `--key TASK` reads bare numbers: 12 is TASK-12\n"))
        let states = try run("-", "--preset", "servicenow", "--key", "RFC", input: file)
        #expect(states.errors.contains("  line 2: state: 'Awaiting CAB' is none of open, closed\n"))
        #expect(states.errors.contains("hint: `--state 'Awaiting CAB=open'` says what such a word means"))
        let known = try run(
            "-", "--preset", "servicenow", "--key", "RFC", "--state", "Awaiting CAB=closed", "--column",
            "title=backout_plan", input: file)
        #expect(known.output == "Imported: 60 new items, 0 changed, 0 as they were.\n")
        let rfc = try item("rfc", "RFC-12")
        #expect(rfc["state"] as? String == "closed" && rfc["title"] as? String == "x")
        #expect(try run("-", "--state", "x=soon", input: file).status == 2)
    }

    @Test func refusesOtherEncodingsWithTheCommandThatConvertsThem() throws {
        try repository.write("jira export.csv", bytes: Array("key,title\nTASK-1,Gr".utf8) + [0xF6, 0xDF, 0x65, 0x0A])
        let refused = try run("jira export.csv")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("`iconv -f WINDOWS-1252 -t UTF-8 'jira export.csv' | sluice import -`"))
    }

    @Test func helpShowsWhatEachPresetMaps() throws {
        let help = try run("--help").output
        for preset in ["jira (Jira)", "servicenow (ServiceNow)", "azure (Azure DevOps)"] {
            #expect(help.contains("\n\(preset)\n  id: "))
        }
        #expect(help.contains("incident closed: 6, 7, 8"))
    }

    @Test func findsAnRfcInTheSameFile() throws {
        #expect(try run("-", input: "key,title,rfc\nTASK-1,One,RFC-2\nRFC-2,Two,\n").status == 0)
        #expect(try item("task", "TASK-1")["rfc"] as? String == "RFC-2")
    }

    @Test func refusesFilesThatItCannotRead() throws {
        #expect(try run("nowhere.csv").status == 3)
        #expect(try run("-", input: "").status == 1)
        let list = try run("-", input: "[{\"key\":\"TASK-1\"}]")
        #expect(list.status == 1)
        #expect(list.errors.contains("  entry 1: TASK-1 is new and has no title\n"))
        let quote = try run("-", "--format", "csv", input: "key,title\nTASK-1,\"never closed\n")
        #expect(quote.errors.hasPrefix("error: '-', line 2: the quote opened here is never closed\n"))
        let nothing = try run("-", input: "colour,size\nred,1\n")
        #expect(nothing.errors.hasPrefix("error: no column is known to hold the items' IDs\n"))
    }

    @Test("T15: values and files that are too large are refused with their line")
    func refusesOversizedValues() throws {
        let long = String(repeating: "x", count: 70_000)
        let value = try run("-", input: "key,title,description\nTASK-1,One,\(long)\n")
        #expect(value.status == 1)
        #expect(value.errors.contains("line 2: description: 'xxx"))
        #expect(value.errors.utf8.count < 400)
        let field = try run("-", input: "key,title\nTASK-1,\(String(repeating: "x", count: 1 << 20 + 1))x\n")
        #expect(field.errors.contains("line 2: the field has more than 1048576 bytes"))
    }

    @Test("T14: hostile values are shown harmless")
    func showsHostileValuesHarmless() throws {
        let result = try run("-", "--dry-run", input: "key,title\nTASK-1,\u{1B}[2J=cmd\n")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("TASK-1  new  <U+001B>[2J=cmd\n"))
        let refused = try run("-", input: "key,title\n\u{1B}]0;x\u{7}-1,\u{1B}\n")
        #expect(!refused.errorBytes.contains(0x1B))
    }

    @Test func takesThousandsOfRowsInOneCommit() throws {
        let rows = (1...2_000).map { "TASK-\($0),Title \($0),Done,High\n" }.joined()
        let length = try repository.ledgerLength()
        let result = try run("-", input: "key,summary,status,priority\n" + rows)
        #expect(result.output == "Imported: 2000 new items, 0 changed, 0 as they were.\n")
        #expect(try repository.ledgerLength() == length + 1)
        #expect(try repository.sluice("task", "add", "--title", "next").output == "Added TASK-2001: next\n")
        _ = try repository.git("fsck", "--strict")
    }
}
