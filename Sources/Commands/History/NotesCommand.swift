import Changes
import Git
import Ledger
import Releases
import Reports
import System

extension Command {
    static let notes = Command(
        "notes", summary: "Write the notes of a release, for who is to read them",
        details: """
            RfCs come first, each with its tasks; commits that belong to no item are named.
            Configuration changes are told by key; secrets are not shown. --for users leaves
            out what only the team needs, and says what to do and which errors are known;
            operations adds deployment and back-out plans in their order; audit adds who
            approved, waivers and the range. The same history gives the same text, byte for
            byte.

            --format changelog writes a section of a changelog (keepachangelog.com), by the
            types of the commits (feat, fix, security), with the day of the tag. `feat!` and
            `BREAKING CHANGE:` are marked; commits without an item are listed by their IDs, and
            those that need none are counted.

            --template fills in a file of your own: {{release}}, {{#items}}{{id}} {{title}}
            {{/items}}, {{^items}}none{{/items}} and {{! remarks}}, as Mustache reads them. The
            names are the keys of --json; {{base.revision}} leads further in, {{.}} is the
            element itself. What is filled in is made harmless for --format.

            \(HistoryParameters.details)
            """,
        examples: [
            ("sluice notes 2.4.0 > NOTES.md", "the notes of release 2.4.0"),
            ("sluice notes 2.4.0 --for operations --format html > 2.4.0.html", "a page for who deploys it"),
            ("sluice notes 2.4.0 --template mail.txt --format text", "in words of your own"),
            ("sluice notes 3.8.0 --key KAFKA --tag-pattern '{version}'", "any repository, without a ledger"),
        ],
        run: Notes.run)
}

struct Notes: Parameters {
    enum Format: String, CaseIterable, Sendable { case markdown, html, text, json, changelog }

    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let audience = Option.choice("for", default: NotesAudience.developers, help: "who is to read them")
    let format = Option.choice("format", default: Format.markdown, help: "how to write them")
    let template = Option.value("template", placeholder: "file", help: "fill in this file")
    let config = Option.toggle("config", default: true, help: "tell the configuration changes")
    let history = HistoryParameters()

    static func run(_ invocation: Invocation<Notes>) throws -> ExitStatus {
        let template = try invocation.template.map(template)
        let session = try HistorySession(invocation.history)
        try session.requireKeys("notes \(invocation.release)")
        let (scope, plan) = try session.release(named: invocation.release)
        let history = try session.reader.history(of: scope, plan: plan)
        let doubtful = try session.doubtful(session.tags(of: history))
        let notes = try notes(scope, plan, history, doubtful, session, invocation)
        if !invocation.isDocument { try session.warn(of: doubtful, on: invocation.console) }
        invocation.console.write(
            template.map { fill($0, notes, invocation.format) }
                ?? text(of: notes, invocation.wantsJSON ? .json : invocation.format, for: invocation.audience))
        return .yes
    }

    private static func notes(
        _ scope: ReleaseScope, _ plan: ReleasePlan?, _ history: History, _ doubtful: [DoubtfulTag],
        _ session: HistorySession, _ invocation: Invocation<Notes>
    ) throws -> ReleaseNotes {
        let tellsAll = invocation.isDocument || invocation.template != nil
        let isShort = invocation.audience == .developers && invocation.format != .changelog
        return ReleaseNotes(
            scope, tagDate: try scope.tag.flatMap(session.repository.date), plan: plan, history,
            configuration: invocation.config ? try session.configurationChanges(of: history) : nil,
            briefing: isShort && !tellsAll ? nil : try session.reader.briefing(scope, plan: plan, history),
            approvals: invocation.audience == .audit || tellsAll ? try session.reader.approvals(plan) : [:],
            doubtfulTags: doubtful)
    }

    private static func text(of notes: ReleaseNotes, _ format: Format, for audience: NotesAudience) -> String {
        let page = NotesPage(notes, for: audience).page
        return switch format {
        case .markdown: page.text(.markdown)
        case .html: page.text(.html)
        case .text: page.text(.text)
        case .json: JSONText.document(NotesDocument(notes))
        case .changelog: Changelog(notes).text
        }
    }

    private static func fill(_ template: Template, _ notes: ReleaseNotes, _ format: Format) -> String {
        template.text(NotesDocument(notes).json) { text in
            switch format {
            case .markdown, .changelog: MarkdownText.inline(text)
            case .html: HTMLText.escaped(text)
            case .text: SafeText.line(text)
            case .json: JSONText.line(text).trimmedQuotes
            }
        }
    }

    private static func template(at path: String) throws -> Template {
        let bytes = try File.read(path, limit: sizeLimit + 1)
        guard bytes.count <= sizeLimit else {
            throw Failure(.usage, "\(path.quoted) is larger than \(sizeLimit) bytes, and no template")
        }
        let text = try GivenText.text(bytes, of: path.quoted)
        do {
            return try Template(text, names: NotesDocument.names)
        } catch {
            throw Failure(
                .usage, "\(path.quoted), line \(error.line): \(error.sentence)",
                hints: ["`sluice help notes` tells what a template can hold"])
        }
    }

    private static let sizeLimit = 1 << 20
}

extension Invocation<Notes> {
    /// Whether the notes are written as JSON.
    fileprivate var isDocument: Bool { wantsJSON || self.format == .json }
}

extension String {
    /// Text as it stands between the quotation marks of JSON.
    fileprivate var trimmedQuotes: String { String(dropFirst().dropLast(2)) }
}

extension TemplateProblem {
    fileprivate var sentence: String {
        switch reason {
        case .tagNotClosed: "{{ without }}"
        case .tooDeep: "sections lie more than 100 deep in each other"
        case .notOpen(let name): "{{/\(SafeText.line(name))}} closes nothing"
        case .otherOpen(let name, let open):
            "{{/\(SafeText.line(name))}} closes {{#\(SafeText.line(open))}}, which is open"
        case .notClosed(let name): "{{#\(SafeText.line(name))}} is not closed"
        case .unknownName(let name):
            Suggestion.nearest(to: name, among: NotesDocument.names.sorted()).first.map {
                "notes have no \(name.quoted); did you mean \($0)?"
            } ?? "notes have no \(name.quoted)"
        case .notSupported(let start): "templates have no \(start)"
        }
    }
}
