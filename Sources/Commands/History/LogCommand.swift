import Releases
import Reports

extension Command {
    static let log = Command(
        "log", summary: "Show the commits of a release, a range or an item, by item",
        details: """
            A release is named by its version or tag; its commits are those that its base
            lacks. `A..B` is what B has and A lacks, `main` all that main has, an item's ID
            its commits on all branches, with the releases that contain them. Of commits that
            carry the change of another one, that one is told, and how it was recognised.

            \(HistoryParameters.details)

            --json: `release`, `base` (`revision`, `commit`, `rule`), `candidate` (`revision`,
            `commit`), `items` (each `id`, `title`, `known`, `commits`: IDs), `unlinked` (IDs),
            `exempt` (each `commit`, `reason`), `gone` (IDs of what was taken back, or counts in
            an earlier release), `removed` and `restored` (items of earlier releases), `returns`
            and `goes` (each `id` or null, `title`, `commits`: `id`, `subject`, `release` and
            `why`): what only the base took out, and what only the base has, `unaccounted`
            (files that no commit changes; absent where there is none),
            `doubtfulTags` (absent where all tags are as the ledger has them; each `tag`,
            `fault`: moved or lightweight, `commit`, `recorded`), and
            `commits`, where every commit is told once: `commit`, `subject`, `author`, `time`,
            `merge`, `items` (`id`, `source`, `relation`), `prefixes` (what stands before the
            items that lead; absent where there is nothing), `mentions`, `nearMisses`,
            `warnings`, `ownContent`, `revertedBy`, `reverts`, `equivalent` (`commit`, `rung`,
            `release`, `counts`).
            """,
        examples: [
            ("sluice log 2.4.0", "the commits of release 2.4.0"),
            ("sluice log v2.3.0..main", "what came to main since v2.3.0"),
            ("sluice log RFC-12", "the commits of RFC-12, and where they went"),
            ("sluice log 3.8.0 --key KAFKA --tag-pattern '{version}'", "any repository, without a ledger"),
        ],
        paged: true, run: Log.run)
}

struct Log: Parameters {
    let what = Argument.required("what", help: "a release, a range, a revision or an item")
    let component = ComponentParameter.option
    let config = Option.flag("config", help: "tell the configuration changes, too")
    let history = HistoryParameters()

    var declarations: [Declaration] {
        [what.declaration, component.declaration, config.declaration] + history.declarations
    }

    static func run(_ invocation: Invocation<Log>) throws -> ExitStatus {
        let session = try HistorySession(invocation.history)
        try session.requireKeys("log \(invocation.what)")
        let history = try session.history(named: invocation.what)
        let configuration = invocation.config ? try session.configurationChanges(of: history) : nil
        let console = invocation.console
        let doubtful = try session.doubtful(session.tags(of: history))
        if invocation.wantsJSON {
            let document = LogDocument(history, configuration: configuration, doubtfulTags: doubtful)
            console.write(JSONText.document(document))
        } else {
            try session.warn(of: doubtful, on: console)
            let text = LogText(history, configuration: configuration, width: console.width, palette: console.palette)
            console.write(text.text)
        }
        return .yes
    }
}
