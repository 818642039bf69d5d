/// A page in HTML: one file, no script, nothing loaded from elsewhere, readable without colour and on paper.
struct PageHTML {
    let page: Page

    var text: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTMLText.escaped(page.title))</title>
        <style>
        body { font: 16px/1.45 system-ui, sans-serif; max-width: 75em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff; }
        table { border-collapse: collapse; margin: 1em 0; }
        th, td { border: 1px solid #888; padding: .3em .6em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        pre { border: 1px solid #888; padding: .6em; overflow-x: auto; }
        h2 { border-bottom: 2px solid #111; padding-bottom: .2em; margin-top: 2em; }
        tr, pre { break-inside: avoid; }
        </style>
        </head>
        <body>
        <h1>\(HTMLText.escaped(page.title))</h1>
        \(page.blocks.map(Self.text).joined())</body>
        </html>

        """
    }

    private static func text(_ block: Page.Block) -> String {
        switch block {
        case .heading(let level, let text): "<h\(level)>\(HTMLText.escaped(text))</h\(level)>\n"
        case .paragraph(let text): "<p>\(HTMLText.escaped(text))</p>\n"
        case .list(let lines):
            "<ul>\n" + lines.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined() + "</ul>\n"
        case .entries(let entries): Self.list(entries)
        case .table(let headings, let rows):
            "<table>\n<thead>\(row(headings, "th scope=\"col\"", "th"))</thead>\n<tbody>\n"
                + rows.map { row($0, "td", "td") + "\n" }.joined() + "</tbody>\n</table>\n"
        case .commands(let text): "<pre>\(HTMLText.escaped(text, isBlock: true))</pre>\n"
        }
    }

    private static func list(_ entries: [Page.Entry]) -> String {
        let lines = entries.map { entry in
            let line = entry.line({ "<strong>\(HTMLText.escaped($0))</strong>" }, { HTMLText.escaped($0) })
            return "<li>\(line)\(entry.below.isEmpty ? "" : "\n" + list(entry.below))</li>\n"
        }
        return "<ul>\n\(lines.joined())</ul>\n"
    }

    private static func row(_ cells: [String], _ opening: String, _ closing: String) -> String {
        "<tr>" + cells.map { "<\(opening)>\(HTMLText.escaped($0))</\(closing)>" }.joined() + "</tr>"
    }
}
