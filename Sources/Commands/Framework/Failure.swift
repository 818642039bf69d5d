import Changes
/// Why a command ends without a result: the status, what was refused, and how to fix it.
struct Failure: Error, Equatable {
    let status: ExitStatus
    /// What was refused, as a sentence without a full stop.
    let message: String
    /// The exact commands that fix it, one sentence each.
    let hints: [Hint]

    /// A failure; the hints are in the order in which they are shown.
    init(_ status: ExitStatus, _ message: String, hints: [Hint] = []) {
        self.status = status
        self.message = message
        self.hints = hints
    }
}

/// An error that a person can act on.
///
/// The errors of the layers below are given their status, sentence and hints in extensions to this protocol.
protocol FailureConvertible: Error {
    /// The error as it is told to the user.
    var failure: Failure { get }
}

extension Failure: FailureConvertible {
    var failure: Failure { self }
}

extension Failure {
    /// Any error as a failure; one that nobody gave a sentence is a bug.
    init(_ error: any Error) {
        self =
            (error as? any FailureConvertible)?.failure
            ?? Failure(
                .bug, "\(type(of: error)): \(error)",
                hints: ["this is a bug in Sluice; please report it with the command that led to it"])
    }
}

extension Failure {
    /// The hints where commands are expected.
    var fixes: [ShellCommand] { hints.map { ShellCommand(verbatim: $0.text) } }
}
