import Changes
import Testing

@testable import Ledger

@Suite struct ImportReaderTests {
    @Test(arguments: [
        ("2026-01-05T23:59:00.000+0000", "2026-01-05"), ("2026/1/5", "2026-01-05"), ("05/Jan/26 9:00 AM", "2026-01-05"),
        ("5 January 2026", "2026-01-05"), ("Jan 5, 2026", "2026-01-05"), ("2024-02-29", "2024-02-29"),
        ("2026-02-29", nil), ("01/02/2026", nil), ("2026-13-01", nil), ("soon", nil), ("", nil), ("1 2", nil),
        ("5/Foo/26", nil), ("٢٠٢٦-01-05", nil),
    ])
    func readsDays(text: String, day: String?) {
        #expect(Day(imported: text)?.description == day)
    }

    @Test(
        "L93: the order of numbers in a date is nobody's guess",
        arguments: [
            ("03/12/2024 3:15 PM", "2024-12-03", "2024-03-12", nil), ("3.12.24", "2024-12-03", "2024-03-12", nil),
            ("24/03/12", "2012-03-24", nil, "2024-03-12"),
            ("2024-03-12 15:15:00", "2024-03-12", "2024-03-12", "2024-03-12"),
            ("12/Mar/24 3:15 PM", "2024-03-12", "2024-03-12", "2024-03-12"), ("25/12/2024", "2024-12-25", nil, nil),
        ] as [(String, String?, String?, String?)])
    func readsDaysInTheOrderThatSomebodyNames(text: String, dmy: String?, mdy: String?, ymd: String?) throws {
        let read = [DateOrder.dmy, .mdy].map { Day(imported: text, order: $0)?.description }
        #expect(read == [dmy, mdy])
        if let ymd { #expect(Day(imported: text, order: .ymd)?.description == ymd) }
        if Day(imported: text) == nil {
            #expect(throws: AttributeProblem(.due, text, .ambiguousDay)) { try ItemAttribute.due.imported(text) }
        }
    }

    @Test func knowsOnlyDaysThatExist() {
        #expect(Day("2026-02-28") != nil && Day("2000-02-29") != nil)
        for text in ["2026-02-29", "1900-02-29", "2026-1-5", "2026-01-05 ", "2026-04-31", "-2026-01-05", "2026--01-05"]
        {
            #expect(Day(text) == nil)
        }
    }

    @Test(
        arguments: [
            (.state, "Done", "closed"), (.state, "IN PROGRESS", "open"), (.priority, "Blocker", "critical"),
            (.priority, "2 - High", "high"), (.priority, "None", nil), (.severity, "Trivial", "low"),
            (.risk, "Critical", "high"), (.type, "Bug", nil), (.type, "Emergency Change", "emergency"),
            (.risk, "2 - Medium", "medium"), (.severity, "unspecified", nil), (.severity, "--", nil),
            (.due, "2026-01-05 09:00", "2026-01-05"), (.title, "Unknown", "Unknown"),
            (.title, "None of it", "None of it"),
        ] as [(ItemAttribute, String, String?)])
    func readsTheWordsOfTrackers(attribute: ItemAttribute, text: String, value: String?) throws {
        #expect(try attribute.imported(text) == value)
    }

    @Test func refusesWordsThatItDoesNotKnow() {
        for (attribute, text) in [(ItemAttribute.state, "Awaiting CAB"), (.priority, "soon"), (.due, "tomorrow")] {
            #expect(throws: AttributeProblem.self) { try attribute.imported(text) }
        }
    }

    @Test(arguments: [
        ("Issue key", "issuekey"), ("issue_key", "issuekey"), ("fields.assignee.displayName", "assignee"),
        ("Custom field (Start date)", "startdate"), ("Created At (UTC)", "createdatutc"), ("name", "name"),
    ])
    func comparesColumnNames(name: String, plain: String) {
        #expect(ColumnName.plain(name) == plain)
    }

    @Test func prefersTheKeyToTheTrackersOwnNumber() throws {
        let table = try importedTable(csv: Array("Issue id,Issue key,Title\n7,RFC-1,\n8,,x\n".utf8))
        let columns = try ImportColumns([:], in: table)
        #expect(table.rows.map { columns.values(in: $0)[.id]?.text } == ["RFC-1", "8"])
        #expect(columns.values(in: table.rows[1])[.attribute(.title)]?.text == "x")
    }

    @Test("columns of one name, and lists in JSON, keep all values; in the policy's forms")
    func keepsAllValues() throws {
        var policy = Policy()
        policy.keys = [.init(name: "TASK", noun: .task)]
        policy.links.keys = ["TASK"]
        policy.links.forms["TASK"] = [try ItemForm("#{n}")]
        let table = "ID,Title,Depends on,Depends on,Components,Components\nTASK-3,x,TASK-1,#2,shop,billing\n"
        let lines =
            ##"{"id": "TASK-3", "title": "x", "depends on": ["TASK-1", "#2"], "components": ["shop", "billing"]}"##
        for table in [try importedTable(csv: Array(table.utf8)), try importedTable(json: Array(lines.utf8))] {
            let columns = try ImportColumns([:], in: table)
            let reader = ImportReader(table.rows, columns: columns, policy: policy)
            #expect(reader.items.map { $0.values[.dependsOn] } == ["TASK-1, TASK-2"])
            #expect(table.rows.map { columns.values(in: $0)[.attribute(.affects)]?.text } == ["shop, billing"])
        }
    }

    @Test func takesKeysInAnyCaseWhereThePolicyDoes() throws {
        let table = try importedTable(csv: Array("id,title\nrfc-1,x\n#2,y\n".utf8))
        var policy = Policy()
        policy.keys = [.init(name: "RFC", noun: .rfc)]
        policy.links.keys = ["RFC"]
        policy.links.caseSensitive = false
        let reader = ImportReader(
            table.rows, columns: try ImportColumns([:], in: table), policy: policy, rules: ImportRules(numberKey: "RFC")
        )
        #expect(reader.items.map(\.id) == [ItemID(key: "RFC", number: 1), ItemID(key: "RFC", number: 2)])
    }

    @Test("T13: the names of folders lead back to the keys that they stand for")
    func decodesWhatItEncodes() throws {
        for key in ["RFC-1", "A_B-12", "..", "a/b", ".git", "é\n%", "git~1", ""] {
            #expect(try KeyEncoding.decoded(KeyEncoding.encoded(key)) == key)
        }
        for name in ["a_4", "_zz", "_41", "a/b", "_FF"] { #expect(try KeyEncoding.decoded(name) == nil) }
    }
}
