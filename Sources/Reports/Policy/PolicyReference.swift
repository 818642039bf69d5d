package import Changes
import Ledger

/// All keys that a policy may have, by the sections in which they are.
package struct PolicyReference: JSONConvertible {
    private let sections: [Section]

    /// - Parameter section: the name of the only section to show; nil for all.
    package init(of section: String? = nil) {
        var sections: [Section] = []
        for key in PolicyKey.all where section == nil || key.section == section {
            if sections.last?.heading == key.sectionHeading {
                sections[sections.count - 1].keys.append(key)
            } else {
                sections.append(Section(heading: key.sectionHeading, keys: [key]))
            }
        }
        self.sections = sections
    }

    package var isEmpty: Bool { sections.isEmpty }

    package var json: JSONValue {
        .array(
            sections.flatMap(\.keys).map { key in
                .object([
                    "key": key.name, "repeatable": key.isRepeatable, "values": key.choices,
                    "summary": key.summary.joined(separator: " "),
                ])
            })
    }

    package var text: String {
        sections.map { section in
            section.heading + "\n"
                + section.keys.map { key in
                    "  \(key.lastWord)  \(Self.values(of: key))\n" + key.summary.map { "      \($0)\n" }.joined()
                }.joined()
        }.joined(separator: "\n")
    }

    /// The article PolicyReference.md of the documentation.
    package var markdown: String {
        """
        # Policy reference

        All keys that a policy may have.

        ## Overview

        The policy is a text in the ledger, in the syntax of Git's configuration. `sluice policy show` shows it, `sluice policy edit`
        records its next version, and `sluice policy check` shows its meaning. An unknown key or a bad value is refused with its line.

        A key with several values is repeated, one value on each line. `sluice policy keys` shows this list on a terminal. The
        examples below the tables are those of a new policy; lines that begin with `#` are not in force.

        """ + sections.map(\.markdown).joined()
    }

    fileprivate static func values(of key: PolicyKey, quote: (String) -> String = { $0 }) -> String {
        let count = key.isRepeatable ? "several" : "one"
        guard let choices = key.choices else { return count }
        return "\(count) of \(choices.map(quote).joined(separator: ", "))"
    }
}

private struct Section {
    let heading: String
    var keys: [PolicyKey]

    /// The summaries are Markdown already, as their code is between backquotes.
    var markdown: String {
        let rows = keys.map { key in
            let values = PolicyReference.values(of: key) { "`\($0)`" }
            return "| `\(key.lastWord)` | \(values) | \(Self.cell(key.summary)) |\n"
        }
        return "\n## `\(heading)`\n\n| key | values | meaning |\n|---|---|---|\n" + rows.joined() + example
    }

    private var example: String {
        let lines = keys.flatMap(PolicyProposal.example.settings)
        guard !lines.isEmpty else { return "" }
        let opening = lines.contains { $0.contains("[") && $0.hasSuffix("]") } ? [] : [heading]
        return "\n" + (opening + lines).map { "    " + $0.replacing("\t", with: "    ") + "\n" }.joined()
    }

    private static func cell(_ summary: [String]) -> String {
        summary.joined(separator: " ").replacing("|", with: "\\|")
    }
}

extension PolicyKey {
    private var words: [Substring] { name.split(separator: ".") }

    fileprivate var section: String { String(words[0]) }
    fileprivate var lastWord: String { String(words[words.count - 1]) }

    /// The line that begins the section.
    fileprivate var sectionHeading: String {
        words.count == 2 ? "[\(section)]" : "[\(section) \"\(section == "item" ? "KEY" : "name")\"]"
    }
}
