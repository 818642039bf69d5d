import Changes
package import Gate
import Releases

/// Holds the files of a package against those that follow from its records and a clone.
package struct EvidenceComparison {
    private let packed: [String: [UInt8]]
    private let evidence: ReleaseEvidence
    /// The files that follow from the records.
    private let derived: [EvidenceFile]
    private let program: String

    /// - Parameters:
    ///   - evidence: as it follows from the packed records.
    ///   - program: the version of the program that compares.
    package init(_ packed: [String: [UInt8]], with evidence: ReleaseEvidence, program: String) {
        self.packed = packed
        self.evidence = evidence
        derived = EvidencePackage(evidence).files
        self.program = program
    }

    package var findings: [AuditFinding] {
        let verdict = verdictDifferences
        // The report tells the verdict, and another program words things otherwise.
        let skipped = verdict.isEmpty && isSameProgram ? [] : EvidencePackage.worded.union(EvidencePackage.verdict)
        let made = derived.filter { !skipped.contains($0.path) }
        let wrong = made.filter { packed[$0.path] != $0.bytes }.map { file in
            AuditFinding(
                .derived, .falsified, file.path,
                packed[file.path] == nil ? "it is missing" : "it is not what the records say",
                mend: ["sluice evidence \(evidence.origin.version) --output <folder>"])
        }
        return verdict + wrong + surplus + (isSameProgram ? [] : [otherProgram])
    }

    private var isSameProgram: Bool { evidence.origin.program == program }

    private var surplus: [AuditFinding] {
        let known = Set(derived.map(\.path))
        return packed.keys.filter { !known.contains($0) && $0 != "SHA256SUMS" }.map { path in
            AuditFinding(
                .surplus, .falsified, path, "it is no part of this evidence", mend: ["rm \(path)"])
        }
    }

    private var otherProgram: AuditFinding {
        AuditFinding(
            .notCompared, .remark, "report.html, report.md, README.md, verdict.txt",
            "they were worded by Sluice \(evidence.origin.program), and were held against their digests alone", mend: []
        )
    }

    private var verdictDifferences: [AuditFinding] {
        let text = EvidencePackage.verdictDocument(evidence.verdict)
        guard let bytes = packed["verdict.json"], bytes != Array(text.utf8) else { return [] }
        let mend: [ShellCommand] = ["sluice gate tag \(evidence.origin.version)"]
        guard case .object(let was)? = try? JSONValue(bytes[...]),
            case .object(let now)? = try? JSONValue(Array(text.utf8)[...])
        else {
            return [AuditFinding(.derived, .falsified, "verdict.json", "it is no verdict", mend: mend)]
        }
        // A later program may say more about the same verdict.
        let names = (was.members + (isSameProgram ? now.members : [])).map(\.name).unique(by: \.self)
        return names.filter { was[$0] != now[$0] }.map { name in
            let isOfClone = Self.ofClone.contains(name)
            return AuditFinding(
                isOfClone ? .verdict : .derived, isOfClone ? .drift : .falsified, "verdict, \(name)",
                "packed: \(Self.short(was[name])); here and now: \(Self.short(now[name]))", mend: mend)
        }
    }

    /// What a verdict says that can be otherwise in another clone, or later; all else follows from what is packed.
    private static let ofClone: Set = ["base", "candidate", "commits", "findings", "open", "tag"]

    private static func short(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        return TextWidth.truncated(SafeText.line(String(repairing: value.bytes())), to: 400)
    }
}
