import Glibc

/// How long somebody tries again, in pauses that grow and differ, so that rivals do not meet again. Microseconds.
package struct Patience {
    private let limit: Int
    private let longest: Int
    private var pause: Int
    private var waited = 0

    /// For writers of one repository: ten seconds in all.
    package init() { self.init(limit: 10_000_000, first: 2_000, longest: 200_000) }

    /// For clones that push to one remote, where each try takes as long as a fetch and a push do: two minutes in all.
    package static var forRemotes: Patience { Patience(limit: 120_000_000, first: 100_000, longest: 4_000_000) }

    private init(limit: Int, first: Int, longest: Int) {
        self.limit = limit
        self.longest = longest
        pause = first
    }

    /// Waits a little; false when the time is used up.
    package mutating func wait() -> Bool {
        guard waited < limit else { return false }
        let now = Int.random(in: pause / 2...pause)
        usleep(UInt32(now))
        waited += now
        pause = min(pause * 2, longest)
        return true
    }
}
