import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let journal = Command(
        "journal", summary: "Tell who did what, when, from what to what",
        details: "Newest first. With --json, one object a line.",
        examples: [
            ("sluice journal", "everything in the ledger"),
            ("sluice journal RFC-12", "an item: its attributes, links, releases and sign-offs"),
            ("sluice journal 2.4.0 --limit 20", "the latest of what was done in a release"),
        ],
        paged: true, run: ShowJournal.run)
}

struct ShowJournal: Parameters {
    let about = Argument.optional("item|release", help: "tell only of this item, or of this release")
    let component = ComponentParameter.option
    let limit = Option.number("limit", short: "n", help: "tell only so many entries, the newest")

    static func run(_ invocation: Invocation<ShowJournal>) throws -> ExitStatus {
        let ledger = try Workspace(invocation).ledger()
        let journal = try ledger.journal(about: invocation.about).latest(invocation.limit ?? .max)
        let console = invocation.console
        if invocation.wantsJSON {
            for entry in journal.entries { console.write(JSONText.line(JournalDocument(entry))) }
        } else if journal.entries.isEmpty {
            console.note("There is nothing to tell.")
        } else {
            console.write(journal.text(width: console.width, palette: console.palette, zone: .here))
        }
        return .yes
    }
}

extension LedgerReader {
    /// The journal of an item, of a release, or of the whole ledger where nothing is named.
    fileprivate func journal(about name: String?) throws -> Journal {
        guard let name else { return Journal(try Self.folders.flatMap(allRecords)) }
        let policy = try policy()
        if let item = policy.itemID(named: name) {
            return try journal(of: knownItem(item, noun: policy.noun(of: item) ?? .task).id)
        }
        guard let version = try ReleaseNames(self).releaseIfAny(name) else {
            throw Failure(
                .usage, "\(name.quoted) is neither an item nor a release",
                hints: ["name an item (RFC-12), a release (2.4.0), or nothing for the whole journal"])
        }
        let records = try allRecords(of: version)
        guard !records.isEmpty else { throw try unknownRelease(version) }
        return Journal(records)
    }

    /// All that tells of one item: its own records, links made by hand, plans and sign-offs.
    func journal(of item: ItemID) throws -> Journal {
        let elsewhere = try allRecords(under: "commits") + allRecords(under: "releases")
        return Journal([try records(of: .item(item))] + elsewhere).entries(on: item)
    }
}
