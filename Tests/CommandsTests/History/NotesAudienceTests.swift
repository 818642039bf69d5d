import Foundation
import TestSupport
import Testing

/// `notes --for`, `--format` and `--template`: one release, told to those who use it, run it and audit it.
@Suite("notes for an audience") struct NotesAudienceTests {
    private let repository: TestRepository

    /// 1.1.0 has a normal RfC with plans, one that it depends on, and an emergency; it fixes INC-1, PRB-1 stays open.
    init() throws {
        repository = try TestRepository()
        try repository.commit("start", files: ["billing/app.yaml": "retries: 1\n"])
        try repository.tag("v1.0.0")
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [item "PRB"]
                    kind = problem
                [item "INC"]
                    kind = incident
                [configuration-item "billing"]
                    path = billing/**
                """)
        try run("rfc", "add", "RFC-2", "--title", "New database", "--deployment-plan", "create the database")
        try run(
            "rfc", "add", "RFC-1", "--title", "Pay by <card>", "--deployment-plan", "run migrate\nrestart billing",
            "--back-out-plan", "restore the dump", "--user-action", "enter the card again", "--depends-on", "RFC-2",
            "--risk", "high", "--requester", "Ada")
        try run("rfc", "add", "RFC-3", "--title", "Stop the leak", "--type", "emergency")
        try run("incident", "add", "INC-1", "--title", "No login", "--fixed-by", "RFC-2")
        try run(
            "problem", "add", "PRB-1", "--title", "Slow report", "--affects", "billing", "--workaround",
            "run it at night")
        try run("problem", "add", "PRB-2", "--title", "Elsewhere")
        try repository.commit("feat(pay): RFC-1 cards", files: ["billing/app.yaml": "retries: 3\n"])
        try repository.commit("RFC-2: database")
        try repository.commit("fix: RFC-3 leak")
        try repository.commit("no item")
        try run("release", "new", "1.1.0")
        try run("release", "add", "1.1.0", "RFC-1", "RFC-2", "RFC-3")
    }

    @discardableResult private func run(_ words: String...) throws -> String {
        let result = try repository.run(words)
        guard result.status == 0 else { throw CommandFailure(result: result) }
        return result.output
    }

    @Test("each audience reads its own, in the form that is asked for, with what the ledger and the files say")
    func writesForEachAudience() throws {
        let users = try run("notes", "1.1.0", "--for", "users")
        #expect(users.hasPrefix("# Release 1.1.0\n\nWhat is new since v1.0.0.\n\n## What you have to do\n"), "\(users)")
        #expect(users.contains("## Known errors\n\n- **PRB-1** Slow report\n") && !users.contains("PRB-2"))
        #expect(users.contains("## Solved\n\n- **INC-1** No login\n"))
        let operations = try run("notes", "1.1.0", "--for", "operations", "--format", "text")
        #expect(operations.contains("Deployment\n----------\n\n- RFC-2 create the database\n- RFC-1\n"))
        #expect(operations.contains("retries"), "the configuration that changes")
        #expect(try !run("notes", "1.1.0", "--for", "operations", "--no-config").contains("retries"))
        #expect(try run("notes", "1.1.0", "--for", "users", "--format", "html").hasPrefix("<!DOCTYPE html>"))
        let commit = try repository.commit("typo")
        try run("link", commit, "--exempt", "--reason", "a typo")
        try #require(try repository.sluice("approve", "RFC-1", "--release", "1.1.0", person: .tester).status == 0)
        let audit = try run("notes", "1.1.0", "--for", "audit")
        #expect(audit.contains("| tagged through the gate | no |") && audit.contains("said by Dana Developer"))
        #expect(audit.contains("approved as qa by Quinn Tester 2026-"))
    }

    @Test("a changelog is unreleased until the tag, and has the day of that")
    func writesChangelog() throws {
        let exempt = try repository.commit("typo")
        try run("link", exempt, "--exempt", "--reason", "typo")
        let open = try run("notes", "1.1.0", "--format", "changelog")
        let tag = try repository.start(
            ["git", "tag", "-a", "-m", "late", "v1.1.0"], environment: ["GIT_COMMITTER_DATE": "2026-02-03T12:00:00Z"]
        ).wait()
        try #require(tag.status == 0)
        let text = try run("notes", "1.1.0", "--format", "changelog")
        #expect(open.hasPrefix("## [Unreleased]\n\n### Added\n") && open.contains("- No login (INC-1)\n"), "\(open)")
        #expect(text == open.replacing("## [Unreleased]", with: "## [1.1.0] - 2026-02-03"))
        #expect(text.hasSuffix("\nNot listed: 1 commit that needs no item (1 exempt).\n"), "\(text)")
    }

    @Test("a template is filled in with what --json tells, harmless for the format")
    func fillsTemplates() throws {
        try repository.write(
            "mail.txt",
            """
            {{! for customers }}
            News of {{ release }} since {{base.revision}}
            {{#items}}
            {{#type}}* {{title}} [{{id}}, {{type}}]{{#commits}} {{.}}{{/commits}}{{/type}}
            {{/items}}
            {{^removed}}
            Nothing is gone.
            {{/removed}}
            """)
        let text = try run("notes", "1.1.0", "--template", "mail.txt", "--format", "html")
        let ids = try repository.git("log", "--format=%H", "--grep=RFC").split(separator: "\n").map(String.init)
        #expect(
            text == """

                News of 1.1.0 since v1.0.0
                * Pay by &lt;card&gt; [RFC-1, normal] \(ids[2])
                * New database [RFC-2, normal] \(ids[1])
                * Stop the leak [RFC-3, emergency] \(ids[0])
                Nothing is gone.

                """)
    }

    @Test("a template may name whatever --json tells")
    func knowsAllNames() throws {
        try #require(try repository.sluice("approve", "RFC-1", "--release", "1.1.0", person: .tester).status == 0)
        let document = try JSONSerialization.jsonObject(with: Data(run("notes", "1.1.0", "--json").utf8))
        let names = Self.names(in: document).subtracting([""])
        #expect(names.count > 30)
        try repository.write("all", names.sorted().map { "{{\($0)}}" }.joined())
        try run("notes", "1.1.0", "--template", "all")
    }

    private static func names(in value: Any) -> Set<String> {
        switch value {
        case let object as [String: Any]: object.values.reduce(Set(object.keys)) { $0.union(names(in: $1)) }
        case let list as [Any]: list.reduce([]) { $0.union(names(in: $1)) }
        default: []
        }
    }
}

/// Templates that cannot be filled in, which no history is read for.
@Suite("templates of notes") struct NotesTemplateTests {
    @Test("a text that is no template is refused with its line and the name that was meant")
    func refusesTemplates() throws {
        let repository = try TestRepository()
        for (text, message) in [
            ("a\n{{#items}}\nb", "line 2: {{#items}} is not closed"),
            ("{{/items}}", "line 1: {{/items}} closes nothing"),
            ("{{#items}}{{/tasks}}", "{{/tasks}} closes {{#items}}, which is open"),
            ("\n\n{{relase}}", "line 3: notes have no 'relase'; did you mean release?"),
            ("{{release", "{{ without }}"), ("{{{release}}}", "templates have no {{{"),
            ("{{> header}}", "templates have no {{>"), ("{{}}", "notes have no ''"),
            (String(repeating: "{{#items}}", count: 101), "sections lie more than 100 deep"),
        ] {
            try repository.write("template", text)
            let result = try repository.sluice("notes", "1.1.0", "--template", "template")
            #expect(result.status == 2 && result.errors.contains(message), "\(text): \(result.errors)")
            #expect(result.errors.contains("`sluice help notes` tells what a template can hold"))
        }
    }
}
