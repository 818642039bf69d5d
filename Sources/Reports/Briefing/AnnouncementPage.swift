import Changes
import Git
package import Ledger
import Releases

/// What users are told of a release before or when it comes: what, when, for whom, what changes, what to do, whom to ask.
package struct AnnouncementPage {
    private let notes: ReleaseNotes
    private let planned: Window.Occurrence?
    /// When it came into production; nil while it did not.
    private let deployed: Timestamp?
    private let touched: [String]
    private let contact: String?
    private let zone: ZoneRules

    /// - Parameters:
    ///   - planned: when it is to come; nil where nobody planned that.
    ///   - touched: the configuration items that it changes.
    package init(
        _ notes: ReleaseNotes, planned: Window.Occurrence?, deployed: Timestamp?, touched: [String], contact: String?,
        zone: ZoneRules
    ) {
        self.notes = notes
        self.planned = planned
        self.deployed = deployed
        self.touched = touched
        self.contact = contact
        self.zone = zone
    }

    /// One line that says it all: `Release 2.4.0 comes on 2026-11-27 22:00 CET`.
    package var title: String {
        let name = "Release \(notes.scope.version)"
        if let deployed { return "\(name) is in production since \(deployed.shown(in: zone))" }
        return planned.map { "\(name) comes on \($0.from.shown(in: zone))" } ?? "\(name) is coming"
    }

    package var page: Page {
        var page = Page(title: title, [.list(facts)])
        let told = NotesPage(notes, for: .users).sections.filter { !$0.blocks.isEmpty }
        for (heading, blocks) in told { page.section(heading, blocks) }
        return page
    }

    private var facts: [String] {
        [
            "What: release \(notes.scope.version), after \(notes.scope.baseName)",
            "When: \(time)",
            "For whom: " + (touched.isEmpty ? "all users" : "users of \(touched.joined(separator: ", "))"),
            contact.map { "Questions: \($0)" },
        ].compactMap(\.self)
    }

    private var time: String {
        if let deployed { return "since \(deployed.shown(in: zone))" }
        guard let planned else { return "will be told" }
        return "\(planned.from.shown(in: zone)) to \(planned.until.shown(in: zone))"
    }
}
