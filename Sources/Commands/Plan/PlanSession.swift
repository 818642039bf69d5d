import Changes
import Git
import Ledger
import Releases

/// One change of a release's plan.
struct PlanSession {
    let workspace: Workspace
    let console: Console
    let version: Version

    init<P>(_ invocation: Invocation<P>, release: String) throws {
        workspace = try Workspace(invocation)
        console = invocation.console
        version = try workspace.ledger().policy().release(named: release)
    }

    /// What a change of the plan is made in view of.
    struct View {
        let ledger: LedgerReader
        let policy: Policy
        let version: Version
        let plan: ReleasePlan?
        let finder: ScopeFinder

        fileprivate init(_ workspace: Workspace, _ ledger: LedgerReader, _ version: Version) throws {
            self.ledger = ledger
            policy = try ledger.policy()
            self.version = version
            plan = try ledger.release(version)
            finder = try ScopeFinder(workspace.repository, policy: policy, plans: ledger.releases())
        }
    }

    /// Appends the statement that `make` gives; with nil from it nothing is written.
    func append(_ summary: String, _ make: (View) throws -> PlanStatement?) throws {
        try workspace.writer().append("release: \(version) \(summary)") { ledger in
            let view = try View(workspace, ledger, version)
            return try make(view).map { [.plan($0)] } ?? []
        }
    }

    /// As `append`, for a release that is planned and whose plan is not frozen by its tag.
    func change(_ summary: String, _ make: (View, ReleasePlan) throws -> PlanStatement?) throws {
        try append(summary) { view in
            guard let plan = view.plan else { throw try view.ledger.unknownRelease(view.version) }
            if let manifest = plan.manifests.first, try view.finder.tags[plan.version] != nil {
                throw Failure(
                    .refused, "release \(plan.version) is tagged (\(manifest.tag)), and its plan is closed",
                    hints: ["`sluice release new <version>` plans the next one"])
            }
            return try make(view, plan)
        }
    }

    /// The release as it stands now.
    func view() throws -> View { try View(workspace, workspace.ledger(), version) }
}
