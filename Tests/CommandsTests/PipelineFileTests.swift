import Foundation
import TestSupport
import Testing

/// The shell in the pipeline files of `ci`, run on a repository of the machine in the place of the host's, with a
/// Sluice that tells what it was given.
struct PipelineFileTests {
    private let repository: TestRepository
    private let sluice: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("first")
        try repository.commit("second")
        try repository.git("branch", "sluice/ledger")
        try repository.tag("v1.0.0")
        sluice = try TestRepository()
        try sluice.write("ci/sluice", "#!/bin/sh\necho \"$*\"\n")
        try sluice.git("add", "ci/sluice")
        try sluice.git("update-index", "--chmod=+x", "ci/sluice")
        try sluice.git("commit", "--message=a Sluice")
        try sluice.git("checkout", "--orphan", "later")
    }

    @Test func judgesAPushedTagOnGitHub() throws {
        let place = URL(fileURLWithPath: repository.path)
        try expectJudgement(
            by: "github/sluice-gate.yml",
            variables: [
                "GITHUB_SERVER_URL": "file://\(place.deletingLastPathComponent().path)",
                "GITHUB_REPOSITORY": place.lastPathComponent, "TOKEN": "t", "RELEASE": "v1.0.0",
            ])
    }

    @Test func judgesAPushedTagOnGitLab() throws {
        let host = try repository.clone("host.git", bare: true)
        let project = String(host.path.dropLast(4))
        try expectJudgement(
            by: "gitlab/sluice-gate.yml",
            variables: ["CI_PROJECT_URL": "file://\(project)", "CI_JOB_TOKEN": "t", "CI_COMMIT_TAG": "v1.0.0"])
    }

    @Test(arguments: ["github/sluice-gate.yml", "gitlab/sluice-gate.yml"])
    func asksForReadAccessOnly(file: String) throws {
        let text = try String(contentsOfFile: "\(Places.package)/ci/\(file)", encoding: .utf8)
        #expect(!text.contains("secrets."))
        #expect(file.hasPrefix("gitlab") || text.contains("\npermissions:\n  contents: read\n"))
        #expect(!text.contains(": write"))
    }

    private func expectJudgement(by file: String, variables: [String: String]) throws {
        let source = [
            "SLUICE_TRUST": "none", "SLUICE_SOURCE": sluice.path, "SLUICE_REVISION": try sluice.resolve("main"),
        ]
        let script = try script(of: file)
        let result = try repository.start(
            ["sh", "-e", "-c", script], environment: variables.merging(source) { $1 }, directory: ".git"
        ).wait()
        #expect(result.output == "--version\n-C judged.git gate tag v1.0.0\n")
        #expect(result.errors == "")
        let kinds = "--format=%(objecttype) %(refname)"
        #expect(
            try repository.git("-C", ".git/judged.git", "for-each-ref", kinds)
                == "commit refs/heads/main\ncommit refs/heads/sluice/ledger\ntag refs/tags/v1.0.0")
        #expect(try !repository.read(".git/judged.git/config").contains("token"))
    }

    /// All literal blocks of a YAML file (`run: |`, `- |`), one after the other.
    private func script(of file: String) throws -> String {
        var (script, indentation, isInBlock) = ("", 0, false)
        for line in try String(contentsOfFile: "\(Places.package)/ci/\(file)", encoding: .utf8).split(separator: "\n") {
            let depth = line.prefix { $0 == " " }.count
            isInBlock = isInBlock && depth > indentation
            if isInBlock {
                script += line.dropFirst(depth) + "\n"
            } else if line.hasSuffix("|") {
                (indentation, isInBlock) = (depth, true)
            }
        }
        return script
    }
}
