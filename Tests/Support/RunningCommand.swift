import Foundation
import Glibc

/// A command that has been started and not yet waited for.
package struct RunningCommand {
    let process: pid_t
    let command: String
    let files: String
    let repositoryPath: String

    /// Ends the command at once, as a power cut would.
    package func kill() {
        _ = Glibc.kill(process, SIGKILL)
    }

    /// Ends the command, and all programs that it started, where `setsid` began it.
    package func killAll() {
        if Glibc.kill(-process, SIGKILL) != 0 { kill() }
    }

    /// Waits for the end of the command. To be called once.
    package func wait() throws -> CommandResult {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7f
        return CommandResult(
            command: command,
            status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
            outputBytes: try take(".out"),
            errorBytes: try take(".err"),
            repositoryPath: repositoryPath)
    }

    private func take(_ ending: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: files + ending)))
    }
}
