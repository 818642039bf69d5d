import Foundation
import Glibc

/// A program, and all that it can see. Its output goes to files: a full pipe would stop it for good.
///
/// Foundation's `Process` reads past the end of a directory listing when it starts a program, which now and then ends
/// a process of many threads; hence `posix_spawn`.
package struct Subprocess {
    /// The program, looked up in `PATH`, and its arguments.
    let arguments: [String]
    let environment: [String: String]
    let directory: String
    let input: [UInt8]
    /// A folder that outlives the program, for its input and output.
    let scratch: String
    let repositoryPath: String

    package init(
        arguments: [String], environment: [String: String], directory: String, input: [UInt8], scratch: String,
        repositoryPath: String
    ) {
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.input = input
        self.scratch = scratch
        self.repositoryPath = repositoryPath
    }

    package func start() throws -> RunningCommand {
        let files = "\(scratch)/\(UUID().uuidString)"
        try Data(input).write(to: URL(fileURLWithPath: files + ".in"))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, files + ".in", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, files + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, files + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var process = pid_t()
        let words = ["env", "-C", directory, executable] + arguments.dropFirst()
        let lines = environment.map { "\($0.key)=\($0.value)" }
        let code = withStrings(words) { words in
            withStrings(lines) { lines in
                withUnblockedSignals { posix_spawn(&process, "/usr/bin/env", &actions, $0, words, lines) }
            }
        }
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        return RunningCommand(process: process, command: shown, files: files, repositoryPath: repositoryPath)
    }

    private var executable: String {
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        let found = folders.map { "\($0)/\(arguments[0])" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        return arguments[0].hasPrefix("/") ? arguments[0] : found ?? arguments[0]
    }

    /// The command as a person would type it: the program without its folder, arguments quoted where they need it.
    private var shown: String {
        let program = URL(fileURLWithPath: arguments[0]).lastPathComponent
        let others = arguments.dropFirst().map { $0.isEmpty || $0.contains(" ") ? "'\($0)'" : $0 }
        return ([program] + others).joined(separator: " ")
    }
}

/// Threads of a test run block signals, which a program that they start must not inherit.
private func withUnblockedSignals(_ body: (UnsafePointer<posix_spawnattr_t>) -> Int32) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    return body(&attributes)
}

private func withStrings(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
) -> Int32 {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(&pointers)
}
