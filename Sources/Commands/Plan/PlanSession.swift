import Changes
import Git
import Ledger
import Releases

/// One change of a release's plan.
struct PlanSession {
    let workspace: Workspace
    let console: Console
    let version: Version

    /// - Parameter isNew: whether the release may be one that nobody planned before.
    init<P>(_ invocation: Invocation<P>, release: String, isNew: Bool = false) throws {
        workspace = try Workspace(invocation)
        console = invocation.console
        let names = try ReleaseNames(workspace.ledger())
        version = try isNew ? names.newRelease(release) : names.release(release)
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
            finder = try ScopeFinder(
                workspace.repository, policy: policy, plans: ledger.releases(), adopted: ledger.adoptedTags().names)
        }
    }

    /// Appends the statement that comes with a decision; with nil for it nothing is written.
    func decide<Decision>(
        _ summary: String, _ decide: (View) throws -> (decision: Decision, statement: PlanStatement?)
    ) throws -> Decision {
        try workspace.writer().decide("release: \(version) \(summary)") { ledger in
            let (decision, statement) = try decide(View(workspace, ledger, version))
            return (decision, statement.map { [.plan($0)] } ?? [])
        }.decision
    }

    /// As `decide`, for a release that is planned and whose plan is not frozen by its tag.
    func change<Decision>(
        _ summary: String, _ decide: (View, ReleasePlan) throws -> (decision: Decision, statement: PlanStatement?)
    ) throws -> Decision {
        try self.decide(summary) { view in
            guard let plan = view.plan else { throw try view.ledger.unknownRelease(view.version) }
            if let manifest = plan.manifests.first, try view.finder.tags[plan.version] != nil {
                throw Failure(
                    .refused, "release \(plan.version) is tagged (\(manifest.tag)), and its plan is closed",
                    hints: ["`sluice release new <version>` plans the next one"])
            }
            return try decide(view, plan)
        }
    }

    /// The release as it stands now.
    func view() throws -> View { try View(workspace, workspace.ledger(), version) }
}
