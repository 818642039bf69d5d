import Changes
import Gate
import Ledger
import Releases

extension Verdict {
    /// What was asked: `gate tag 2.4.0`, `gate deploy 2.4.0 to production`.
    var question: String {
        deploy.map { "gate deploy \(facts.version) to \($0.environment.name)" } ?? "gate tag \(facts.version)"
    }
}
