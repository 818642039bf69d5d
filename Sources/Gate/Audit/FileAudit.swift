import Changes
import Git
import Ledger
import Releases

/// Every file of the ledger is what its name and its place say, nothing was ever taken out or replaced, and no record is
/// missing that another one had seen (T10, T13).
enum FileAudit {
    static func findings(in facts: AuditFacts) -> [AuditFinding] {
        let setAside = facts.setAside
        return facts.files.filter { !setAside.contains($0.blob) }.compactMap { finding($0, facts) }
            + facts.history.losses.map { finding($0, facts) } + missing(facts) + adopted(facts)
    }

    private static func finding(_ file: LedgerFile, _ facts: AuditFacts) -> AuditFinding? {
        let commit = facts.entry(of: file.path)?.commit
        switch file.content {
        case .record, .policy, .attachment, .root: return nil
        case .broken(let fault):
            guard facts.isTold(file.path) else { return nil }
            return AuditFinding(
                fault.code, .remark, file.path.pathText, "it decides nothing: \(fault.description)", commit: commit,
                mend: facts.fix(of: file.path.pathText))
        case .stray:
            guard facts.isTold(file.path) else { return nil }
            return AuditFinding(
                .stray, .drift, file.path.pathText, "it is nothing that a ledger holds", commit: commit,
                mend: facts.fix(of: file.path.pathText))
        }
    }

    private static func finding(_ loss: LedgerHistory.Loss, _ facts: AuditFacts) -> AuditFinding {
        let fault: LedgerProblem.Fault =
            loss.isRemoval
            ? .removed(by: loss.commit, branch: facts.branch) : .changed(by: loss.commit, branch: facts.branch)
        return .falsified(fault, at: loss.path.pathText, commit: loss.commit, in: facts)
    }

    /// Records that others, which count, say to have seen.
    private static func missing(_ facts: AuditFacts) -> [AuditFinding] {
        let present = Set(
            facts.records.flatMap { record in
                [record.stored.name, record.stored.file].map { record.folder + Array($0.description.utf8) }
            })
        return facts.records.filter { $0.stored.counts || $0.today.counts }.flatMap { record in
            record.stored.record.after.compactMap { name in
                let path = record.folder + Array(name.description.utf8)
                return present.contains(path) ? nil : .falsified(.missing, at: path.pathText, commit: nil, in: facts)
            }
        }
    }

    private static func adopted(_ facts: AuditFacts) -> [AuditFinding] {
        guard case .notVerified(let path, let fault)? = facts.adoptedProblem else { return [] }
        return [.falsified(fault, at: path, commit: nil, in: facts)]
    }
}

extension AuditFacts {
    /// The command that tells who touched a file of the ledger.
    func log(of path: String) -> ShellCommand { "git log --stat \(branch) -- \(path)" }

    /// The commands that show where a file came from that decides nothing, and that end the reminder.
    func fix(of path: String) -> [ShellCommand] {
        let isKnown = policies.inForce.map { SetAsideStatement.format <= $0.needs } ?? false
        return [log(of: path)] + (isKnown ? ["sluice set-aside \(path) --reason \"…\""] : [])
    }
}

extension AuditFinding {
    /// Something that does not verify.
    static func falsified(
        _ fault: LedgerProblem.Fault, at path: String, commit: ObjectID?, in facts: AuditFacts
    ) -> AuditFinding {
        var mend = [facts.log(of: path)]
        switch fault {
        case .removed(let commit, let branch), .changed(let commit, let branch):
            // The ledger only grows: what is done about it is for people to say.
            mend = ["git show --stat \(commit.abbreviated)", "git log \(branch) ^\(commit.abbreviated)"]
        case .notByAdministrator: mend.append("sluice policy edit")
        default: break
        }
        return AuditFinding(fault.code, .falsified, path, fault.description, commit: commit, mend: mend)
    }
}

extension LedgerProblem.Fault {
    fileprivate var code: AuditCode {
        switch self {
        case .name: .name
        case .place: .place
        case .repository: .repository
        case .notAFile: .notAFile
        case .content: .content
        case .tooLarge: .tooLarge
        case .several: .several
        case .missing: .missing
        case .signature: .signature
        case .notByAdministrator: .administrator
        case .removed: .removed
        case .changed: .changed
        }
    }
}
