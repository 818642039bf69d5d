import Changes
import Git
import Ledger
import Releases

/// For whom notes are written.
package enum NotesAudience: String, CaseIterable, Sendable {
    case developers, users, operations, audit
}

/// The notes of a release as a page: what each audience asks, and in the order in which it asks.
package struct NotesPage {
    private let notes: ReleaseNotes
    private let audience: NotesAudience

    package init(_ notes: ReleaseNotes, for audience: NotesAudience = .developers) {
        self.notes = notes
        self.audience = audience
    }

    package var page: Page {
        var page = Page(title: "Release \(notes.scope.version)", [.paragraph(sentence)])
        for (heading, blocks) in sections where !blocks.isEmpty { page.section(heading, blocks) }
        return page
    }

    typealias Section = (heading: String, blocks: [Page.Block])

    /// With those that hold nothing.
    var sections: [Section] {
        switch audience {
        case .developers: developers
        case .users: users
        case .operations: operations
        case .audit: audit
        }
    }

    private var sentence: String {
        guard audience != .users else { return "What is new since \(notes.scope.baseName)." }
        let contents = notes.contents
        let exempt = contents.exempt.isEmpty ? "" : ", \(contents.exempt.count) of them exempt"
        return "\(notes.scope.sentence): \(counted(contents.commits.count, "commit"))\(exempt)."
    }

    // MARK: - Audiences

    private var developers: [Section] {
        items(with: \.details) + effects + [configuration, unlinked]
    }

    private var users: [Section] {
        let entries = notes.sections.flatMap(\.entries)
        let isUrgent = { (entry: ReleaseNotes.Entry) in entry.type == ReleaseType.emergency.rawValue }
        return [
            ("What you have to do", instructions(notes.briefing?.userActions)),
            ("Changes", list(entries.filter { !isUrgent($0) }.map(\.shortEntry))),
            ("Urgent corrections", list(entries.filter(isUrgent).map(\.shortEntry))),
            ("Solved", troubles(notes.briefing?.fixed)),
            ("No longer in it", list(notes.leaving.map { Page.Entry($0.id.shown, $0.title) })),
            ("Known errors", knownErrors),
        ]
    }

    private var operations: [Section] {
        items(with: \.planning)
            + [
                goes, ("Deployment", instructions(notes.briefing?.deployment)),
                ("Back-out", instructions(notes.briefing?.backOut)), configuration,
                ("What users have to do", instructions(notes.briefing?.userActions)), ("Known errors", knownErrors),
                ("Solved", troubles(notes.briefing?.fixed)),
            ]
    }

    private var audit: [Section] {
        [("Range", [.table(["", ""], rows: range)])]
            + items { ($0.details + $0.planning + $0.signOffs).unique(by: \.self) } + effects
            + [configuration, ("Waivers", waivers), unlinked, ("Exempt commits", exempt)]
            + [("Solved", troubles(notes.briefing?.fixed)), ("Known errors", knownErrors)]
    }

    // MARK: - Parts

    private func items(with remarks: (ReleaseNotes.Entry) -> [String]) -> [Section] {
        notes.sections.map { ($0.heading, list($0.entries.map { $0.entry(remarks) })) }
    }

    private var effects: [Section] {
        let entries = { (effects: [ReleaseNotes.Effect]) in
            effects.map { effect in
                Page.Entry(
                    effect.id.shown, effect.title,
                    remarks: ["by " + effect.reverts.map(\.abbreviated).joined(separator: ", ")])
            }
        }
        return [
            goes, ("Removed since earlier releases", list(entries(notes.removed))),
            ("Brought back", list(entries(notes.restored))),
            ("Reverted within this release", list(entries(notes.reverted))),
        ]
    }

    /// What the base has and the release lacks, commit by commit. Items that commits of the release take back have a
    /// section of their own.
    private var goes: Section {
        let entries = notes.goes.flatMap { movement in
            movement.entries.filter { movement.item == nil || !$0.isTakenBack }.map { entry in
                Page.Entry(
                    movement.item?.description ?? entry.commit.abbreviated, movement.title ?? entry.subject,
                    remarks: [entry.commit.abbreviated, entry.why])
            }
        }
        return ("Not in it any more", list(entries))
    }

    private var configuration: Section {
        ("Configuration changes", notes.configuration?.blocks(level: 3) ?? [])
    }

    private var unlinked: Section { ("Commits without an item", list(notes.contents.unlinked.map(\.entry))) }

    private var exempt: [Page.Block] {
        list(
            notes.contents.exempt.map { linked in
                Page.Entry(
                    linked.commit.id.abbreviated, String(repairing: linked.reading.subject),
                    remarks: [linked.exemption?.text].compactMap(\.self))
            })
    }

    private var range: [[String]] {
        let scope = notes.scope
        return [
            ["base", scope.base.map { "\(scope.baseName), \($0.commit)" } ?? "none: the first release"],
            ["rule", scope.rule.rawValue], ["candidate", "\(scope.candidateRevision), \(scope.candidate)"],
            ["tag", scope.tag?.name ?? "not tagged"],
            ["manager", notes.plan?.manager ?? "none"],
            ["planned", notes.plan.map { "\($0.planned.shown) UTC by \($0.plannedBy)" } ?? "never"],
            ["tagged through the gate", notes.plan?.tagged.map { "\($0.shown) UTC" } ?? "no"],
        ]
    }

    private var waivers: [Page.Block] {
        list(
            (notes.plan?.waivers.all ?? []).map { waiver in
                Page.Entry(
                    waiver.statement.rules.joined(separator: ", "), waiver.statement.reason,
                    remarks: ["by \(waiver.by)", "until \(waiver.statement.until.shown) UTC"]
                        + (waiver.isEnded ? ["ended before"] : []))
            })
    }

    private var knownErrors: [Page.Block] {
        list(
            (notes.briefing?.knownErrors ?? []).map { item in
                Page.Entry(
                    item.id.shown, item.title,
                    below: [Page.Entry("Workaround", item[.workaround] ?? "none is known")])
            })
    }

    private func troubles(_ items: [Item]?) -> [Page.Block] {
        list((items ?? []).map { Page.Entry($0.id.shown, $0.title) })
    }

    private func instructions(_ instructions: [ReleaseBriefing.Instruction]?) -> [Page.Block] {
        list((instructions ?? []).map(\.entry))
    }

    private func list(_ entries: [Page.Entry]) -> [Page.Block] { entries.isEmpty ? [] : [.entries(entries)] }
}

extension ReleaseBriefing.Instruction {
    /// Its lines below the item, or beside it where it is one.
    var entry: Page.Entry {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        guard lines.count > 1 else { return Page.Entry(item.shown, lines.first ?? "") }
        return Page.Entry(item.shown, "", below: lines.map { Page.Entry($0) })
    }
}

extension LinkedCommit {
    fileprivate var entry: Page.Entry {
        Page.Entry(commit.id.abbreviated, String(repairing: reading.subject))
    }
}

extension ReleaseNotes.Entry {
    fileprivate var shortEntry: Page.Entry { Page.Entry(id.description, title) }

    fileprivate func entry(_ remarks: (ReleaseNotes.Entry) -> [String]) -> Page.Entry {
        Page.Entry(id.description, title, remarks: remarks(self), below: tasks.map { $0.entry(remarks) })
    }

    /// Its type, its commits, and what else there is to know.
    fileprivate var details: [String] { [type, commitList].compactMap(\.self) + remarks }

    private var commitList: String? {
        guard commits.isEmpty else { return commits.map(\.abbreviated).joined(separator: ", ") }
        return tasks.isEmpty ? "no commits" : nil
    }

    fileprivate var planning: [String] {
        let risk = item?[.risk].map { "risk \($0)" }
        return [type, risk, item?[.requester].map { "asked for by \($0)" }].compactMap(\.self).unique(by: \.self)
    }

    fileprivate var signOffs: [String] {
        approvals.map { "approved as \($0.statement.role) by \($0.by.name) \($0.at.shown) UTC" }
    }
}
