import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let announce = Command(
        "announce", summary: "Announce a release to those whom it concerns",
        details: """
            What comes and when, for whom, what changes, what users have to do, which errors
            are known, and whom to ask. The time is that of the release's plan (`release new
            --window`), or else the next change window of production; after its deployment,
            when that was.

            --format email writes a whole message for a program that sends it. Whom it comes
            from and goes to, the policy says (announce.from, announce.to) or --from and --to.
            """,
        examples: [
            ("sluice announce 2.4.0", "as text"),
            ("sluice announce 2.4.0 --format email | sendmail -t", "to all whom the policy names"),
            ("sluice announce 2.4.0 --format email --to 'Ops <ops@example.org>'", "to somebody else"),
        ],
        run: AnnounceRelease.run)
}

struct AnnounceRelease: Parameters {
    enum Format: String, CaseIterable, Sendable { case text, markdown, html, email, json }

    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let format = Option.choice("format", default: Format.text, help: "how to write it")
    let sender = Option.value("from", placeholder: "person", help: "whom it comes from")
    let recipients = Option.values("to", placeholder: "person", help: "whom it goes to")
    let contact = Option.value("contact", placeholder: "text", help: "whom people can ask")

    static func run(_ invocation: Invocation<AnnounceRelease>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let policy = try ledger.policy()
        let version = try ledger.release(named: invocation.release)
        let format = invocation.wantsJSON ? .json : invocation.format
        let announcement = try announcement(of: version, workspace, ledger, invocation)
        let console = invocation.console
        switch format {
        case .text: console.write(announcement.page.text(.text))
        case .markdown: console.write(announcement.page.text(.markdown))
        case .html: console.write(announcement.page.text(.html))
        case .json:
            console.write(
                JSONText.document(
                    JSONValue.object([
                        "release": version, "subject": announcement.title, "text": announcement.page.text(.text),
                    ])))
        case .email:
            let envelope = try Envelope(invocation, policy, workspace)
            let text = MailText(
                from: envelope.sender, to: envelope.recipients, subject: announcement.title, at: workspace.date(),
                body: announcement.page.text(.text))
            console.write(try text.text())
        }
        return .yes
    }

    private static func announcement(
        of version: Version, _ workspace: Workspace, _ ledger: LedgerReader, _ invocation: Invocation<AnnounceRelease>
    ) throws -> AnnouncementPage {
        let (repository, policy) = (workspace.repository, try ledger.policy())
        let plan = try ledger.release(version)
        let finder = try ScopeFinder(
            repository, policy: policy, plans: ledger.releases(), adopted: ledger.adoptedTags().names)
        try finder.refuseMissingTags()
        let scope = try finder.scope(of: version, plan: plan)
        invocation.console.warn(of: scope)
        let reader = HistoryReader(finder, ledger: ledger)
        let history = try reader.history(of: scope, plan: plan)
        let notes = ReleaseNotes(
            scope, tagDate: try scope.tag.flatMap(repository.date), plan: plan, history,
            briefing: try reader.briefing(scope, plan: plan, history))
        let production = policy.production?.name
        let running = try production.map { try ledger.deployments(to: $0) }?.all.first {
            $0.release == version && $0.outcome == .succeeded
        }
        let touched = try repository.configurationItems(
            changedFrom: scope.base?.commit, to: scope.candidate, in: version, policy)
        return AnnouncementPage(
            notes,
            planned: try plan?.window
                ?? production.map { try ledger.windows(of: $0).next(after: workspace.date(), of: $0) } ?? nil,
            deployed: running?.ended, touched: touched.sorted(),
            contact: invocation.contact ?? policy.announcements.contact ?? plan?.manager, zone: .here)
    }

    private struct Envelope {
        let sender: Mailbox
        let recipients: [Mailbox]

        init(_ invocation: Invocation<AnnounceRelease>, _ policy: Policy, _ workspace: Workspace) throws {
            let author = try workspace.author().person
            let named = invocation.sender ?? policy.announcements.sender
            sender =
                try named.map { try Self.mailbox($0, "--from") } ?? Mailbox(name: author.name, address: author.email)
            let words = invocation.recipients.isEmpty ? policy.announcements.recipients : invocation.recipients
            recipients = try words.map { try Self.mailbox($0, "--to") }
            guard !recipients.isEmpty else {
                throw Failure(
                    .usage, "to whom does it go?",
                    hints: ["name them with --to, or for all announcements: `sluice policy edit`, [announce] to = …"])
            }
        }

        private static func mailbox(_ text: String, _ option: String) throws -> Mailbox {
            guard let mailbox = Mailbox(text) else {
                throw Failure(
                    .usage, "\(option): \(text.quoted) is no address",
                    hints: ["write `name@example.org` or `Name <name@example.org>`"])
            }
            return mailbox
        }
    }
}

extension ReleasePlan {
    fileprivate var window: Window.Occurrence? {
        guard let from, let until else { return nil }
        return Window.Occurrence(from: from, until: until)
    }
}
