import Changes
import Ledger
package import Releases

/// How releases hang together, in the language of Graphviz (graphviz.org, "DOT Language"): arrows lead to what comes before.
package struct DependencyGraphviz {
    private let dependencies: ReleaseDependencies

    package init(_ dependencies: ReleaseDependencies) { self.dependencies = dependencies }

    package var text: String {
        let nodes = dependencies.releases.map { "    \(quoted($0.description)) [shape=box];" }
        let needs = dependencies.needs.flatMap { need -> [String] in
            guard !need.among.isEmpty else {
                return [edge(need.release.description, need.on.description, "\(need.item.shown), missing", "color=red")]
            }
            return need.among.map {
                edge(need.release.description, $0.description, "\(need.item.shown) → \(need.on.shown)", nil)
            }
        }
        let shared = dependencies.shared.flatMap { shared in
            shared.releases.map { edge($0.description, shared.configurationItem, nil, "dir=none, style=dashed") }
        }
        let lines = ["digraph releases {", "    rankdir=RL;"] + nodes + needs + shared + ["}"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func edge(_ start: String, _ end: String, _ label: String?, _ style: String?) -> String {
        let attributes = [label.map { "label=\(quoted($0))" }, style].compactMap(\.self).joined(separator: ", ")
        return "    \(quoted(start)) -> \(quoted(end))" + (attributes.isEmpty ? ";" : " [\(attributes)];")
    }

    private func quoted(_ text: String) -> String {
        "\"" + SafeText.line(text).map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
