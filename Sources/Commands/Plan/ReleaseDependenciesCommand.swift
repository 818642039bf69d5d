import Changes
import Ledger
import Releases
import Reports

extension Command {
    static let releaseDependencies = Command(
        "deps", summary: "Tell how open releases depend on each other, and in which order they can go",
        details: """
            Items depend on each other where they say so (`--depends-on`); releases also hang
            together where they touch one configuration item of the policy. Exit status: 1
            where something is missing or goes in circles.
            """,
        examples: [
            ("sluice release deps", "all open releases, and an order of deployment"),
            ("sluice release deps 2.4.0", "what 2.4.0 needs before it, and shares with others"),
            ("sluice release deps --format dot | dot -Tsvg > releases.svg", "a picture, by Graphviz"),
        ],
        run: ShowDependencies.run)
}

struct ShowDependencies: Parameters {
    enum Format: String, CaseIterable, Sendable {
        case text, json, dot
    }

    let release = Argument.optional("release", help: "look at this one, and at what it needs")
    let format = Option.choice("format", default: Format.text, help: "how to print it")

    static func run(_ invocation: Invocation<ShowDependencies>) throws -> ExitStatus {
        let dependencies = try dependencies(invocation)
        let console = invocation.console
        switch invocation.wantsJSON ? .json : invocation.format {
        case .json: console.write(JSONText.document(DependencyDocument(dependencies)))
        case .dot: console.write(DependencyGraphviz(dependencies).text)
        case .text where dependencies.releases.isEmpty:
            console.note("no release is open; `sluice release new <version>` plans one")
        case .text: console.write(DependencyText(dependencies).text(palette: console.palette))
        }
        return dependencies.isSound ? .yes : .refused
    }

    private static func dependencies(_ invocation: Invocation<ShowDependencies>) throws -> ReleaseDependencies {
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let policy = try ledger.policy()
        let only = try invocation.release.map { try ledger.release(named: $0) }
        if let only, try ledger.release(only) == nil { throw try ledger.unknownRelease(only) }
        let tags = try ReleaseTags(workspace.repository, policy: policy)
        let gatherer = try FactsGatherer(workspace.repository, ledger: ledger, isShowing: true)
        let open = try ledger.releases().filter { tags[$0.version] == nil || $0.version == only }
        let facts = try open.map { try workspace.facts(of: $0.version, by: gatherer) }
        var touched: [Version: Set<String>] = [:]
        for facts in facts {
            touched[facts.version] = try workspace.repository.configurationItems(
                touchedIn: facts.contents, policy.configuration)
        }
        return ReleaseDependencies(facts, touched: touched, only: only)
    }
}
