import Foundation
import TestSupport
import Testing

@Suite("SLUICE_TRUST in pipelines", .enabled(if: PipelineFile.canBeRead))
struct PipelineTrustTests {
    /// Runs `ci/pipeline tag` in a clone; a variable without a value is not set.
    private func judge(_ release: String, trust: String?, on host: PipelineHost) throws -> CommandResult {
        let unset = trust == nil ? "unset SLUICE_TRUST; " : ""
        let package = ["SLUICE_PACKAGE": host.values["package"] ?? "", "SLUICE_DIGEST": host.values["digest"] ?? ""]
        return try host.run(
            "\(unset)\"\(host.scripts.path)/ci/pipeline\" tag \(release)",
            package.merging(["SLUICE_TRUST": trust ?? ""]) { $1 }, in: try host.checkOut("refs/heads/main"))
    }

    @Test("a ledger without signatures is judged, with a warning where nothing says which it has to be")
    func judgesAnUnsignedLedger() throws {
        let origin = try TestRepository.withOpenGate()
        let host = try PipelineHost(origin)
        let unset = try judge("1.0", trust: nil, on: host)
        #expect(unset.status == 0 && unset.output.contains("gate tag 1.0: open"), "\(unset.output)\(unset.errors)")
        #expect(unset.output.contains("warning: SLUICE_TRUST is empty"))
        let line = try #require(unset.output.firstMatch(of: /`SLUICE_TRUST=([0-9a-f]{40})` refuses any other ledger/))
        let empty = try judge("1.0", trust: "", on: host)
        #expect(empty.status == 0 && empty.output == unset.output)
        for trust in ["none", String(line.1)] {
            let judged = try judge("1.0", trust: trust, on: host)
            #expect(judged.status == 0 && !judged.output.contains("warning:"), "\(trust)")
        }
        let other = try judge("1.0", trust: String(repeating: "1", count: 40), on: host)
        #expect(other.status == 4 && other.output.contains("it was replaced"), "\(other.output)")
    }

    @Test("a signed ledger is judged where its fingerprint is set, or `none`; else the line to set is shown")
    func judgesASignedLedger() throws {
        let signed = try SignedRepository()
        try signed.approve(by: "quinn")
        let pin = try signed.test.git("config", "sluice.trust")
        let host = try PipelineHost(signed.test)
        for trust in [nil, ""] {
            let refused = try judge("1.0.0", trust: trust, on: host)
            #expect(refused.status == 4, "\(refused.output)\(refused.errors)")
            #expect(refused.output.contains("then set `SLUICE_TRUST=\(pin)`"), "\(refused.output)")
            #expect(!refused.output.contains("open"))
        }
        for trust in ["none", pin, pin.uppercased()] {
            let judged = try judge("1.0.0", trust: trust, on: host)
            #expect(judged.status == 0, "\(trust): \(judged.output)\(judged.errors)")
            #expect(judged.output.contains("is taken on trust") == (trust == "none"))
        }
        #expect(try judge("1.0.0", trust: String(repeating: "1", count: 40), on: host).status == 4)
    }

    @Test("a file in which nobody set the fingerprint ends in 4 on each host, and with it in 0")
    func asksEachHostForTheFingerprint() throws {
        let signed = try SignedRepository()
        try signed.approve(by: "quinn")
        try #require(try signed.test.sluice("tag", "1.0.0").status == 0)
        let pin = try signed.test.git("config", "sluice.trust")
        let host = try PipelineHost(signed.test)
        let url = ["CI_PROJECT_URL": "file://\(signed.test.path)/", "CI_JOB_TOKEN": "t0ken", "CI_COMMIT_TAG": "v1.0.0"]
        let github = ["GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1.0.0"]
        for (trust, status) in [("", Int32(4)), (pin, 0)] {
            host.values["fingerprint"] = trust
            let results = [
                "GitHub": try host.runWorkflow(
                    "github/tag.yml", job: "gate", contexts: ["vars.SLUICE_TRUST": trust], github,
                    in: host.makeWorkspace()),
                "Gitea": try host.runWorkflow(
                    "gitea/sluice.yml", job: "release", command: "tag",
                    github.merging(["GITEA_ACTIONS": "true"]) { $1 }, in: host.makeWorkspace()),
                "GitLab": try host.runJob("sluice-tag", url, in: host.makeWorkspace()),
                "Azure": try host.runAzure(
                    "azure/azure-pipelines.yml", where: "refs/tags/", ["BUILD_SOURCEBRANCH": "refs/tags/v1.0.0"],
                    in: host.checkOut("refs/tags/v1.0.0")),
                "Jenkins": try host.runJenkins(
                    "Sluice", "Tag", variables: ["TAG_NAME": "v1.0.0"], in: host.checkOut("refs/tags/v1.0.0")),
                "shell": try host.runShell(["tag", "1.0.0"], [:], in: host.checkOut("refs/heads/main")),
            ]
            for (name, result) in results {
                #expect(result.status == status, "\(name), \(trust): \(result.output)\(result.errors)")
                #expect(result.output.contains("SLUICE_TRUST=\(pin)") == (status == 4), "\(name): \(result.output)")
            }
        }
    }
}
