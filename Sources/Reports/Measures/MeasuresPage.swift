import Changes
import Ledger
package import Releases

/// Measures as one page in HTML with charts: nothing is loaded from elsewhere, and every bar has its number beside it, so that
/// no colour is needed.
package struct MeasuresPage {
    private let measures: Measures

    package init(_ measures: Measures) { self.measures = measures }

    package var text: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        <style>
        body { font: 16px/1.45 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff; }
        table { border-collapse: collapse; margin: 1em 0; }
        th, td { border: 1px solid #888; padding: .3em .6em; text-align: left; }
        svg { display: block; max-width: 100%; height: auto; }
        svg text { font: 14px system-ui, sans-serif; fill: #111; }
        svg rect { fill: #456; stroke: #111; }
        pre { overflow-x: auto; }
        </style>
        </head>
        <body>
        <h1>\(title)</h1>
        \(table)
        <p>\(HTMLText.escaped(MeasuresText.legend))</p>
        \(chart("Items per release", measures.releases.map(\.items)))
        \(chart("Incidents caused, for sure", measures.releases.map(\.caused.count)))
        \(chart("Incidents and problems fixed", measures.releases.map(\.fixed.count)))
        <h2>What each measure is</h2>
        <pre>\(HTMLText.escaped(MeasuresText.explanation, isBlock: true))</pre>
        </body>
        </html>

        """
    }

    private var title: String { "Release measures" + (measures.year.map { " \($0)" } ?? "") }

    private var table: String {
        let rows = measures.figures.map { figure in
            let cells = [figure.title, figure.shown, "\(figure.count)", figure.left].map {
                "<td>\(HTMLText.escaped($0))</td>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        let head = ["measure", "value", "n", "beside"].map { "<th scope=\"col\">\($0)</th>" }.joined()
        return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table>"
    }

    /// A bar a release, with its name before and its number behind it.
    private func chart(_ title: String, _ values: [Int]) -> String {
        guard let most = values.max(), most > 0 else { return "" }
        let bars = zip(measures.releases, values).enumerated().map { line, entry in
            let (name, top) = (HTMLText.escaped(entry.0.release.description), 8 + line * 28)
            let length = entry.1 * 400 / most
            return """
                <text x="0" y="\(top + 15)">\(name)</text>\
                <rect x="180" y="\(top)" width="\(length)" height="20"><title>\(name): \(entry.1)</title></rect>\
                <text x="\(188 + length)" y="\(top + 15)">\(entry.1)</text>

                """
        }
        let height = 12 + values.count * 28
        return """
            <h2>\(title)</h2>
            <svg viewBox="0 0 640 \(height)" width="640" height="\(height)" role="img" aria-label="\(title)">
            \(bars.joined())</svg>
            """
    }
}
