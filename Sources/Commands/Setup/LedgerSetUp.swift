import Changes
import Git
import Ledger
import Releases
import Reports
import System

/// Sees to it that a repository has its ledger here, and never a second one.
struct LedgerSetUp {
    let workspace: Workspace
    let wishes: PolicyWishes
    let environment: Environment
    /// Whether no remote is asked.
    var isOffline = false

    private var repository: Repository { workspace.repository }

    func run(isDry: Bool) throws -> LedgerSetUpResult {
        try existing(isDry: isDry) { _ in } ?? create(branch: repository.ledgerBranch(), isDry: isDry)
    }

    /// Takes the ledger that is here or at a remote; nil where there is none.
    ///
    /// - Parameter confirm: asked before the ledger of a remote becomes that of this clone; what it throws ends all.
    func existing(
        isDry: Bool, confirm: (LedgerReader) throws -> Void
    ) throws -> LedgerSetUpResult? {
        var location = try repository.ledgerLocation()
        if location.tips.isEmpty, !isOffline, let remote = try remote(having: location.branch) {
            guard !isDry else { return .offered(branch: location.branch, remote: remote) }
            _ = try LedgerSync(repository, with: remote, author: workspace.author).fetch()
            location = try repository.ledgerLocation(sharedWith: remote)
        }
        guard let tip = location.tip else { return nil }
        let ledger = try workspace.ledger()
        let policy = try ledger.policy()
        try wishes.refuse(unlessGrantedBy: policy, ledger.policyText(version: policy.version))
        try confirm(ledger)
        guard location.isRemoteTracking else { return .unchanged(location, policy) }
        if !isDry {
            try repository.update(
                location.reference, to: tip, expecting: .absent,
                reason: "sluice: the ledger of \(location.remote?.shortName ?? "the remote")")
        }
        return .taken(location, policy)
    }

    private func create(branch: String, isDry: Bool) throws -> LedgerSetUpResult {
        try wishes.refuseTemplateWithoutAdministrator()
        if isOffline { try refuseUnseenRemote(branch: branch) }
        try refuseRival()
        // People read what is proposed, and it decides nothing: objects are not hashed again.
        let verifies = repository.verifiesHashes
        repository.verifiesHashes = false
        defer { repository.verifiesHashes = verifies }
        var survey = try HistorySurvey(of: repository)
        var proposal = survey.proposal(
            keys: wishes.keys, tagPatterns: wishes.tagPatterns, branch: wishes.branch)
        proposal.administrator = wishes.administrator
        if let template = wishes.template { proposal.apply(template) }
        proposal.refusesMissing = wishes.refusesMissing ?? proposal.refusesMissing
        let preliminary = try Policy(text: Array(proposal.text.utf8), version: 1)
        proposal.branchPatterns = BranchPatterns.found(
            in: try repository.codeBranchNames().filter { $0 != proposal.defaultBranch }, rules: preliminary.links)
        survey.lines = try LineSurvey(
            of: repository, policy: preliminary, namesItems: survey.items(of: proposal).covered > 0)
        proposal.exemptPaths = survey.lines.files.map(\.path)
        let text = Array(proposal.text.utf8)
        let policy = try Policy(text: text, version: 1)
        guard !isDry else { return .proposed(branch: branch, survey, proposal) }
        let tags = try ReleaseTags(repository, policy: policy, recorded: []).all.map { ($0.name, $0.target) }
        try workspace.writer().create(
            branch: branch, identity: try identity(), policy: text,
            adopted: AdoptedTags(Dictionary(tags) { first, _ in first }))
        return .created(branch: branch, survey, proposal)
    }

    /// The remote that has the ledger; nil where none has it.
    private func remote(having branch: String) throws -> String? {
        let names = try repository.remoteNames()
        do {
            let having = try names.filter { try repository.isBranch(branch, at: $0) }
            guard let usual = try repository.ledgerRemote() else {
                guard having.count < 2 else { throw SharingProblem.noRemote(known: having) }
                return having.first
            }
            guard having.isEmpty || having.contains(usual) else {
                throw SharingProblem.ledgerElsewhere(remote: usual, others: having)
            }
            return having.isEmpty ? nil : usual
        } catch let problem as RepositoryProblem {
            let failure = problem.failure
            throw Failure(
                failure.status, "whether a remote has a ledger already is not known: \(failure.message)",
                hints: failure.hints + ["`sluice init --offline` starts one without asking"])
        }
    }

    /// A clone that trusts a ledger has one, wherever it is.
    private func refuseRival() throws {
        guard let pinned = try LedgerReader.pinnedPolicy(in: repository) else { return }
        throw Failure(
            .cannotDecide,
            "this clone trusts the ledger that begins with policy \(SafeText.line(pinned)), which is not here",
            hints: [
                "`sluice sync` or `git fetch` brings it",
                "to begin another one all the same: `git config --unset sluice.trust` (or unset SLUICE_TRUST)",
            ])
    }

    /// A ledger that a clone of one branch does not see must not get a rival.
    private func refuseUnseenRemote(branch: String) throws {
        guard let remote = try repository.remotes(notFetching: branch).first else { return }
        throw Failure(
            .cannotDecide, "this clone brings only some branches of \(remote), and the ledger may be among the others",
            hints: ["`git remote set-branches \(remote) '*' && git fetch \(remote)` brings all; then `sluice init`"])
    }

    /// The ledger's identity: 128 bits of the system's random source. A given one makes runs repeatable (`demo`).
    private func identity() throws -> String {
        guard let given = environment.nonempty("SLUICE_IDENTITY") else {
            return (0..<16).map { _ in UInt8.random(in: .min ... .max) }.map(Self.digits).joined()
        }
        let isIdentity = given.utf8.count == 32 && given.utf8.allSatisfy("0123456789abcdef".utf8.contains)
        guard isIdentity else {
            throw Failure(.usage, "SLUICE_IDENTITY is not 32 hexadecimal digits", hints: ["`unset SLUICE_IDENTITY`"])
        }
        return given
    }

    private static func digits(of byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}

/// What became of the ledger.
enum LedgerSetUpResult {
    case proposed(branch: String, HistorySurvey, PolicyProposal)
    /// A remote has it, and nothing was to be written.
    case offered(branch: String, remote: String)
    case created(branch: String, HistorySurvey, PolicyProposal)
    case taken(LedgerLocation, Policy)
    case unchanged(LedgerLocation, Policy)

    var document: InitDocument {
        switch self {
        case .proposed(let branch, let survey, let proposal):
            InitDocument(.proposed, ledgerBranch: branch, survey, proposal)
        case .offered(let branch, _): InitDocument(.offered, ledgerBranch: branch)
        case .created(let branch, let survey, let proposal):
            InitDocument(.created, ledgerBranch: branch, survey, proposal)
        case .taken(let location, _): InitDocument(.taken, ledgerBranch: location.branch)
        case .unchanged(let location, _): InitDocument(.unchanged, ledgerBranch: location.branch)
        }
    }

    /// Has this clone trust the first policy from now on, where decisions are signed; nil where it did before, or nothing is.
    func pin(in repository: Repository) throws -> String? {
        switch self {
        case .proposed, .offered: return nil
        case .created, .taken, .unchanged: break
        }
        let ledger = try LedgerReader(repository)
        guard try ledger.policy().requiredSignatures != .none, try ledger.pinnedPolicy() == nil else { return nil }
        let first = try ledger.firstPolicy()
        try repository.trust(first)
        return first.description
    }

    /// The first policy of a ledger that this clone had not before; nil for any other.
    func fingerprint(in workspace: Workspace) throws -> ObjectID? {
        guard case .taken(let location, _) = self, let tip = location.tip else { return nil }
        return try LedgerReader(workspace.repository, branch: location.branch, tip: tip).firstPolicy()
    }

    /// - Parameters:
    ///   - fingerprint: that of a ledger that was taken.
    ///   - isDry: whether nothing is written, and a ledger that would be taken was not.
    func tell(_ console: Console, fingerprint: ObjectID?, isDry: Bool) {
        switch self {
        case .proposed(_, let survey, let proposal):
            console.write(SurveyText(survey, proposal: proposal, isRecorded: false).text)
            console.print("\nThe policy would be:\n")
            console.write(SafeText.block(proposal.text))
            console.note("Nothing was written.")
        case .offered(_, let remote):
            console.print("\(SafeText.line(remote)) has the ledger; `sluice init` takes it.")
            console.note("Nothing was written.")
        case .created(let branch, let survey, let proposal):
            console.write(SurveyText(survey, proposal: proposal, isRecorded: true).text)
            console.print(
                "\nMade the ledger (branch \(SafeText.line(branch))) with policy version 1"
                    + (proposal.template.map { ", from the template \($0.name.rawValue)." } ?? "."))
        case .taken(let location, let policy):
            let source = SafeText.line(location.remote?.shortName ?? location.branch)
            console.print(
                "\(isDry ? "Would take" : "Took") the ledger from \(source); policy version \(policy.version) is in force."
            )
            if let fingerprint { console.write(FingerprintText(fingerprint).text) }
        case .unchanged(let location, let policy):
            console.note("The ledger is there (branch \(location.branch)), policy version \(policy.version).")
        }
    }

    /// A template for components does little in a repository whose tags show none.
    func warnOfComponents(_ console: Console) {
        guard case .created(_, _, let proposal) = self, let template = proposal.template, template.needsComponents,
            proposal.components.isEmpty
        else { return }
        console.warn(
            "no tags of components were found, so that the policy names no component",
            hints: [
                "`sluice policy edit` adds each: [component \"<name>\"] tag = <name>-v{version}, path = <folder>/"
            ])
    }

    /// Says which roles nobody can speak for until somebody is named in them.
    func tellEmptyRoles(_ console: Console) throws {
        guard case .created(_, _, let proposal) = self else { return }
        let roles = try Policy(text: Array(proposal.text.utf8), version: 1).emptyRoles.map(\.role)
        guard let first = roles.first else { return }
        console.note(
            roles.count == 1
                ? "The role \(first) has no member yet: nobody can speak for it."
                : "The roles \(roles.joined(separator: ", ")) have no members yet: nobody can speak for them.",
            hints: [
                "`sluice policy edit` names them: [role \"\(first)\"] member = …",
                "`sluice policy check` reports the roles that still have none",
            ])
    }

    /// Tells that all was there before, or what to do with what is new.
    func conclude(_ console: Console, hooksChanged: Bool, hasRemote: Bool) {
        switch self {
        case .created(_, _, let proposal): tellNextSteps(console, proposal, hasRemote: hasRemote)
        case .unchanged where !hooksChanged: console.note("Nothing changes.")
        case .proposed, .offered, .taken, .unchanged: break
        }
    }

    private func tellNextSteps(_ console: Console, _ proposal: PolicyProposal, hasRemote: Bool) {
        console.print("\nNext:")
        let people = proposal.template.map { template in
            let roles = template.roleNames + proposal.components.flatMap(\.signOffRoles)
            return "say who has which role: \(roles.joined(separator: ", "))"
        }
        let steps =
            [
                ("sluice policy edit", people ?? "say who approves: [role \"qa\"] member = …"),
                ("sluice rfc add --title '…'", "record what is asked for"),
                ("sluice release new <version>", "plan a release"),
            ] + (hasRemote ? [("sluice sync", "share the ledger, before anybody else makes one")] : [])
        let rows = steps.map { [Table.Cell("  " + $0.0), Table.Cell($0.1)] }
        console.write(Table([.init(), .init()], rows: rows).text())
    }
}

extension Repository {
    /// Has this clone trust the ledger that begins with this policy, and no other.
    func trust(_ first: ObjectID) throws {
        _ = try ExternalProgram("git", ["--git-dir", gitDirectory, "config", "sluice.trust", first.description])
            .output()
        forgetConfiguration()
    }
}
