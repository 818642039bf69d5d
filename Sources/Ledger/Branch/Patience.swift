import Glibc

/// How long a writer tries again: ten seconds in all, in pauses that grow and differ, so that rivals do not meet again.
package struct Patience {
    private static let limit = 10_000_000
    private var waited = 0
    private var pause = 2_000

    package init() {}

    /// Waits a little; false when the time is used up.
    package mutating func wait() -> Bool {
        guard waited < Self.limit else { return false }
        let now = Int.random(in: pause / 2...pause)
        usleep(UInt32(now))
        waited += now
        pause = min(pause * 2, 200_000)
        return true
    }
}
