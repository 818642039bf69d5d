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
            release's manifest in the ledger. Both appear together or not at all.
            """,
        examples: [("sluice tag 2.4.0", "make tag v2.4.0 on the candidate of release 2.4.0")],
        run: TagRelease.run)
}

struct TagRelease: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let message = Option.value("message", short: "m", placeholder: "text", help: "what the tag says")

    static func run(_ invocation: Invocation<TagRelease>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        var patience = Patience()
        while true {
            let gatherer = try workspace.gatherer()
            let ledger = gatherer.ledger
            let version = try gatherer.policy.release(named: invocation.release)
            let verdict = Verdict(try gatherer.facts(of: version, forManifest: true))
            guard verdict.isOpen else { return refuse(verdict, invocation) }
            if let tag = verdict.facts.range.scope.tag { return try keep(tag, verdict, invocation) }
            do {
                let made = try workspace.tag(verdict, message: invocation.message, ledger: ledger)
                return tell(made, verdict, invocation)
            } catch let problem as RepositoryProblem {
                let isCurrent = try workspace.repository.ledgerLocation().tip == ledger.tip
                guard !isCurrent, patience.wait() else { throw problem }
            }
        }
    }

    private static func refuse(_ verdict: Verdict, _ invocation: Invocation<TagRelease>) -> ExitStatus {
        invocation.console.write(VerdictText(verdict, palette: invocation.console.palette).text)
        return verdict.status
    }

    private static func keep(
        _ tag: ReleaseTag, _ verdict: Verdict, _ invocation: Invocation<TagRelease>
    ) throws -> ExitStatus {
        guard verdict.facts.plan?.manifests.contains(where: { $0.tag == tag.name }) == true else {
            throw Failure(
                .refused, "tag \(tag.name) exists, but was not made by Sluice: it has no manifest",
                hints: ["`git tag -d \(tag.name) && sluice tag \(verdict.facts.version)` makes it anew"])
        }
        invocation.console.note("Tag \(tag.name) is there already, on \(tag.target.abbreviated); nothing was changed.")
        return .yes
    }

    private static func tell(
        _ tag: MadeTag, _ verdict: Verdict, _ invocation: Invocation<TagRelease>
    ) -> ExitStatus {
        invocation.console.print("Tagged \(verdict.facts.range.scope.candidate.abbreviated) as \(tag.name).")
        invocation.console.note("Manifest \(tag.manifest) is in the ledger. Share both:")
        invocation.console.note("  git push --atomic origin \(tag.name) \(verdict.facts.ledger.branch)")
        return .yes
    }
}

/// A tag that was made, and the record of what it stands for.
struct MadeTag {
    let name: String
    let manifest: RecordName
}

extension Workspace {
    /// Makes the annotated tag and records the manifest: one transaction moves both references.
    func tag(_ verdict: Verdict, message: String?, ledger: LedgerReader) throws -> MadeTag {
        let facts = verdict.facts
        let name = facts.tagName
        let manifest = ManifestStatement(verdict, tag: name)
        let prepared = try writer().prepare("tag: \(name)", [.manifest(manifest)], after: ledger)
        guard let record = prepared.records.first else { throw LedgerProblem.busy(branch: ledger.branch) }
        let path = try record.record.statement.subject.folder() + [record.name.description]
        let text = """
            \(message ?? "Release \(facts.version)")

            \(TagTrailer.manifest): \(path.joined(separator: "/"))
            \(TagTrailer.ledger): \(prepared.newTip)

            """
        let tag = try repository.writeTagObject(named: name, on: facts.range.scope.candidate, message: text)
        try repository.update(
            [
                ("refs/heads/" + ledger.branch, prepared.newTip, prepared.expecting),
                ("refs/tags/" + name, tag, .absent),
            ], reason: "sluice: tag \(name)")
        return MadeTag(name: name, manifest: record.name)
    }
}
