import Foundation
import TestSupport
import Testing

/// F7, F8: what cannot be read is named, with the command that mends it; nothing is decided from the rest.
@Suite struct DamageTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository.withOpenGate() }

    /// Commands that read the ledger, and need all that they are asked about.
    private static let readers = [["journal"], ["gate", "tag", "1.0"], ["tag", "1.0"], ["release", "show", "1.0"]]

    private func expectRefusals(
        _ commands: [[String]], in repository: TestRepository, naming words: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for command in commands {
            let result = try repository.run(command)
            #expect(result.status == 3, "\(command): \(result)", sourceLocation: sourceLocation)
            #expect(result.errors.hasPrefix("error: "), sourceLocation: sourceLocation)
            for word in words {
                #expect(result.errors.contains(word), "\(command): \(result.errors)", sourceLocation: sourceLocation)
            }
        }
    }

    /// The blob of the one record of an item's sign-off, or of the first policy.
    private func blob(under folder: String, _ ending: String) throws -> String {
        let lines = try repository.git("ls-tree", "-r", "sluice/ledger", folder).split(separator: "\n")
        let line = try #require(lines.first { $0.hasSuffix(ending) })
        return String(line.split(whereSeparator: \.isWhitespace)[2])
    }

    private func file(of object: String) -> String {
        "\(repository.path)/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))"
    }

    @Test("F7: a damaged record of the ledger is named", arguments: [0, 12, 60])
    func namesADamagedRecord(length: Int) throws {
        let record = try blob(under: "releases", ".json")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file(of: record)))
        try FileManager.default.removeItem(atPath: file(of: record))
        try bytes.prefix(length).write(to: URL(fileURLWithPath: file(of: record)))
        try expectRefusals(Self.readers, in: repository, naming: record, "git fsck")
    }

    @Test("F7: a policy that is damaged or missing is named")
    func namesAnUnreadablePolicy() throws {
        let policy = try blob(under: "trust", "/policy")
        let gates = [["gate", "tag", "1.0"], ["policy", "show"], ["task", "add", "--title", "x"]]
        try FileManager.default.removeItem(atPath: file(of: policy))
        try expectRefusals(gates, in: repository, naming: "object \(policy) is not in this clone")
        try Data("x".utf8).write(to: URL(fileURLWithPath: file(of: policy)))
        try expectRefusals(gates, in: repository, naming: policy, "git fsck")
    }

    @Test("F8: a partial clone that lacks the ledger's records names the command that brings them")
    func tellsOfAPartialClone() throws {
        try repository.git("config", "uploadpack.allowFilter", "true")
        let clone = try repository.clone("partial", options: ["--filter=blob:none", "--no-checkout"])
        try clone.git("branch", "sluice/ledger", "origin/sluice/ledger")
        try expectRefusals(Self.readers, in: clone, naming: "git fetch --refetch --no-filter")
        try clone.git("fetch", "--quiet", "--refetch", "--no-filter")
        #expect(try clone.sluice("journal").status == 0)
    }
}
