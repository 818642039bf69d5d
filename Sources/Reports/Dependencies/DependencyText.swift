import Changes
import Ledger
package import Releases

/// How releases hang together, for people.
package struct DependencyText {
    private let dependencies: ReleaseDependencies

    package init(_ dependencies: ReleaseDependencies) { self.dependencies = dependencies }

    package func text(palette: Palette) -> String {
        let sections = [
            section("order of deployment", order, palette), section("needs", needs, palette),
            section("the same configuration item", shared, palette), section("in the way", problems, palette),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var order: [String] {
        dependencies.order.enumerated().map { "\($0 + 1). \($1)" }
    }

    private var needs: [String] {
        dependencies.needs.filter { !$0.among.isEmpty }.map { need in
            "\(need.release) after \(need.among.map(\.description).joined(separator: " or ")): "
                + "\(need.item.shown) depends on \(need.on.shown)"
        }
    }

    private var shared: [String] {
        dependencies.shared.map { shared in
            "\(shared.configurationItem): " + shared.releases.map(\.description).joined(separator: ", ")
        }
    }

    private var problems: [String] {
        dependencies.missing.map {
            "\($0.release): \($0.item.shown) depends on \($0.on.shown), which no open or earlier release has"
        }
            + dependencies.cycles.map { $0.map(\.description).joined(separator: ", ") + " need each other" }
            + dependencies.itemCycles.map { items in
                items.count == 1
                    ? "\(items[0]) depends on itself"
                    : items.map(\.shown).joined(separator: ", ") + " depend on each other"
            }
    }

    private func section(_ title: String, _ lines: [String], _ palette: Palette) -> String {
        guard !lines.isEmpty else { return "" }
        return palette(title, .bold) + "\n" + lines.map { "  \(SafeText.line($0))\n" }.joined()
    }
}
