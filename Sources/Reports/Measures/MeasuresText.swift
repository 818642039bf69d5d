import Changes
import Ledger
package import Releases

/// Measures for people: the figures, then a line a release with small bars.
package struct MeasuresText {
    private let measures: Measures

    package init(_ measures: Measures) { self.measures = measures }

    package func text(width: Int?, palette: Palette) -> String {
        let figures = Table(
            [.init("measure"), .init("value", .right), .init("n", .right), .init("beside", shrinks: true)],
            rows: measures.figures.map {
                [Table.Cell($0.title), .init($0.shown, .bold), .init("\($0.count)"), .init($0.left)]
            })
        let head = measures.year.map { "\($0)\n\n" } ?? ""
        let text =
            head + figures.text(width: width, palette: palette)
            + "\n\(Self.legend)\n`sluice kpi --explain` says what each measure is.\n"
        guard !measures.releases.isEmpty else { return text }
        return text + "\n" + releases.text(width: width, palette: palette)
    }

    /// What the columns hold whose names do not say it.
    static let legend =
        "n: how many releases, deployments, commits or incidents the value was counted from; beside: further numbers."

    private var releases: Table {
        let most = measures.releases.map(\.items).max() ?? 1
        let columns: [Table.Column] = [
            .init("release"), .init("first"), .init("items", .right), .init(""), .init("caused", .right),
            .init("suspected", .right), .init("fixed", .right), .init("new/fixed", .right),
        ]
        return Table(
            columns,
            rows: measures.releases.map { release in
                [
                    Table.Cell(release.release.description + (release.isEmergency ? " (emergency)" : ""), .bold),
                    .init(String(release.first.description.prefix(10)) + (release.isDeployed ? "" : " (tag)")),
                    .init("\(release.items)"), .init(Self.bar(release.items, of: most)),
                    .init("\(release.caused.count)"), .init("\(release.suspected.count)"),
                    .init("\(release.fixed.count)"),
                    .init(release.newAgainstFixed?.shown ?? "n/a (\(release.caused.count) new)"),
                ]
            })
    }

    private static func bar(_ count: Int, of most: Int) -> String {
        String(repeating: "█", count: most == 0 ? 0 : max(count > 0 ? 1 : 0, count * 12 / most))
    }

    /// What each measure is (`kpi --explain`).
    package static let explanation = """
        releases                Tagged releases whose first successful deployment to production lies in the span; by the
                                time of the tag where no deployment is recorded, and then marked so. Emergencies are
                                releases of that type, or with an RfC of that type. Candidates (2.4.0-rc1) are one release
                                with their final version: by its name, or the latest candidate's as long as it is not tagged.
        items per release       Items with live commits in the release, or declared to need none, when it was tagged.
                                Beside: the median, and how many were planned.
        incidents per release   Incidents whose `caused-by` names the release, or an item of it, and is confirmed. An item's
                                incidents belong to the first release that has the item. Beside: those that are suspected
                                only, and those of the span of which nobody said what caused them. Suspected are those whose
                                `caused-by` says so; and those without one that were noticed after the release, before the
                                next one and within 30 days, and are about a configuration item that it changed (`affects`).
        new against fixed       Incidents caused for sure, divided by the incidents and problems whose `fixed-by` names an
                                item of the release; n/a where none is fixed. Beside: both, and their difference.
        deployment frequency    Successful deployments to production, divided by the days of the year, or from the first to
                                the last.
        lead time               From the committer time of each live commit of a release to its first successful deployment
                                to production; the median. Commits that are not in this clone, or have a date that no commit can
                                have (1970, 2100), are counted beside.
        change fail rate        Deployments to production that failed, that a roll-back follows, or whose release caused a
                                confirmed incident, divided by all that came to an end.
        recovery time           From the time at which an incident was noticed (`opened`) to the time at which it was solved
                                (`resolved`), for incidents that releases caused for sure; the median. In whole days where
                                one of them is a day.

        """
}
