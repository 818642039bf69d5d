import Foundation
import TestSupport

/// Real git in a folder of its own, without anybody's configuration.
struct GitProgram {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "changes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    /// What the command prints, fed with a file of the folder.
    func run(_ arguments: [String], input: String? = nil) throws -> [UInt8] {
        let bytes = try input.map { Array(try Data(contentsOf: folder.appending(path: $0))) } ?? []
        return try run(program: ["git"] + arguments, bytes)
    }

    /// What a shell prints, in the same surroundings: for many runs of git in one go.
    func run(script: String) throws -> [UInt8] { try run(program: ["sh", "-c", script], []) }

    private func run(program arguments: [String], _ bytes: [UInt8]) throws -> [UInt8] {
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CEILING_DIRECTORIES": folder.deletingLastPathComponent().path,
        ]
        let git = Subprocess(
            arguments: arguments, environment: environment, directory: folder.path, input: bytes,
            scratch: folder.path, repositoryPath: folder.path)
        let result = try git.start().wait()
        guard result.status == 0 else { throw Failure(arguments: arguments) }
        return result.outputBytes
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    struct Failure: Error {
        let arguments: [String]
    }
}
