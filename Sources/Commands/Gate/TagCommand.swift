import Changes
import Gate
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let tag = Command(
        "tag", summary: "Tag a release, if its gate is open",
        details: """
            Makes the annotated tag (signed, where Git is configured so) and records the
            release's manifest in the ledger. Both appear together or not at all. With --push
            the ledger is brought up to date first, and then the remote takes both together or
            not at all; for a tag that is there already, that is all that is done.

            Where the plan names a branch, its last commit here is tagged. That is refused where
            the remote-tracking branch has more: pull first, or name the commit with --target.
            """,
        examples: [
            ("sluice tag 2.4.0", "make tag v2.4.0 on the candidate of release 2.4.0"),
            ("sluice tag 2.4.0 --push", "share tag and ledger with the ledger's remote, too"),
        ],
        run: TagRelease.run)
}

struct TagRelease: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let remote = Argument.optional("remote", help: "where --push shares it, instead of the ledger's remote")
    let target = Option.value("target", placeholder: "revision", help: "tag this commit, not the plan's target")
    let message = Option.value("message", short: "m", placeholder: "text", help: "what the tag says")
    let push = Option.flag("push", help: "share tag and ledger with the remote, both or neither")

    static func run(_ invocation: Invocation<TagRelease>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let push = try releasePush(workspace, invocation)
        try push?.prepare()
        var patience = Patience()
        while true {
            let gatherer = try workspace.gatherer()
            let ledger = gatherer.ledger
            let version = try ledger.release(named: invocation.release)
            let candidate = try candidate(of: version, workspace, gatherer.policy, invocation)
            let verdict = Verdict(
                try gatherer.facts(of: version, candidate: candidate, forManifest: true, at: workspace.now()))
            guard verdict.isOpen else { return try refuse(verdict, workspace, invocation) }
            try refuseLag(of: verdict.facts.range.scope, invocation)
            try refuseStranger(workspace, gatherer.policy)
            try push?.refuseBlocked(verdict.facts)
            if let tag = verdict.facts.range.scope.tag {
                try keep(tag, verdict, invocation)
                try push?.share(tag.name, of: version)
                return .yes
            }
            do {
                let made = try workspace.tag(verdict, message: invocation.message, ledger: ledger)
                let hasRemote = try !workspace.repository.remoteNames().isEmpty
                tell(made, verdict, invocation, canBeShared: hasRemote && push == nil)
                try push?.share(made.name, of: version)
                return .yes
            } catch let problem as RepositoryProblem {
                let isCurrent = try workspace.repository.ledgerLocation().tips == ledger.tips
                let lock = workspace.lock(of: verdict, ledger)
                guard lock != nil || !isCurrent else { throw problem }
                guard patience.wait() else { throw LedgerProblem.busy(branch: ledger.branch, lock: lock) }
            }
        }
    }

    private static func refuseStranger(_ workspace: Workspace, _ policy: Policy) throws {
        guard let role = policy.tagger else { return }
        let person = try workspace.speaker(workspace.author(), .manifest, policy: policy)
        guard !policy.mayTag(person) else { return }
        throw Failure(
            .refused, "\(person) may not tag releases, but only members of \(role)",
            hints: ["`sluice policy edit` names who may: [role \"\(role)\"] member = \(person.email)"])
    }

    /// What a branch lacks here would be missing in the release, and nobody would have said so.
    private static func refuseLag(of scope: ReleaseScope, _ invocation: Invocation<TagRelease>) throws {
        guard let lag = scope.lag else { return }
        let push: ShellCommand =
            invocation.push ? invocation.remote.map { " --push \($0)" } ?? " --push" : ""
        throw Failure(
            .refused, lag.sentence,
            hints: [
                "`\(lag.fix)` brings \(lag.behind == 1 ? "it" : "them")",
                "to tag \(lag.branch) as it is here: "
                    + "`sluice tag \(scope.version)\(push) --target \(scope.candidate.abbreviated)`",
            ])
    }

    /// The commit that is named by hand; nil for that of the plan.
    private static func candidate(
        of version: Version, _ workspace: Workspace, _ policy: Policy, _ invocation: Invocation<TagRelease>
    ) throws -> (revision: String, commit: ObjectID)? {
        guard let target = invocation.target else { return nil }
        let commit = try workspace.repository.commitID(ofRevision: target)
        if let tag = try ReleaseTags(workspace.repository, policy: policy)[version], tag.target != commit {
            throw Failure(
                .refused,
                "tag \(tag.name) exists and marks \(tag.target.abbreviated), not \(target) (\(commit.abbreviated))",
                hints: ["a release tag is never moved: `sluice release new <version>` plans another version"])
        }
        return (target, commit)
    }

    private static func releasePush(
        _ workspace: Workspace, _ invocation: Invocation<TagRelease>
    ) throws -> ReleasePush? {
        guard invocation.push else {
            guard let remote = invocation.remote else { return nil }
            throw Failure(
                .usage, "remote \(remote.quoted) is named, but nothing is to be pushed",
                hints: [
                    "`sluice tag \(invocation.release) --push \(remote)` makes the tag and pushes it"
                ])
        }
        return try ReleasePush(
            workspace, remote: workspace.ledgerRemote(named: invocation.remote), console: invocation.console)
    }

    private static func refuse(
        _ verdict: Verdict, _ workspace: Workspace, _ invocation: Invocation<TagRelease>
    ) throws -> ExitStatus {
        try workspace.show(verdict, as: invocation.wantsJSON ? .json : .text, on: invocation.console)
        return verdict.status
    }

    private static func keep(
        _ tag: ReleaseTag, _ verdict: Verdict, _ invocation: Invocation<TagRelease>
    ) throws {
        guard verdict.facts.range.manifest != nil else {
            throw Failure(
                .refused, "tag \(tag.name) exists, but was not made by Sluice: it names no manifest of the ledger",
                hints: [
                    "`git show --no-patch \(tag.name)` shows who made it; `sluice release new <version>` plans another version"
                ])
        }
        if invocation.wantsJSON { answer(tag.name, manifest: nil, verdict, invocation) }
        invocation.console.note("Tag \(tag.name) is there already, on \(tag.target.abbreviated); nothing was changed.")
    }

    /// - Parameter manifest: nil where the tag was there before.
    private static func answer(
        _ tag: String, manifest: RecordName?, _ verdict: Verdict, _ invocation: Invocation<TagRelease>
    ) {
        let scope = verdict.facts.range.scope
        invocation.console.write(
            JSONText.document(
                JSONValue.object([
                    "release": scope.version, "tag": tag, "commit": scope.candidate, "made": manifest != nil,
                    "manifest": manifest,
                ])))
    }

    /// - Parameter canBeShared: whether a remote can take both that this command does not push to.
    private static func tell(
        _ tag: MadeTag, _ verdict: Verdict, _ invocation: Invocation<TagRelease>, canBeShared: Bool
    ) {
        if invocation.wantsJSON {
            answer(tag.name, manifest: tag.manifest, verdict, invocation)
        } else {
            invocation.console.print("Tagged \(verdict.facts.range.scope.candidate.abbreviated) as \(tag.name).")
        }
        let share = canBeShared ? " Share both: `sluice tag \(verdict.facts.version) --push`." : ""
        invocation.console.note("Manifest \(tag.manifest) is in the ledger.\(share)")
    }
}

extension Workspace {
    /// The lock of one of the two references that a tag moves.
    fileprivate func lock(of verdict: Verdict, _ ledger: LedgerReader) -> ReferenceLock? {
        ["refs/heads/" + ledger.branch, "refs/tags/" + verdict.facts.tagName].lazy
            .compactMap { repository.lock(of: $0) }.first
    }
}
