import Testing

@testable import Ledger

@Suite struct JsonReaderTests {
    private func rows(_ text: String, _ limits: ImportLimits = ImportLimits()) throws -> [ImportedRow] {
        let table = try importedTable(json: Array(text.utf8), limits: limits)
        if case .unreadable(let fault) = table.badRows.first?.fault, case .line(let line) = table.badRows.first?.place {
            throw ImportError(line: line, fault: fault)
        }
        return table.rows
    }

    @Test("gives the fields of one object a line, by name")
    func givesFields() throws {
        let read = try rows(
            "\u{FEFF}{\"title\": \"a \\\"b\\\" \\u00e9\\n\", \"key\": \"RFC-1\"}\r\n\n  \n{\"key\": \"RFC-2\"}")
        #expect(read.map(\.place) == [.line(1), .line(4)])
        #expect(read[0].fields == [.init(name: "key", value: "RFC-1"), .init(name: "title", value: "a \"b\" é\n")])
    }

    @Test("flattens objects to dotted names and lists to repeated ones")
    func flattensNestedValues() throws {
        let read = try rows(
            #"{"fields": {"labels": ["a", "b"], "to": [{"name": "c"}, {"name": "d"}]}, "none": null, "e": []}"#)
        let fields = try #require(read.first)
        #expect(fields.values(of: "fields.labels") == ["a", "b"])
        #expect(fields.values(of: "fields.to.name") == ["c", "d"])
        #expect(fields.fields.count == 4)
    }

    @Test(
        "keeps numbers and truth values as they are written",
        arguments: ["1", "-7", "0", "0.1", "12345678901234567890123", "true", "false"])
    func keepsScalars(text: String) throws {
        #expect(try rows("{\"x\": \(text)}").first?.values(of: "x") == [text])
    }

    @Test(
        "refuses a line with its number and the reason",
        arguments: [
            ("{\"a\": 1}\n{\"a\": \n", 2, ImportError.Fault.notJSON), ("[1]", 1, .notAnObject),
            ("\n\"a\"", 2, .notAnObject), ("{}\n\n\"a\"", 3, .notAnObject),
            ("{}\n{}\n{}", 3, .tooManyRows(limit: 2)), ("{\"a\": [1, 2, 3, 4]}", 1, .tooManyColumns(limit: 3)),
            ("{\"a\": \"123456789\"}", 1, .fieldTooLong(limit: 8)), ("{\"a\": 1} {}", 1, .notJSON),
        ])
    func refusesBadLines(text: String, line: Int, fault: ImportError.Fault) {
        var limits = ImportLimits()
        (limits.rows, limits.columns, limits.fieldBytes) = (2, 3, 8)
        #expect(throws: ImportError(line: line, fault: fault)) { try rows(text, limits) }
    }

    @Test("a value nested without end is an error, not a crash")
    func refusesEndlessNesting() {
        let text = "{\"a\": " + String(repeating: "[", count: 100_000)
        #expect(throws: ImportError(line: 1, fault: .notJSON)) { try rows(text) }
    }

    @Test(
        "L90: reads a list, and the lists in the answers of REST APIs",
        arguments: ["%", #"{"issues": %, "total": 2}"#, #"{"result":%}"#, #"{"count": 2, "value": %}"#])
    func readsLists(answer: String) throws {
        let list = #"[{"id": 7, "title": "a"},\#n {"id": 8}]"#
        let read = try rows(answer.replacing("%", with: list))
        #expect(read.map(\.place) == [.entry(1), .entry(2)])
        #expect(read.map { $0.values(of: "id") } == [["7"], ["8"]])
    }

    @Test func goesOnBehindALineThatItCannotRead() throws {
        let table = try importedTable(json: Array("{\"a\": 1}\n{\"a\"\n{\"a\": 3}\n".utf8))
        #expect(table.rows.map(\.place) == [.line(1), .line(3)])
        #expect(table.badRows == [RowProblem(place: .line(2), fault: .unreadable(.notJSON))])
        #expect(throws: ImportError(line: 1, fault: .noRows)) { try importedTable(json: Array("[]".utf8)) }
    }
}
