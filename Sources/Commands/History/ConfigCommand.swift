import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let config = Command(
        "config", summary: "Show which settings a release, a range, an item or a commit changes",
        details: """
            By configuration item (as the policy names them), then file, then key. A release or
            range tells what differs in the end, with the items of the commits that had a part
            in it. Files that cannot be read by key are told by line, and why. A file that
            moved is told at both its configuration items, and a link or submodule in the place
            of a file by where it leads. Values that are secrets are never shown.

            \(HistoryParameters.details)

            --json: `files` (each `path`, `oldPath`, `kind`: file, link or submodule, `format`,
            `configurationItems`, `configurationItem`: the first of them, `byKey`, `changes`:
            `key`, `kind`, `old`, `new`, `secret`, `commits`, `items`), `unlinked`.
            """,
        examples: [
            ("sluice config 2.4.0", "the settings that release 2.4.0 changes"),
            ("sluice config RFC-12", "those that the commits of RFC-12 change"),
            ("sluice config v2.3.0..main --require-link", "exit 1 where one belongs to no item"),
        ],
        paged: true, run: ShowConfiguration.run)
}

struct ShowConfiguration: Parameters {
    enum Format: String, CaseIterable { case text, json, markdown }

    let what = Argument.required("what", help: "a release, a range, an item or a commit")
    let component = ComponentParameter.option
    let format = Option.choice("format", default: Format.text, help: "how to print the changes")
    let requireLink = Option.flag("require-link", help: "exit 1 where a change belongs to no item")
    let history = HistoryParameters()

    var declarations: [Declaration] {
        [what.declaration, component.declaration, format.declaration, requireLink.declaration] + history.declarations
    }

    static func run(_ invocation: Invocation<ShowConfiguration>) throws -> ExitStatus {
        let session = try HistorySession(invocation.history)
        try session.requireKeys("config \(invocation.what)")
        let changes = try session.configurationChanges(named: invocation.what)
        let console = invocation.console
        switch invocation.wantsJSON ? .json : invocation.format {
        case .json: console.write(JSONText.document(ConfigurationDocument(changes)))
        case .markdown: console.write(Page(changes).text(.markdown))
        case .text: console.write(ConfigurationText(changes, width: console.width, palette: console.palette).text)
        }
        guard invocation.requireLink, !changes.unlinked.isEmpty else { return .yes }
        let first = changes.unlinked[0]
        let commit = first.entry.commits.first?.abbreviated ?? "<commit>"
        throw Failure(
            .refused,
            "\(counted(changes.unlinked.count, "configuration change belongs", "configuration changes belong")) to no item",
            hints: ["link the commits to what asked for them: `sluice link \(commit) <item> --reason '…'`"])
    }
}

extension HistorySession {
    /// The configuration changes of what a text names; a commit alone is told against its parent.
    func configurationChanges(named text: String) throws -> ConfigurationChanges {
        if try isOneCommit(text) {
            let commit = try repository.commit(end(named: text).commit)
            return try configurationReader.changes(
                of: CommitLinker(repository, policy: policy, ledger: ledger, source: source).link([commit]))
        }
        return try configurationChanges(of: history(named: text))
    }

    private var configurationReader: ConfigurationReader {
        ConfigurationReader(repository, policy: policy.configuration, source: source)
    }

    func configurationChanges(of history: History) throws -> ConfigurationChanges {
        let reader = configurationReader
        return switch history.part {
        case .release(let scope):
            try reader.changes(
                from: scope.base?.commit, to: scope.candidate, by: history.contents,
                where: policy.component(of: scope.version)?.owns ?? { _ in true })
        case .range(let base, let candidate):
            try reader.changes(from: base?.commit, to: candidate.commit, by: history.contents)
        case .item: try reader.changes(of: history.contents.commits)
        }
    }

    /// Whether a text names a commit, and neither a range, a release nor an item.
    private func isOneCommit(_ text: String) throws -> Bool {
        guard text.firstRange(of: "..") == nil, policy.itemID(named: text) == nil else { return false }
        return try releaseIfAny(named: text) == nil
    }
}
