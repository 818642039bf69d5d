import TestSupport
import Testing

@testable import Ledger

@Suite struct CsvReaderTests {
    private func rows(_ text: String, _ limits: ImportLimits = ImportLimits()) throws -> [ImportedRow] {
        try importedTable(csv: Array(text.utf8), limits: limits).rows
    }

    @Test("reads what was written, whatever is in the fields")
    func readsWhatWasWritten() throws {
        var random = SequenceGenerator(seed: 42)
        let alphabet = Array(",;\t\"\n\r aé€#=")
        for _ in 0..<500 {
            let columns = Int.random(in: 1...5, using: &random)
            let table = (0..<Int.random(in: 2...6, using: &random)).map { _ in
                (0..<columns).map { _ in
                    String(
                        (0..<Int.random(in: 0...6, using: &random)).map { _ in
                            alphabet.randomElement(using: &random) ?? "a"
                        })
                }
            }
            for separator in CsvSeparator.allCases {
                let ending = Bool.random(using: &random) ? "\n" : "\r\n"
                let text = csv(table, separator: separator, ending: ending)
                let read = try importedTable(csv: Array(text.utf8), separator: separator).rows
                #expect(read.map { $0.fields.map(\.value) } == Array(table.dropFirst()))
                #expect(read.allSatisfy { $0.fields.map(\.name) == table[0] })
            }
        }
    }

    private func csv(_ table: [[String]], separator: CsvSeparator, ending: String) -> String {
        let between = String(decoding: [separator.rawValue], as: UTF8.self)
        let lines = table.map { row in
            row.map { field in
                "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
            }
            .joined(separator: between)
        }
        return lines.joined(separator: ending) + ending
    }

    @Test("names every field by its column and every row by its first line")
    func namesFieldsAndLines() throws {
        let read = try rows(
            "\u{FEFF}Key,Summary,Label,Label\r\n\r\nRFC-1,\"two\r\nlines, one \"\"field\"\"\",a,b\r\nRFC-2,short\r\n")
        #expect(read.map(\.place) == [.line(3), .line(5)])
        #expect(read[0].values(of: "Summary") == ["two\r\nlines, one \"field\""])
        #expect(read[0].values(of: "Label") == ["a", "b"])
        #expect(read[1].fields == [.init(name: "Key", value: "RFC-2"), .init(name: "Summary", value: "short")])
    }

    @Test("finds the separator in the first line", arguments: [",", ";", "\t"])
    func findsTheSeparator(separator: String) throws {
        let read = try rows("id\(separator)\"a,;\t,;\t,;\t\"\(separator)c\n1\(separator)2\(separator)3")
        #expect(read.map { $0.fields.map(\.value) } == [["1", "2", "3"]])
    }

    @Test(
        "refuses a table with the line and the reason",
        arguments: [
            ("", 1, ImportError.Fault.noHeader), ("\n\n", 1, .noHeader), ("a\n\n\"b\nc\n", 3, .unclosedQuote),
            ("a\n5\" disk\n", 2, .quoteInsideField),
            ("a\n\"b\nc\"d\n", 3, .textAfterQuote), ("a,b,c,d\n", 1, .tooManyColumns(limit: 3)),
            ("a\n123456789\n", 2, .fieldTooLong(limit: 8)), ("a,b\n", 1, .noRows), ("a\r1\r", 1, .carriageReturns),
            (" <!DOCTYPE html>\n<p>\n", 1, .webPage), ("<HTML>\n", 1, .webPage),
            ("a\n1\n2\n3\n", 4, .tooManyRows(limit: 2)),
        ])
    func refusesBadTables(text: String, line: Int, fault: ImportError.Fault) {
        var limits = ImportLimits()
        (limits.rows, limits.columns, limits.fieldBytes) = (2, 3, 8)
        #expect(throws: ImportError(line: line, fault: fault)) { try rows(text, limits) }
    }

    @Test func goesOnBehindARowWithTooManyFields() throws {
        let table = try importedTable(csv: Array("a,b\n1,2,3\n4,5\n".utf8))
        #expect(table.rows.map(\.place) == [.line(3)])
        let fault = ImportError.Fault.tooManyFields(found: 3, columns: 2)
        #expect(table.badRows == [RowProblem(place: .line(2), fault: .unreadable(fault))])
    }

    @Test("refuses other encodings and files that are too big")
    func refusesOtherEncodings() {
        #expect(throws: ImportError(line: 2, fault: .notUTF8)) { try importedTable(csv: [0x61, 0x0A, 0xE9, 0x0A]) }
        var limits = ImportLimits()
        limits.bytes = 3
        #expect(throws: ImportError(line: 1, fault: .tooManyBytes(limit: 3))) { try rows("a\nbc", limits) }
    }

    @Test("reads the separator that a first line states, as spreadsheets do")
    func readsAStatedSeparator() throws {
        let read = try rows("sep=;\r\nid;a,b\r\nRFC-1;x\r\n")
        #expect(read.map(\.place) == [.line(3)] && read[0].values(of: "a,b") == ["x"])
        #expect(throws: ImportError(line: 1, fault: .noRows)) { try rows("sep=;\nid\n") }
    }

    @Test("reads UTF-16, whatever byte comes first")
    func readsUTF16() throws {
        let units = Array("id,title\nRFC-1,Größe €😀\n".utf16)
        let littles: [[UInt8]] = units.map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let little: [UInt8] = [0xFF, 0xFE] + Array(littles.joined())
        let big: [UInt8] = [0xFE, 0xFF] + Array(littles.map { Array($0.reversed()) }.joined())
        for bytes in [little, big] {
            #expect(try importedTable(csv: bytes).rows.map { $0.values(of: "title") } == [["Größe €😀"]])
        }
        #expect(throws: ImportError(line: 1, fault: .notUTF16)) { try importedTable(csv: little + [0x41]) }
        #expect(throws: ImportError(line: 1, fault: .notUTF16)) { try importedTable(csv: [0xFF, 0xFE, 0x00, 0xDC]) }
    }

    @Test("says where and what")
    func saysWhereAndWhat() {
        let error = ImportError(line: 3, fault: .tooManyFields(found: 3, columns: 2))
        #expect(error.description == "line 3: the row has 3 fields, the table 2 columns")
    }
}
