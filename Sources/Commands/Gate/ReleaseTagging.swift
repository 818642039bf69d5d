import Gate
import Git
import Ledger
import Releases

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
        guard let record = prepared.records.first else { throw LedgerProblem.busy(branch: ledger.branch, lock: nil) }
        let path = try record.record.statement.subject.folder() + [record.file.description]
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
        LedgerMemory(repository).remember([prepared.newTip], of: ledger.branch)
        return MadeTag(name: name, manifest: record.name)
    }
}
