import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let deployList = Command(
        "list", summary: "Tell what runs where since when, and what is waiting",
        examples: [("sluice deploy list --env production --all", "every deployment to production, newest first")],
        run: ListDeployments.run)
}

struct ListDeployments: Parameters {
    let env = Option.value("env", placeholder: "environment", help: "only this one")
    let all = Option.flag("all", help: "every deployment, the newest first")

    static func run(_ invocation: Invocation<ListDeployments>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let policy = try ledger.policy()
        let only = try invocation.env.map { try policy.deploymentEnvironment(named: $0).name }
        let gated = Set(try ledger.releases().filter { !$0.manifests.isEmpty }.map(\.version))
        var arrived = gated
        let places = try policy.environments.map { environment in
            let place = EnvironmentRow(environment, try ledger.deployments(to: environment.name), from: arrived)
            arrived = Set(place.deployments.all.filter { $0.outcome == .succeeded }.map(\.release))
            return place
        }.filter { only == nil || $0.environment.name == only }
        let console = invocation.console
        if invocation.wantsJSON {
            console.write(JSONText.document(EnvironmentsDocument(places)))
        } else if places.isEmpty {
            console.note("The policy has no environments; `sluice policy edit` adds them.")
        } else {
            let text = EnvironmentsText(places, zone: .here)
            console.write(
                invocation.all
                    ? text.history(width: console.width, palette: console.palette)
                    : text.now(width: console.width, palette: console.palette))
        }
        return .yes
    }
}
