import Foundation
import TestSupport
import Testing

@Suite("The pipeline files")
struct PipelineFileTests {
    @Test("what a user copies has at most twenty lines", arguments: PipelineFile.copied)
    func isShort(name: String) throws {
        let lines = try PipelineFile.text(name).split(separator: "\n")
        #expect(lines.count <= 20 && lines.allSatisfy { $0.count <= 120 })
    }

    @Test("each file is what the schema of its host says", .enabled(if: PipelineFile.canBeRead))
    func fitsTheSchemas() throws {
        let test = try TestRepository()
        // GitLab's schema knows the two documents of a component one at a time.
        let component = try PipelineFile.text("gitlab/sluice.yml").components(separatedBy: "\n---\n")
        try #require(component.count == 2)
        for (number, text) in component.enumerated() { try test.write("component-\(number).yml", text) }
        let github = (PipelineFile.copied + PipelineFile.called).filter {
            $0.hasPrefix("github/") && !$0.hasSuffix("action.yml")
        }
        let files: [(schema: String, options: [String], files: [String])] = [
            ("github-workflows", [], github + ["gitea/sluice.yml", "gitea/tests.yml", "gitea/deployment.yml"]),
            ("github-actions", [], ["github/action.yml"]),
            (
                "gitlab-ci", ["--data-transform", "gitlab-ci"],
                ["gitlab/gitlab-ci.yml", "\(test.path)/component-0.yml", "\(test.path)/component-1.yml"]
            ),
            // Some of its patterns escape what Unicode's syntax does not let them.
            (
                "azure-pipelines", ["--regex-variant", "nonunicode"],
                ["azure/azure-pipelines.yml", "azure/tests.yml", "azure/deployment.yml"]
            ),
        ]
        let tool = try #require(TestRepository.tool("check-jsonschema"))
        for (schema, options, names) in files {
            let paths = names.map { $0.hasPrefix("/") ? $0 : "\(PipelineFile.folder)/\($0)" }
            let words = [tool, "--builtin-schema", "vendor.\(schema)"] + options + paths
            let result = try test.start(words).wait()
            #expect(result.status == 0, "\(schema): \(result.output)")
        }
        try test.write("wrong.yml", "jobs: {check: {runs-on: 5}}\n")
        let wrong = try test.start([tool, "--builtin-schema", "vendor.github-workflows", "\(test.path)/wrong.yml"])
            .wait()
        #expect(wrong.status == 1)
    }

    @Test("actions are named by a commit, images by a digest", arguments: PipelineFile.copied + PipelineFile.called)
    func isPinned(name: String) throws {
        let text = try PipelineFile.text(name)
        for match in text.matches(of: /(?:uses|image|default): *"?([^\s",}]+)/) {
            let named = String(match.1)
            guard named.contains("/") || named.contains("@") else { continue }
            let isPinned = named.contains(/@[0-9a-f]{40}$|@sha256:[0-9a-f]{64}$|\/sluice\/ci\/github@<commit>$/)
            #expect(isPinned, "\(named)")
        }
    }

    @Test("no request runs with a secret, nor with the rights to write", .enabled(if: PipelineFile.canBeRead))
    func keepsSecretsFromRequests() throws {
        let test = try TestRepository()
        for name in [
            "github/request.yml", "github/tag.yml", "github/tests.yml", "github/deployment.yml", "gitea/sluice.yml",
        ] {
            let workflow = try PipelineFile(name, [:], in: test).documents[0]
            #expect(workflow.texts("permissions") == ["contents": "read"], "\(name)")
            let isOfRequests = workflow.mapping("on").keys.contains { $0.hasPrefix("pull_request") }
            #expect(isOfRequests == ["github/request.yml", "gitea/sluice.yml"].contains(name))
            let text = try PipelineFile.text(name)
            #expect(!text.contains("pull_request_target") && !text.contains("workflow_run"))
            #expect(!isOfRequests || !text.contains("secrets.") && !text.contains("actions/checkout"))
        }
        // The rights of single jobs: only what writes the text of a release, or the ledger, may write contents.
        let request = try PipelineFile("github/request.yml", [:], in: test).documents[0]
        #expect(
            request.mapping("jobs", "check").texts("permissions") == ["contents": "read", "security-events": "write"])
        let tag = try PipelineFile("github/tag.yml", [:], in: test).documents[0]
        #expect(tag.mapping("jobs", "gate").texts("permissions").isEmpty)
        #expect(tag.mapping("jobs", "release").texts("permissions") == ["contents": "write"])
    }

    @Test("the code of the repository runs in no job that holds the signing key", .enabled(if: PipelineFile.canBeRead))
    func keepsTheKeyFromCode() throws {
        let test = try TestRepository()
        for name in ["github/tests.yml", "gitea/tests.yml", "azure/tests.yml"] {
            let pipeline = try PipelineFile(name, [:], in: test).documents[0]
            let named = pipeline.mapping("jobs").values.compactMap { $0 as? PipelineFile.Mapping }
            let jobs = (named + pipeline.list("jobs")).map { "\($0)" }
            #expect(jobs.count == 2)
            #expect(jobs.filter { $0.contains("make test") }.count == 1)
            #expect(jobs.filter { $0.contains("SLUICE_SIGNING_KEY") }.count == 1)
            #expect(!jobs.contains { $0.contains("make test") && $0.contains("SLUICE_SIGNING_KEY") }, "\(name)")
        }
    }
}
