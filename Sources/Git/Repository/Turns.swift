import Glibc
import System

extension Repository {
    /// Does some work while nobody else does work of that name in this repository (flock(2)), so that many do not get into
    /// each other's way again and again.
    ///
    /// A courtesy: where no turn can be had for ten seconds, or none at all, the work is done all the same, and has to be
    /// safe by other means. The kernel ends the turn of a process that dies.
    package func inTurn<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
        let folder = commonDirectory + "/sluice"
        try? File.makeFolder(folder)
        var patience = TurnPatience()
        // Whoever is next keeps out the one who has just had a turn and comes again at once.
        let next = patience.take("\(folder)/\(name)-next")
        let turn = patience.take("\(folder)/\(name)-turn")
        close(next)
        defer { close(turn) }
        return try body()
    }
}

/// How long a turn is waited for; for ever would hang on a process that is stopped.
private struct TurnPatience {
    private var left = 10_000_000

    /// The descriptor that holds the file's lock, if it could be had in time; -1 where there can be no file.
    mutating func take(_ path: String) -> Int32 {
        let descriptor = (try? File.openShared(path, O_RDWR)) ?? -1
        while descriptor >= 0, left > 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            let pause = Int.random(in: 1_000...4_000)
            usleep(UInt32(pause))
            left -= pause
        }
        return descriptor
    }
}
