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
            by: ("github/sluice-gate.yml", "gate"),
            variables: [
                "GITHUB_SERVER_URL": "file://\(place.deletingLastPathComponent().path)",
                "GITHUB_REPOSITORY": place.lastPathComponent, "TOKEN": "t", "RELEASE": "v1.0.0",
            ])
    }

    @Test func judgesAPushedTagOnGitLab() throws {
        let host = try repository.clone("host.git", bare: true)
        let project = String(host.path.dropLast(4))
        try expectJudgement(
            by: ("gitlab/sluice-gate.yml", "sluice-gate"),
            variables: ["CI_PROJECT_URL": "file://\(project)", "CI_JOB_TOKEN": "t", "CI_COMMIT_TAG": "v1.0.0"])
    }

    @Test func checksARequestOnGitHub() throws {
        try repository.git("update-ref", "refs/pull/5/merge", "main~1")
        let place = URL(fileURLWithPath: repository.path)
        let output = try run(
            ("github/sluice-gate.yml", "check"),
            variables: [
                "GITHUB_SERVER_URL": "file://\(place.deletingLastPathComponent().path)",
                "GITHUB_REPOSITORY": place.lastPathComponent, "TOKEN": "t", "GITHUB_REF": "refs/pull/5/merge",
            ])
        #expect(output == "--version\n-C request.git check --pipeline --format github\n")
    }

    @Test func checksARequestOnGitLab() throws {
        let host = try repository.clone("host.git", bare: true)
        try host.git("update-ref", "refs/merge-requests/7/head", "main~1")
        let output = try run(
            ("gitlab/sluice-gate.yml", "sluice-check"),
            variables: [
                "CI_PROJECT_URL": "file://\(host.path.dropLast(4))", "CI_JOB_TOKEN": "t", "CI_MERGE_REQUEST_IID": "7",
            ])
        #expect(output == "--version\n-C request.git check --pipeline\n")
    }

    @Test(arguments: ["github/sluice-gate.yml", "gitlab/sluice-gate.yml"])
    func asksForReadAccessOnly(file: String) throws {
        let text = try String(contentsOfFile: "\(Places.package)/ci/\(file)", encoding: .utf8)
        #expect(!text.contains("secrets."))
        #expect(file.hasPrefix("gitlab") || text.contains("\npermissions:\n  contents: read\n"))
        #expect(!text.contains(": write"))
    }

    private func expectJudgement(by job: (file: String, name: String), variables: [String: String]) throws {
        #expect(try run(job, variables: variables) == "--version\n-C judged.git gate tag v1.0.0\n")
        let kinds = "--format=%(objecttype) %(refname)"
        #expect(
            try repository.git("-C", ".git/judged.git", "for-each-ref", kinds)
                == "commit refs/heads/main\ncommit refs/heads/sluice/ledger\ntag refs/tags/v1.0.0")
        #expect(try !repository.read(".git/judged.git/config").contains("token"))
    }

    /// Runs the shell of a job, and gives what it printed.
    private func run(_ job: (file: String, name: String), variables: [String: String]) throws -> String {
        let source = [
            "SLUICE_TRUST": "none", "SLUICE_SOURCE": sluice.path, "SLUICE_REVISION": try sluice.resolve("main"),
        ]
        let result = try repository.start(
            ["sh", "-e", "-c", try script(of: job)], environment: variables.merging(source) { $1 }, directory: ".git"
        ).wait()
        #expect(result.errors == "")
        return result.output
    }

    /// All literal blocks of a job (`run: |`, `- |`), one after the other.
    private func script(of job: (file: String, name: String)) throws -> String {
        var (script, indentation, isInBlock, jobDepth) = ("", 0, false, Int?.none)
        let text = try String(contentsOfFile: "\(Places.package)/ci/\(job.file)", encoding: .utf8)
        for line in text.split(separator: "\n") {
            let depth = line.prefix { $0 == " " }.count
            if let start = jobDepth, depth <= start { jobDepth = nil }
            if line.dropFirst(depth) == "\(job.name):" { jobDepth = depth }
            isInBlock = isInBlock && depth > indentation
            if isInBlock, jobDepth != nil {
                script += line.dropFirst(depth) + "\n"
            } else if line.hasSuffix("|") {
                (indentation, isInBlock) = (depth, true)
            }
        }
        return script
    }
}
