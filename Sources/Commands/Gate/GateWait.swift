import Gate
import Git
import Glibc
import Ledger
import Reports
import System

/// Asks the gate again and again, each time with what the remote's ledger holds then, until it opens or the time is up.
struct GateWait {
    let seconds: Int
    let remote: String
    let sync: LedgerSync
    let console: Console

    /// Milliseconds between two questions: first, and at most.
    private static let pauses = (first: 1_000, longest: 15_000)

    /// A year: whoever asks for more waits no longer than that.
    private static let longest = 31_536_000

    /// - Throws: what made the last question fail.
    func verdict(_ ask: () throws -> Verdict) throws -> Verdict {
        let end = millisecondsNow() + Int64(min(seconds, Self.longest)) * 1_000
        var pause = Self.pauses.first
        while true {
            let answer = Result {
                _ = try sync.fetch()
                return try ask()
            }
            let left = Int(end - millisecondsNow())
            guard left > 0, let reason = reasonToWait(answer) else { return try answer.get() }
            console.noteOnce("\(reason); asking \(remote) again for at most \(seconds) s.")
            usleep(UInt32(min(pause, left)) * 1_000)
            pause = min(2 * pause, Self.pauses.longest)
        }
    }

    /// Nil where no news can change the answer.
    private func reasonToWait(_ answer: Result<Verdict, any Error>) -> String? {
        switch answer {
        case .success(let verdict) where verdict.isOpen || verdict.isUnverified: nil
        case .success(let verdict):
            "the gate is shut (\(counted(verdict.findings.count, "finding")): \(verdict.codes.joined(separator: ", ")))"
        case .failure(RepositoryProblem.remoteFailed): "\(remote) cannot be reached"
        case .failure(LedgerProblem.noLedger): "there is no ledger yet"
        case .failure: nil
        }
    }
}
