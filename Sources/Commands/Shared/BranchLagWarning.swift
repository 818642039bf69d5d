import Changes
import Releases
import Reports

extension Console {
    /// Warns where a branch named the candidate and lacks what the remote has.
    func warn(of scope: ReleaseScope) {
        if let lag = scope.lag { warnOnce(lag.advice.text) }
    }
}
