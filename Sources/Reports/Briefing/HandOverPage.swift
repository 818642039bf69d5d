import Changes
import Git
package import Ledger
package import Releases

/// A hand-over for those who take it.
package struct HandOverPage {
    private let handOver: HandOver
    private let standing: HandOverStanding?
    private let zone: ZoneRules

    package init(_ handOver: HandOver, _ standing: HandOverStanding?, zone: ZoneRules) {
        self.handOver = handOver
        self.standing = standing
        self.zone = zone
    }

    package func page() throws -> Page {
        let (version, briefing) = (handOver.version, handOver.briefing)
        var page = Page(title: "Hand-over of release \(version)", [.list(try head())])
        page.section(
            "Known errors",
            list(
                briefing.knownErrors.map { item in
                    Page.Entry(
                        item.id.shown, item.title, remarks: [item[.severity]].compactMap(\.self),
                        below: [Page.Entry("Workaround", item[.workaround] ?? "none is known")])
                }, "None is known."))
        page.section("What users have to do", list(briefing.userActions.map(\.entry), "Nothing."))
        page.section(
            "Solved", list(briefing.fixed.map { Page.Entry($0.id.shown, $0.title) }, "No incident or problem."))
        page.section(
            "Configuration changes",
            handOver.configuration.isEmpty ? [.paragraph("None.")] : handOver.configuration.blocks(level: 3))
        return page
    }

    private func head() throws -> [String] {
        let when = handOver.from.map { from in
            "Planned for \(from.shown(in: zone))" + (handOver.until.map { " to \($0.shown(in: zone))" } ?? "")
        }
        let watched = handOver.earlyLife.map { "Watched for \($0) after it went into production" }
        let taken = standing?.acknowledgements.last { $0.isCurrent }.map { "Taken over by \($0.by.name)" }
        return [
            "Commit \(handOver.commit)", when, handOver.manager.map { "Managed by \($0)" },
            handOver.contact.map { "Ask \($0)" }, watched, "Known as \(try handOver.content().abbreviated)", taken,
        ].compactMap(\.self)
    }

    private func list(_ entries: [Page.Entry], _ nothing: String) -> [Page.Block] {
        entries.isEmpty ? [.paragraph(nothing)] : [.entries(entries)]
    }
}
