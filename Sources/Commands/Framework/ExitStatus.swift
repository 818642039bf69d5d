/// What a run of the program answers to its caller. Never a count.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    /// Yes: done, allowed, found.
    case yes = 0
    /// Refused: the gate is shut, a hook refuses, drift was found.
    case refused = 1
    /// The command line is wrong.
    case usage = 2
    /// Cannot be decided here: a shallow clone, no ledger, an unreadable object, an answer that could not be printed.
    case cannotDecide = 3
    /// Evidence does not verify.
    case notVerified = 4
    /// A bug in Sluice; the number is `EX_SOFTWARE` of sysexits.h.
    case bug = 70
}
