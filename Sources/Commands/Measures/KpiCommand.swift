import Changes
import Ledger
import Releases
import Reports

extension Command {
    static let kpi = Command(
        "kpi", summary: "Tell the measures of releases and deployments",
        details: """
            Releases per year, items and incidents per release, new against fixed issues, and
            how often, how fast and how safely changes come to production. --explain says
            exactly what each is. What nobody attributed is always told beside.
            """,
        examples: [
            ("sluice kpi", "of all times"),
            ("sluice kpi --year 2026 --format html > kpi.html", "one page with charts, for people who meet"),
            ("sluice kpi --release 2.4.0 --json", "of one release, for a program"),
        ],
        run: ShowMeasures.run)
}

struct ShowMeasures: Parameters {
    enum Format: String, CaseIterable, Sendable {
        case text, json, csv, html
    }

    let year = Option.number("year", help: "only what happened in this year")
    let release = Option.value("release", placeholder: "version", help: "only this release")
    let component = Option.value("component", placeholder: "component", help: "only releases of this component")
    let format = Option.choice("format", default: Format.text, help: "how to print them")
    let explain = Option.flag("explain", help: "say what each measure is, and nothing else")

    static func run(_ invocation: Invocation<ShowMeasures>) throws -> ExitStatus {
        let console = invocation.console
        if invocation.explain {
            console.write(MeasuresText.explanation)
            return .yes
        }
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let only = try invocation.release.map { try ledger.release(named: $0) }
        let component = try invocation.component.map { try ledger.policy().knownComponent(named: $0) }
        let history = try MeasuredHistory(ledger, workspace.repository, of: component)
        let measures = Measures(history, year: invocation.year, only: only)
        if let only, measures.releases.isEmpty {
            throw Failure(
                .refused, "release \(only) was not tagged" + (invocation.year.map { ", or not in \($0)" } ?? ""),
                hints: ["`sluice release list` tells the releases"])
        }
        switch invocation.wantsJSON ? .json : invocation.format {
        case .text: console.write(MeasuresText(measures).text(width: console.width, palette: console.palette))
        case .json: console.write(JSONText.document(MeasuresDocument(measures)))
        case .csv: console.write(MeasuresTable(measures).text)
        case .html: console.write(MeasuresPage(measures).text)
        }
        return .yes
    }
}
