import CLibgit2
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
    package var input: [UInt8] = []
    package var folder: String?

    package init(_ name: String, _ arguments: [String]) {
        self.name = name
        self.arguments = arguments
    }

    /// Runs the program and keeps what it prints. Files take it, not pipes, so that no amount of it can block.
    package func run() throws -> Answer {
        let input = try MemoryFile(self.input)
        let output = try MemoryFile()
        let errors = try MemoryFile()
        let status = try spawn([input.descriptor, output.descriptor, errors.descriptor])
        return Answer(status: status, output: try output.contents(), errors: try errors.contents())
    }

    /// Runs the program on the terminal of this process, as an editor or a pager wants it, and gives its status.
    package func runInForeground(withInput: Bool = false) throws -> Int32 {
        guard withInput else { return try spawn([0, 1, 2]) }
        let input = try MemoryFile(self.input)
        return try spawn([input.descriptor, 1, 2])
    }

    /// Runs the program; anything but success is an error that holds what it printed.
    package func output() throws -> [UInt8] {
        let answer = try run()
        guard answer.status == 0 else {
            throw RepositoryProblem.programFailed(
                program: name, arguments: arguments, status: answer.status, errors: answer.errorText)
        }
        return answer.output
    }

    /// Tells releases of a program apart without running it: where it is, its size, and when it was written.
    package static func stamp(of name: String) -> String {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/bin:/usr/bin"
        let paths = folders.split(separator: ":").map { "\($0)/\(name)" }
        return paths.first { File.isExecutable($0) }.flatMap { File.stamp($0) } ?? name
    }

    private func spawn(_ descriptors: [Int32]) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        if let folder { posix_spawn_file_actions_addchdir_np(&actions, folder) }
        var process = pid_t()
        let code = withStrings([name] + arguments) { words in
            withStrings(environmentLines()) { posix_spawnp(&process, name, &actions, nil, words, $0) }
        }
        guard code == 0 else { throw SystemError("run \(name)", number: code) }
        return wait(for: process)
    }

    private func environmentLines() -> [String] {
        var variables = inheritedVariables()
        // Git obeys replace refs, Sluice reads what was committed; both must see the same history.
        variables["GIT_NO_REPLACE_OBJECTS"] = "1"
        for (name, value) in environment { variables[name] = value }
        return variables.map { "\($0.key)=\($0.value)" }
    }

    private func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}

private func inheritedVariables() -> [String: String] {
    var result: [String: String] = [:]
    var line = environ
    while let text = line.pointee {
        let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
        line += 1
    }
    return result
}

private func withStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(&pointers)
}
