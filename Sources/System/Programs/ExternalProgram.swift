import CSystem
import Glibc

/// A program of the system, with its arguments, to be run to its end. Never through a shell.
package struct ExternalProgram: Sendable {
    /// What a program left behind.
    package struct Answer: Sendable {
        /// The exit status; 128 plus the signal's number where a signal ended it.
        package let status: Int32
        package let output: [UInt8]
        package let errors: [UInt8]

        package var text: String { String(decoding: output, as: UTF8.self) }
        package var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    package let name: String
    package let arguments: [String]
    /// Variables set for the program beside those of this process. Nil takes one away.
    package var environment: [String: String?] = [:]
    /// How the names of those variables of this process begin that the program does not get.
    package var hiddenVariables: [String] = []
    package var input: [UInt8] = []
    package var folder: String?
    /// In seconds; `run` kills the program when they are over. Nil to wait for as long as it takes.
    package var timeLimit: Int32?

    package init(_ name: String, _ arguments: [String]) {
        self.name = name
        self.arguments = arguments
    }

    /// Runs the program and keeps what it prints. Files take it, not pipes, so that no amount of it can block.
    ///
    /// - Throws: `SystemError` where the program cannot be run, or not within its time.
    package func run() throws -> Answer {
        let input = try MemoryFile(self.input)
        let output = try MemoryFile()
        let errors = try MemoryFile()
        let lifeline = try timeLimit.map { try Lifeline(seconds: $0) }
        let descriptors = [input.descriptor, output.descriptor, errors.descriptor] + (lifeline.map { [$0.held] } ?? [])
        let status = try spawn(descriptors) { process in
            if process > 0 { lifeline?.watch(process) }
        }
        if let timeLimit, lifeline?.isCut == true { throw SystemError("run \(name) in \(timeLimit) s", number: ETIME) }
        return Answer(status: status, output: try output.contents(), errors: try errors.contents())
    }

    /// Runs the program, keeps what it prints, and shows at once the lines that it writes to standard error: it may ask for
    /// something. Lines that `shows` is false for are only kept.
    package func runShowingErrors(where shows: @escaping (String) -> Bool) throws -> Answer {
        let input = try MemoryFile(self.input)
        let output = try MemoryFile()
        let relay = try ErrorRelay(shows)
        let status = try spawn([input.descriptor, output.descriptor, relay.entrance]) { process in
            if process > 0 { relay.run(while: process) }
        }
        return Answer(status: status, output: try output.contents(), errors: relay.kept)
    }

    /// Runs the program on the terminal of this process, as an editor or a pager wants it, and gives its status.
    package func runInForeground(withInput: Bool = false) throws -> Int32 {
        guard withInput else { return try spawn([0, 1, 2]) }
        let input = try MemoryFile(self.input)
        return try spawn([input.descriptor, 1, 2])
    }

    /// Runs the program on the terminal of this process. Signals that ask this process to end are handed on to it, so that it
    /// can clean up, and what came of it can be told.
    package func runForwardingSignals() throws -> Int32 {
        let signals = [SIGINT, SIGQUIT, SIGTERM, SIGHUP]
        let before = signals.map { signal($0) { forwardSignal($0) } }
        defer { for (number, handler) in zip(signals, before) { signal(number, handler) } }
        return try spawn([0, 1, 2]) { runningChild = $0 }
    }

    /// Tells releases of a program apart without running it: where it is, its size, and when it was written.
    package static func stamp(of name: String) -> String {
        path(of: name).flatMap { File.stamp($0) } ?? name
    }

    /// Where the search path finds a program; nil where this machine does not have it.
    package static func path(of name: String) -> String? {
        guard !name.contains("/") else { return File.isExecutable(name) ? name : nil }
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/bin:/usr/bin"
        return folders.split(separator: ":").lazy.map { "\($0)/\(name)" }.first { File.isExecutable($0) }
    }

    private func spawn(_ descriptors: [Int32], started: (pid_t) -> Void = { _ in }) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        if let folder { posix_spawn_file_actions_addchdir_np(&actions, folder) }
        var process = pid_t()
        let code = withStrings(([name] + arguments).map { Array($0.utf8) }) { words in
            withStrings(environmentLines()) { posix_spawnp(&process, name, &actions, nil, words, $0) }
        }
        guard code == 0 else {
            // The folder to run it in, or the interpreter of a script, may be what does not exist.
            let isMissing = code == ENOENT && Self.path(of: name) == nil
            throw SystemError("run \(name)", number: code, missingProgram: isMissing ? name : nil)
        }
        started(process)
        defer { started(0) }
        return wait(for: process)
    }

    /// Bytes, as the variables of this process need not be UTF-8.
    private func environmentLines() -> [[UInt8]] {
        // Git obeys replace refs, Sluice reads what was committed; both must see the same history.
        let own = ["GIT_NO_REPLACE_OBJECTS": "1"].merging(environment) { $1 }
        let inherited = inheritedVariables().filter { line in
            let name = String(decoding: line.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
            return own[name] == nil && !hiddenVariables.contains { name.hasPrefix($0) }
        }
        return inherited + own.compactMap { name, value in value.map { Array("\(name)=\($0)".utf8) } }
    }

    private func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}

/// The program that signals are handed on to; 0 for none.
nonisolated(unsafe) private var runningChild: pid_t = 0

/// A terminal sends Control-C to all programs in front; those sent to this process alone are handed on.
private func forwardSignal(_ number: Int32) {
    if runningChild > 0, number != SIGINT, number != SIGQUIT { kill(runningChild, number) }
}

private func inheritedVariables() -> [[UInt8]] {
    var result: [[UInt8]] = []
    var line = environ
    while let text = line.pointee {
        result.append(Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
        line += 1
    }
    return result
}

private func withStrings<Result>(
    _ strings: [[UInt8]], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers =
        strings.map { bytes in
            strdup(bytes.map { CChar(bitPattern: $0) } + [0])
        } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(&pointers)
}
