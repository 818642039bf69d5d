import Foundation

/// A program, and all that it can see. Its output goes to files: a full pipe would stop it for good.
struct Subprocess {
    /// The program, looked up in `PATH`, and its arguments.
    let arguments: [String]
    let environment: [String: String]
    let directory: String
    let input: [UInt8]
    /// A folder that outlives the program, for its input and output.
    let scratch: String
    let repositoryPath: String

    func start() throws -> RunningCommand {
        let files = "\(scratch)/\(UUID().uuidString)"
        let running = RunningCommand(process: Process(), command: shown, files: files, repositoryPath: repositoryPath)
        let process = running.process
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = Array(arguments.dropFirst())
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.standardInput = try FileHandle(forReadingFrom: file(files + ".in", holding: input))
        process.standardOutput = try FileHandle(forWritingTo: file(files + ".out"))
        process.standardError = try FileHandle(forWritingTo: file(files + ".err"))
        try running.start()
        return running
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

    private func file(_ path: String, holding bytes: [UInt8] = []) throws -> URL {
        let file = URL(fileURLWithPath: path)
        try Data(bytes).write(to: file)
        return file
    }
}
