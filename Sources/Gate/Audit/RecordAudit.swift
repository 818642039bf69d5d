import Changes
import Git
import Ledger
import Releases

/// Every record is signed as it says, by somebody whom the policy knew when it entered the ledger; what does not count, or
/// counts otherwise today, is told.
enum RecordAudit {
    static func findings(in facts: AuditFacts) -> [AuditFinding] {
        let times = policyTimes(facts)
        let names = facts.records.flatMap { record in
            [record.stored.name, record.stored.file].map {
                (record.folder + Array($0.description.utf8), record.stored.record.at)
            }
        }
        let moments = Dictionary(names) { first, _ in first }
        let setAside = facts.setAside
        return facts.records.flatMap { record -> [AuditFinding] in
            guard facts.isTold(record.path) && !(record.isIdle && setAside.contains(record.blob)) else { return [] }
            if let problem = record.problem {
                let what = "it decides nothing: \(LedgerProblem.Fault.signature(problem).description)"
                return [finding(.signature, record, what, facts)]
            }
            return [
                discounted(record, facts), otherwise(record, facts), order(record, moments, facts),
                future(record, facts), backdated(record, times, facts),
            ].flatMap(\.self)
        }
    }

    private static func finding(
        _ code: AuditCode, _ record: JudgedRecord, _ what: String, _ facts: AuditFacts,
        _ severity: AuditFinding.Severity = .remark
    ) -> AuditFinding {
        let path = record.path.pathText
        return AuditFinding(
            code, severity, path, what, commit: facts.entry(of: record.path)?.commit,
            mend: record.isIdle ? facts.fix(of: path) : [facts.log(of: path)])
    }

    private static func discounted(_ record: JudgedRecord, _ facts: AuditFacts) -> [AuditFinding] {
        guard case .discounted(let reason) = record.stored.authorship else { return [] }
        guard reason == .noRight else {
            let what = "\(record.deed) by \(record.stored.author.name) decides nothing: \(reason.sentence)"
            return [finding(.discounted, record, what, facts)]
        }
        let what =
            "\(record.deed) by \(record.stored.author.name), whom policy \(record.policy) did not let say it: it decides nothing"
        return [finding(.outsider, record, what, facts)]
    }

    private static func otherwise(_ record: JudgedRecord, _ facts: AuditFacts) -> [AuditFinding] {
        guard record.today != record.stored.authorship else { return [] }
        let what =
            "\(record.deed) by \(record.stored.author.name) was \(record.stored.authorship.sentence) under policy "
            + "\(record.policy), and is \(record.today.sentence) today"
        return [finding(.judgedOtherwise, record, what, facts)]
    }

    private static func future(_ record: JudgedRecord, _ facts: AuditFacts) -> [AuditFinding] {
        guard let latest = facts.latestDate, record.stored.record.at > latest else { return [] }
        let what =
            "it is dated \(record.stored.record.at), which is yet to come: it shuts already, and opens nothing until then"
        return [finding(.order, record, what, facts)]
    }

    /// A writer's time is never earlier than what it has seen (Design, "Records").
    private static func order(
        _ record: JudgedRecord, _ moments: [[UInt8]: Timestamp], _ facts: AuditFacts
    ) -> [AuditFinding] {
        let seen = record.stored.record.after.compactMap { moments[record.folder + Array($0.description.utf8)] }
        guard let latest = seen.max(), latest > record.stored.record.at else { return [] }
        return [finding(.order, record, "it is dated before \(latest), which its writer had seen", facts, .drift)]
    }

    /// A date from before the rules that were there already: a clock that was wrong, or somebody who wanted other rules.
    private static func backdated(
        _ record: JudgedRecord, _ times: [Int: Timestamp], _ facts: AuditFacts
    ) -> [AuditFinding] {
        guard record.policy > 1, record.statement.kind != .policy, let time = times[record.policy],
            record.stored.record.at < time
        else { return [] }
        let what = "it is dated \(record.stored.record.at), and came after policy \(record.policy) of \(time)"
        return [finding(.backdated, record, what, facts)]
    }

    private static func policyTimes(_ facts: AuditFacts) -> [Int: Timestamp] {
        let times = facts.policies.links.map { ($0.version, $0.record.record.at) }
        return Dictionary(times) { first, _ in first }
    }
}

extension JudgedRecord {
    /// What was done, in few words: `approval of TASK-1 in 1.0.0`.
    var deed: String { statement.body.deed }
}

extension Authorship {
    fileprivate var sentence: String {
        switch self {
        case .claimed: "a claim that counts"
        case .signed(let person): "signed by \(person)"
        case .discounted(let reason): "worth nothing (\(reason.sentence))"
        }
    }
}

extension Authorship.Discount {
    fileprivate var sentence: String {
        switch self {
        case .unsigned: "it is unsigned"
        case .unknownKey: "the policy knows no such key"
        case .outOfTime(let person): "the key of \(person) was not valid then"
        case .endedKey(let person): "the OpenPGP key of \(person) has expired or was revoked"
        case .noRight: "the policy does not let its author say it"
        case .noRightThen(let policy):
            "policy \(policy), under which it entered the ledger, did not let its author say it"
        case .severalSigners: "several people signed it, and its author did not"
        case .early: "it is dated after now"
        }
    }
}
