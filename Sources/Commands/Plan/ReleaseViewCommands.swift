import Gate
import Ledger
import Releases
import Reports

extension Command {
    static let releaseList = Command(
        "list", summary: "List the releases of the ledger, highest version first",
        examples: [("sluice release list", "version, state, items, base and target of each")],
        run: ReleaseList.run)

    static let releaseShow = Command(
        "show", summary: "Show a release: its ends, its items, and where their sign-offs stand",
        examples: [("sluice release show 2.4.0 --json", "the same for a program")],
        run: ReleaseShow.run)
}

struct ReleaseList: Parameters {
    let component = Option.value("component", placeholder: "component", help: "only releases of this component")

    static func run(_ invocation: Invocation<ReleaseList>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let tags = try ReleaseTags(workspace.repository, policy: ledger.policy())
        let component = try invocation.component.map { try ledger.policy().knownComponent(named: $0) }
        let rows = try ledger.releases().filter { $0.version.isOf(component) }
            .map { ReleaseRow($0, tags: tags) }
        let console = invocation.console
        if invocation.wantsJSON {
            console.write(JSONText.document(ReleaseListDocument(rows)))
        } else if rows.isEmpty {
            console.note("no release is planned; `sluice release new <version>` plans one")
        } else {
            console.write(ReleaseListText(rows).text(width: console.width, palette: console.palette))
        }
        return .yes
    }
}

struct ReleaseShow: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")

    static func run(_ invocation: Invocation<ReleaseShow>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let version = try ledger.release(named: invocation.release)
        let facts = try workspace.facts(of: version, in: ledger)
        let console = invocation.console
        if invocation.wantsJSON {
            console.write(JSONText.document(ReleasePlanDocument(facts)))
        } else {
            console.write(ReleasePlanText(facts).text(width: console.width, palette: console.palette, zone: .here))
        }
        return .yes
    }
}
