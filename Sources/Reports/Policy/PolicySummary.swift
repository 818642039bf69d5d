import Changes
package import Ledger

/// What a policy says, in the words of its effects, as a table.
package struct PolicySummary {
    private let policy: Policy

    package init(_ policy: Policy) { self.policy = policy }

    package var text: String {
        let rows =
            linkRows + [("exempt", exemptions), ("hooks", hooks)] + lineRows + [
                ("branches", list(policy.releaseBranches.map(\.text))),
                ("work on", list(policy.workBranches.map { $0.map(\.text) } ?? ["**"])),
            ]
        return Table(
            [.init(), .init()],
            rows: (rows + PolicyPeople(policy).rows + PolicyProcess(policy: policy).rows + configurationRows
                + ledgerRows)
                .map { [.init("  " + $0), .init($1)] }
        ).text()
    }

    /// The lines of releases: one, or the components.
    private var lineRows: [(String, String)] {
        let tags = [
            ("release tags", list(policy.tagPatterns.map(\.description))), ("versions", policy.scheme.rawValue),
        ]
        guard !policy.namedComponents.isEmpty else { return tags }
        return policy.components.map { component in
            let words = [
                list(component.tagPatterns.map(\.description)),
                component.paths.isEmpty ? "all files" : list(component.paths.map(\.text)),
                component.signOffRoles.isEmpty ? nil : "also signed off by \(list(component.signOffRoles))",
                "\((component.scheme ?? policy.scheme).rawValue) versions",
                component.isDefault ? "has the releases of before" : nil,
            ]
            return (component.name ?? "no component", words.compactMap(\.self).joined(separator: "; "))
        }
    }

    private var linkRows: [(String, String)] {
        let links = policy.links
        let marks = links.numberMarks.sorted { $0.key < $1.key }.map { "\($0.key)12 is \($0.value)-12" }
        let rows = [
            ("keys", list(policy.keys.map { "\($0.name) (\($0.noun.title))" })),
            ("forms", list(policy.keys.compactMap(form(of:)))),
            (
                "places",
                list(links.places.map(\.rawValue) + (links.requests == .items ? ["numbers that hosts add"] : []))
            ),
            ("trailers", list(links.trailers)),
            ("fixing", list(links.closingTrailers.map { $0 + ":" } + links.closingWords)),
            ("numbers", list(marks)),
        ]
        let reading = [
            links.caseSensitive ? "capitals matter" : "capitals do not matter",
            links.lenientTrailers ? "hidden trailers count" : "hidden trailers do not count",
            !links.branchNames
                ? "merged branches do not link"
                : links.mergedBranches == .merge ? "merged branches link" : "merged branches link what they brought",
            "squash bodies: \(links.squashBodies.rawValue)",
        ]
        return rows.filter { $0.1 != Self.none || $0.0 == "trailers" } + [("reading", list(reading))]
    }

    /// `#{n}, GH-{n} (ISSUE)`; nil for a kind whose IDs have its key alone.
    private func form(of key: Policy.ItemKey) -> String? {
        policy.links.forms[key.name].map { "\(list($0.map(\.description))) (\(key.name))" }
    }

    private var exemptions: String {
        list(
            (policy.exemptMerges ? ["merges without changes of their own"] : []) + policy.exemptPaths.map(\.text)
                + policy.authorExemptions.map { "\($0.name): \(list($0.paths.map(\.text))) by \(list($0.authors))" }
                + policy.subtreeExemptions.map { "\($0.name): subtrees \(list($0.folders))" })
    }

    private var hooks: String {
        let branches = list(policy.hookBranches.map(\.text))
        return
            "\(branches); without an item: \(policy.hooksWithoutItem.rawValue); without the program: \(policy.hooksWithoutProgram.rawValue)"
    }

    private var configurationRows: [(String, String)] {
        let configuration = policy.configuration
        let items = configuration.items.map { item in
            let words = [item.owner.map { "owner \($0)" }, item.signOffRole.map { "signed off by \($0)" }]
            return (item.name, list(item.paths.map(\.text)) + words.compactMap { $0.map { "; " + $0 } }.joined())
        }
        let link = configuration.requiredLink
        return items + (link == .none ? [] : [("settings", "every change belongs to an \(link.rawValue)")])
    }

    private var ledgerRows: [(String, String)] {
        policy.ledgerMaxAge.map { [("ledger", "its remote heard within \($0)")] } ?? []
    }

    private static let none = "none"

    private func list(_ words: [String]) -> String { words.isEmpty ? Self.none : words.joined(separator: ", ") }
}
