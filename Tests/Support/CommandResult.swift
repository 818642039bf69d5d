/// What a command that has ended left behind.
package struct CommandResult: Sendable {
    /// The command as a person would type it: `sluice gate tag 2.4.0`.
    package let command: String
    /// The exit status, or 128 and the number of the signal that ended the command.
    package let status: Int32
    package let outputBytes: [UInt8]
    package let errorBytes: [UInt8]
    /// The repository that the command ran for; snapshots show it as `<repository>`.
    package let repositoryPath: String

    /// Standard output, with invalid UTF-8 repaired.
    package var output: String { String(decoding: outputBytes, as: UTF8.self) }
    /// Standard error, with invalid UTF-8 repaired.
    package var errors: String { String(decoding: errorBytes, as: UTF8.self) }
}

/// A command that had to succeed and did not.
package struct CommandFailure: Error, CustomStringConvertible {
    package let result: CommandResult

    package init(result: CommandResult) {
        self.result = result
    }

    package var description: String {
        "`\(result.command)` ended with status \(result.status)\n\(result.errors)\(result.output)"
    }
}
