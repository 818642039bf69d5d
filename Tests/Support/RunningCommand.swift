import Foundation
import Glibc

/// A command that has been started and not yet waited for.
package struct RunningCommand {
    let process: Process
    let command: String
    let files: String
    let repositoryPath: String
    private let ended = DispatchSemaphore(value: 0)

    init(process: Process, command: String, files: String, repositoryPath: String) {
        self.process = process
        self.command = command
        self.files = files
        self.repositoryPath = repositoryPath
    }

    /// `Process.waitUntilExit()` looks only every 50 ms whether the process is still there; a handler is called at once.
    func start() throws {
        process.terminationHandler = { [ended] _ in ended.signal() }
        try process.run()
    }

    /// Ends the command at once, as a power cut would.
    package func kill() {
        _ = Glibc.kill(process.processIdentifier, SIGKILL)
    }

    /// Waits for the end of the command. To be called once.
    package func wait() throws -> CommandResult {
        ended.wait()
        return CommandResult(
            command: command,
            status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            outputBytes: try take(".out"),
            errorBytes: try take(".err"),
            repositoryPath: repositoryPath)
    }

    private func take(_ ending: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: files + ending)))
    }
}
