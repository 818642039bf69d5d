import Changes
import Gate
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let evidence = Command(
        "evidence", summary: "Pack the evidence of a release, for auditors",
        details: """
            Writes one folder, or one tar archive where the name ends in .tar: the manifest,
            the records behind it with their signatures, every policy, the verdict, whose keys
            are trusted, the auditor's checklist in HTML and Markdown, digests of all that, and
            a README with the commands that check it by hand. The same release gives the same
            bytes. Nothing is overwritten. --json: `release`, `path`, and whether the gate, asked
            again, is `open`.

            `sluice evidence verify` checks such a package in a clone, and derives the verdict
            from it anew.
            """,
        examples: [
            ("sluice evidence 2.4.0", "the folder evidence-2.4.0"),
            ("sluice evidence 2.4.0 --output 2.4.0.tar", "one file"),
            ("sluice evidence verify /mnt/2.4.0.tar", "check it in this clone"),
        ],
        besides: [
            Command(
                "verify", summary: "Check packed evidence, and derive its verdict anew",
                details: """
                    Checks the digests, every record's name and signature, the chain of policies and
                    the first one, holds all records against the ledger of the clone (if it has
                    one), and asks the gate again, by the packed records and the commits of the
                    clone. Needs no network, and writes nothing into the clone.

                    --json: `result` (clean, drift, undecided, false), `release`, `records` (how many),
                    `open`, `findings` (as of `sluice audit`).

                    Exit status: 0 all is as it says, 1 the verdict is another one today, 3 this clone
                    does not have what it takes, 4 the evidence does not verify.
                    """,
                examples: [
                    ("sluice evidence verify evidence-2.4.0", "check the folder"),
                    ("sluice evidence verify -C ~/shop /mnt/2.4.0.tar", "check it in another clone"),
                ],
                run: VerifyEvidence.run)
        ],
        run: PackEvidence.run)
}

struct PackEvidence: Parameters {
    let release = Argument.required("release", help: "a version or tag that went through the gate: 2.4.0, v2.4.0")
    let output = Option.value(
        "output", short: "o", placeholder: "folder|.tar", help: "where to write it; evidence-<release> unless given")

    static func run(_ invocation: Invocation<PackEvidence>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let ledger = try LedgerReader(workspace.repository)
        let version = try ledger.release(named: invocation.release)
        let name = "evidence-\(try KeyEncoding.encoded(version.description))"
        let place = try EvidencePlace(invocation.output ?? name)
        let evidence = try EvidencePacker(workspace.repository, ledger).evidence(of: version)
        try place.write(EvidencePackage(evidence).files, as: name)
        tell(evidence, place, invocation)
        return .yes
    }

    private static func tell(
        _ evidence: ReleaseEvidence, _ place: EvidencePlace, _ invocation: Invocation<PackEvidence>
    ) {
        let console = invocation.console
        if invocation.wantsJSON {
            let answer: JSONValue = .object([
                "release": evidence.origin.version, "path": place.path, "open": evidence.verdict.isOpen,
            ])
            console.write(JSONText.document(answer))
        } else {
            console.print(
                "Packed the evidence of release \(evidence.origin.version) into \(place.path.shownAsWord).")
        }
        console.note("`sluice evidence verify \(place.path.shownAsWord)` checks it.")
        guard !evidence.verdict.isOpen else { return }
        console.warn(
            "the gate would refuse release \(evidence.origin.version) today; the evidence says so",
            hints: ["`sluice gate tag \(evidence.origin.version)` tells why"])
    }
}

extension String {
    fileprivate var shownAsWord: String { SafeText.line(quotedForShell) }
}

struct VerifyEvidence: Parameters {
    let package = Argument.required("package", help: "a folder or .tar that `sluice evidence` wrote")

    static func run(_ invocation: Invocation<VerifyEvidence>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let package = try EvidenceReader(invocation.package)
        let check = try EvidenceVerifier(workspace.repository).check(package)
        invocation.console.write(
            invocation.wantsJSON
                ? JSONText.document(EvidenceCheckDocument(check))
                : EvidenceCheckText(check, palette: invocation.console.palette).text)
        return check.severity.status
    }
}
