import Foundation
import TestSupport
import Testing

/// A client that speaks Git's protocol by itself, and so can send what `git push` never would (gitprotocol-pack,
/// "reference update request").
struct PushingClient {
    struct Command {
        var old: String
        var new: String
        var name: String
    }

    let server: TestRepository
    var capabilities = "report-status"

    /// Sends the commands with a pack of nothing: all that they name has to be on the server.
    func push(_ commands: [Command]) throws -> CommandResult {
        var request: [UInt8] = []
        for (number, command) in commands.enumerated() {
            let line = "\(command.old) \(command.new) \(command.name)" + (number == 0 ? "\0\(capabilities)" : "")
            request += packet(line)
        }
        request += Array("0000".utf8) + Self.emptyPack
        return try server.start(["git", "receive-pack", server.path], input: request).wait()
    }

    private func packet(_ line: String) -> [UInt8] {
        let length = String(line.utf8.count + 4, radix: 16)
        return Array((String(repeating: "0", count: 4 - length.utf8.count) + length + line).utf8)
    }

    /// Version 2, no objects, and the hash of that (gitformat-pack).
    private static let emptyPack: [UInt8] =
        Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
        + [0x02, 0x9D, 0x08, 0x82, 0x3B, 0xD8, 0xA8, 0xEA, 0xB5, 0x10, 0xAD, 0x6A, 0xC7, 0x5C, 0x82, 0x3C, 0xFD, 0x3E]
        + [0xD3, 0x1E]
}

/// A clone with a ledger, and the server that it pushes to, whose hooks are installed.
struct GuardedServer {
    let clone: TestRepository
    let server: TestRepository
    static let ledger = "refs/heads/sluice/ledger"
    static let nothing = String(repeating: "0", count: 40)

    init() throws {
        clone = try TestRepository()
        try clone.commit("before the ledger")
        try clone.git("tag", "-a", "-m", "x", "v0.1.0")
        try clone.makeLedger()
        try clone.addItems(["RFC-1"])
        try clone.commit("RFC-1: first")
        server = try clone.clone("server.git", bare: true)
        try server.git("remote", "remove", "origin")
        try clone.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install", "--server").status == 0)
    }

    var tip: String { get throws { try server.git("rev-parse", Self.ledger) } }

    /// Pushes, expecting a refusal; gives what was said.
    func refused(_ arguments: String...) throws -> String {
        let before = try server.git("for-each-ref")
        let result = try clone.start(["git", "push", "origin"] + arguments).wait()
        #expect(result.status != 0, "\(arguments) was taken")
        #expect(try server.git("for-each-ref") == before)
        return result.errors
    }

    /// A commit of the ledger with further files: paths and texts; a mode before a path, where it is no plain file.
    func ledger(adding files: [(path: String, text: String, mode: String)]) throws -> String {
        let index = ["GIT_INDEX_FILE": "\(clone.path)/.git/forged-index"]
        try run(index, "read-tree", Self.ledger)
        for file in files {
            let blob = try clone.git("hash-object", "-w", "--stdin", input: Array(file.text.utf8))
            try run(index, "update-index", "--add", "--cacheinfo", "\(file.mode),\(blob),\(file.path)")
        }
        let tree = try run(index, "write-tree")
        return try clone.git("commit-tree", "-p", Self.ledger, "-m", "raw", tree)
    }

    @discardableResult
    private func run(_ variables: [String: String], _ arguments: String...) throws -> String {
        let result = try clone.start(["git"] + arguments, environment: variables).wait()
        try #require(result.status == 0, "\(result.errors)")
        return result.output.trimmingCharacters(in: .newlines)
    }
}
