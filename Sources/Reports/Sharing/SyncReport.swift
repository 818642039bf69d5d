package import Changes
import Git
package import Ledger

/// What came and what went when the ledger was shared.
package struct SyncReport: JSONConvertible {
    private let outcome: LedgerSync.Outcome
    private let adoption: LedgerAdoption?

    package init(_ outcome: LedgerSync.Outcome, _ adoption: LedgerAdoption? = nil) {
        self.outcome = outcome
        self.adoption = adoption
    }

    /// Of a ledger that this clone has for the first time.
    private var fingerprint: ObjectID? { adoption?.fingerprint ?? outcome.fingerprint }

    package var json: JSONValue {
        .object([
            "remote": outcome.remote, "branch": outcome.branch, "came": outcome.came.map(\.pathText),
            "went": outcome.went.map(\.pathText), "tries": outcome.tries,
            // Absent unless a local ledger was set aside: the reference that keeps it.
            "aside": adoption?.aside,
            // Absent unless this clone has the ledger for the first time.
            "fingerprint": fingerprint,
        ])
    }

    package var text: String {
        let again = outcome.tries > 1 ? " (\(outcome.tries) tries, as others were faster)" : ""
        let summary =
            "\(SafeText.line(outcome.remote)): \(counted(outcome.came.count, "record")) came, "
            + "\(outcome.went.count) went\(again)\n"
        return setAside + summary + Self.line("came", outcome.came) + Self.line("went", outcome.went)
            + (fingerprint.map { FingerprintText($0).text } ?? "")
    }

    private var setAside: String {
        guard let aside = adoption?.aside else { return "" }
        return "Took the ledger of \(SafeText.line(outcome.remote)). The one that was made here is kept as \(aside):\n"
            + "  git log \(aside)   lists its records; what is to count has to be recorded again\n"
    }

    private static let told = 6

    private static func line(_ title: String, _ paths: [[UInt8]]) -> String {
        guard !paths.isEmpty else { return "" }
        let counts = Dictionary(paths.map { (about($0.pathText), 1) }, uniquingKeysWith: +)
        let words = counts.keys.sorted().map { counts[$0] == 1 ? $0 : "\($0) (\(counts[$0] ?? 0))" }
        let more = words.count > told ? ", and \(words.count - told) more" : ""
        return "  \(title)  \(words.prefix(told).joined(separator: ", "))\(more)\n"
    }

    /// What a record is about, by where it stands: `RFC-1`, `RFC-1 in 2.4.0`, `release 2.4.0`.
    private static func about(_ path: String) -> String {
        let names = path.split(separator: "/").dropLast().map { SafeText.line(key($0)) }
        switch names.first {
        case "items" where names.count == 4: return names[3]
        case "commits" where names.count == 4: return "commit \(names[3].prefix(10))"
        case "releases" where names.count == 2: return "release \(names[1])"
        case "releases" where names.count == 6: return "\(names[5]) in \(names[1])"
        case "trust" where names.count == 2: return "policy \(names[1])"
        default: return names.joined(separator: "/")
        }
    }

    private static func key(_ name: Substring) -> String {
        (try? KeyEncoding.decoded(String(name))) ?? String(name)
    }
}
