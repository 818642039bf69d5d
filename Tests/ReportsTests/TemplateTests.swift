import Changes
import Testing

@testable import Reports

/// Templates of one's own for notes, as values.
@Suite("templates") struct TemplateTests {
    private let document: JSONValue = .object([
        "release": "1.1.0", "base": JSONValue.object(["revision": "v1.0.0"]), "exempt": 2, "tag": JSONValue.null,
        "breaking": true, "removed": [String](), "note": "",
        "items": [
            JSONValue.object(["id": "RFC-1", "title": "Pay by <card>", "type": "normal", "commits": ["a", "b"]]),
            JSONValue.object(["id": "TASK-2", "title": "Form", "commits": [String]()]),
        ],
    ])

    private func fill(_ text: String, escape: (String) -> String = { $0 }) throws -> String {
        try Template(text, names: NotesDocument.names).text(document, escape: escape)
    }

    private func problem(_ text: String) throws -> TemplateProblem? {
        do {
            _ = try Template(text, names: NotesDocument.names)
            return nil
        } catch {
            return error
        }
    }

    @Test("a value is that of a key, at any depth; what has no words prints nothing")
    func fillsValues() throws {
        #expect(
            try fill("{{release}} since {{ base.revision }}: {{exempt}} {{breaking}}") == "1.1.0 since v1.0.0: 2 true")
        #expect(try fill("[{{tag}}{{base}}{{items}}{{manager}}{{base.commit}}]") == "[]")
    }

    @Test("a section is shown for each element, in which names of what is around hold, too")
    func repeatsSections() throws {
        #expect(try fill("{{#items}}{{id}} of {{release}};{{/items}}") == "RFC-1 of 1.1.0;TASK-2 of 1.1.0;")
        #expect(try fill("{{#items}}{{#commits}}{{id}} {{.}}.{{/commits}}{{/items}}") == "RFC-1 a.RFC-1 b.")
        #expect(
            try fill("{{#base}}{{revision}}{{/base}}{{#breaking}}!{{/breaking}}{{#release}}?{{/release}}") == "v1.0.0!?"
        )
        #expect(try fill("{{#removed}}x{{/removed}}{{#tag}}x{{/tag}}{{#note}}x{{/note}}") == "")
        #expect(try fill("{{^removed}}a{{/removed}}{{^tag}}b{{/tag}}{{^note}}c{{/note}}{{^items}}d{{/items}}") == "abc")
    }

    @Test("a line with nothing but tags of sections leaves none behind; remarks print nothing")
    func leavesNoEmptyLines() throws {
        let text = """
            {{! for customers }}
            News of {{release}}
              {{#items}}
            * {{title}}{{#type}} ({{type}}){{/type}}
            {{/items}}
            {{^removed}}
            Nothing is gone.
            {{/removed}}
            """
        #expect(try fill(text) == "\nNews of 1.1.0\n* Pay by <card> (normal)\n* Form\nNothing is gone.\n")
    }

    @Test("what is filled in is escaped, the template's own text is not")
    func escapesValues() throws {
        let text = "<b>{{#items}}{{title}}, {{/items}}</b>"
        #expect(try fill(text, escape: { HTMLText.escaped($0) }) == "<b>Pay by &lt;card&gt;, Form, </b>")
    }

    @Test(
        "a text that is no template is refused with its line",
        arguments: [
            ("a\n{{#items}}\nb", 2, .notClosed("items")), ("{{/items}}", 1, .notOpen("items")),
            ("{{#items}}{{/tasks}}", 1, .otherOpen("tasks", open: "items")),
            ("\n\n{{relase}}", 3, .unknownName("relase")), ("{{base.relase}}", 1, .unknownName("relase")),
            ("{{#relase}}", 1, .unknownName("relase")), ("{{}}", 1, .unknownName("")),
            ("\n{{release", 2, .tagNotClosed), ("{{{release}}}", 1, .notSupported("{{{")),
            ("{{> header}}", 1, .notSupported("{{>")), ("{{& title}}", 1, .notSupported("{{&")),
            ("{{=<% %>=}}", 1, .notSupported("{{=")),
        ] as [(String, Int, TemplateProblem.Reason)])
    func refuses(text: String, line: Int, reason: TemplateProblem.Reason) throws {
        #expect(try problem(text) == TemplateProblem(line: line, reason))
    }

    @Test func boundsTheDepth() throws {
        let nested = { (count: Int) in
            String(repeating: "{{#items}}", count: count) + String(repeating: "{{/items}}", count: count)
        }
        #expect(try problem(nested(100)) == nil)
        #expect(try problem(nested(101)) == TemplateProblem(line: 1, .tooDeep))
    }
}
