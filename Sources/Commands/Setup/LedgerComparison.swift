import Changes
import Git
import Ledger
import Reports

/// The comparison of a ledger's fingerprint with the one that this clone's user knows from somebody else.
struct LedgerComparison {
    private let ledger: LedgerReader
    private let given: ObjectID?
    private let asks: Bool
    private let console: Console

    /// - Parameters:
    ///   - given: the fingerprint that the user named; nil for none.
    ///   - asks: whether somebody is at a terminal.
    init(_ ledger: LedgerReader, given: ObjectID?, asks: Bool, _ console: Console) {
        self.ledger = ledger
        self.given = given
        self.asks = asks
        self.console = console
    }

    /// The fingerprint that this clone is to trust from now on; nil where it did before, or where decisions are not
    /// signed and nobody named one.
    ///
    /// - Throws: `Failure` where it is another one, or nobody compared it.
    func confirmed(isDry: Bool) throws -> ObjectID? {
        let fingerprint = try ledger.firstPolicy()
        let isPinned = try ledger.pinnedPolicy() != nil
        if let given {
            guard given == fingerprint else { throw Self.other(fingerprint, than: given) }
            return isPinned ? nil : fingerprint
        }
        guard try !isPinned && ledger.policy().requiredSignatures != .none else { return nil }
        if isDry { return fingerprint }
        guard asks else { throw Self.notCompared(fingerprint) }
        console.write(FingerprintText(fingerprint).text)
        console.note("Decisions in this ledger are signed. Type yes if the two are the same, or press Enter to stop.")
        let answer = readLine()?.split(separator: " ").joined(separator: " ").lowercased() ?? ""
        guard ["yes", "y"].contains(answer) else { throw Self.notConfirmed(fingerprint, answer: answer) }
        return fingerprint
    }

    private static func notCompared(_ fingerprint: ObjectID) -> Failure {
        Failure(
            .notVerified, "decisions in this ledger are signed, and its fingerprint was not compared: \(fingerprint)",
            hints: comparison(fingerprint))
    }

    private static func notConfirmed(_ fingerprint: ObjectID, answer: String) -> Failure {
        let given = answer.isEmpty ? "there was no answer" : "the answer was \(answer.quoted), and not yes"
        return Failure(
            .notVerified, "\(given): nothing was set up, and this clone does not trust the ledger",
            hints: comparison(fingerprint))
    }

    private static func comparison(_ fingerprint: ObjectID) -> [Hint] {
        [
            "`sluice doctor` shows the fingerprint to somebody who has worked with the ledger before",
            "if it is the same: `sluice setup --trust \(fingerprint)`",
        ]
    }

    private static func other(_ fingerprint: ObjectID, than given: ObjectID) -> Failure {
        Failure(
            .notVerified, "the ledger's fingerprint is \(fingerprint), and not \(given): it is another ledger",
            hints: [
                "`git remote -v` shows where it came from; an administrator knows which of the two is right",
                "only if they say that this one is: `sluice setup --trust \(fingerprint)`",
            ])
    }
}
