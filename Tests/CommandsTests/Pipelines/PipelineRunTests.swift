import Foundation
import Git
import System
import TestSupport
import Testing

/// The shell of the pipeline files, run on real repositories.
@Suite("Pipelines", .enabled(if: PipelineFile.canBeRead))
struct PipelineRunTests {
    private static let tag = ["GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1.0", "GITHUB_REF": "refs/tags/v1.0"]

    private func tagged() throws -> PipelineHost {
        let origin = try TestRepository.withOpenGate()
        try #require(try origin.sluice("tag", "1.0", person: .manager).status == 0)
        return try PipelineHost(origin)
    }

    private func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// The variables of GitHub that name files which a step writes to.
    private func files(in workspace: String) -> [String: String] {
        ["GITHUB_STEP_SUMMARY": "\(workspace)/summary", "GITHUB_OUTPUT": "\(workspace)/output"]
    }

    // MARK: Tags

    @Test func judgesATagOnGitHubAndShowsTheVerdict() throws {
        let host = try tagged()
        let workspace = try host.makeWorkspace()
        let result = try host.runWorkflow(
            "github/tag.yml", job: "gate", contexts: ["vars.SLUICE_TRUST": "none"],
            Self.tag.merging(files(in: workspace)) { $1 }, in: workspace)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        let verdict = "\(workspace)/sluice-results/verdict"
        // Of the gate, and then of the evidence.
        let outputs = try read("\(workspace)/output")
        #expect(outputs == "status=0\nverdict=\(verdict).json\nsarif=\(verdict).sarif\nstatus=0\n")
        #expect(try read("\(workspace)/sluice-results/verdict.json").contains("\"open\": true"))
        #expect(try read("\(workspace)/sluice-results/verdict.xml").contains("<testsuites"))
        #expect(try read("\(workspace)/summary").components(separatedBy: "# Gate of release 1.0: open").count == 2)
        #expect(try File.read("\(workspace)/sluice-results/evidence.tar").count > 1_000)
        // The token is in no file that stays.
        let search = try host.run("! grep -rq t0ken .", [:], in: workspace)
        #expect(search.status == 0)
    }

    @Test func refusesATagOnGitHubWithAnAnnotation() throws {
        let origin = try TestRepository.withOpenGate()
        try origin.commit("Nobody asked", files: ["src/shop.conf": "1\n"])
        let words = ["task", "add", "TASK-9", "--title", "::error::no"]
        try #require(try origin.start([Places.program] + words).wait().status == 0)
        try origin.plan("1.0", "TASK-9")
        let host = try PipelineHost(origin)
        let workspace = try host.makeWorkspace()
        let result = try host.runWorkflow(
            "github/tag.yml", job: "gate", contexts: ["vars.SLUICE_TRUST": "none"],
            files(in: workspace).merging(["SLUICE_RELEASE": "1.0"]) { $1 }, in: workspace)
        #expect(result.status == 1, "\(result.output)\(result.errors)")
        #expect(try read("\(workspace)/summary").contains("| unlinked |"))
        #expect(result.output.contains("\n::error file=src/shop.conf,title=unlinked"))
        // Nothing that people wrote is a command for the host.
        let commands = result.output.split(separator: "\n").filter {
            $0.trimmingCharacters(in: .whitespaces).hasPrefix("::")
        }
        #expect(!commands.isEmpty && commands.allSatisfy { $0.hasPrefix("::error ") && $0.contains("title=") })
        #expect(try read("\(workspace)/output").hasPrefix("status=1\n"))
        #expect(!FileManager.default.fileExists(atPath: "\(workspace)/sluice-results/evidence.tar"))
    }

    @Test func showsNothingThatAzureTakesForACommand() throws {
        let origin = try TestRepository.withOpenGate()
        let words = ["task", "add", "TASK-9", "--title", "##vso[task.setvariable variable=a]b ##[error]c"]
        try #require(try origin.start([Places.program] + words).wait().status == 0)
        try origin.plan("1.0", "TASK-9")
        let host = try PipelineHost(origin)
        let result = try host.runAzure(
            "azure/azure-pipelines.yml", where: "refs/tags/", ["SLUICE_RELEASE": "1.0"],
            in: host.checkOut("refs/heads/main"))
        #expect(result.status == 1 && result.output.contains("#vso[task.setvariable variable=a]b"))
        let commands = result.output.split(separator: "\n").filter { $0.contains("##") }
        #expect(commands.count == 1 && commands[0].hasPrefix("##vso[task.uploadsummary]"), "\(result.output)")
    }

    @Test("a tag with the name of an option, which anybody who pushes tags can make, is no release")
    func takesNoOptionForARelease() throws {
        let host = try tagged()
        for name in ["--help", "--version", "-h"] {
            let result = try host.runJob(
                "sluice-tag",
                ["CI_PROJECT_URL": "file://\(host.origin.path)/", "CI_JOB_TOKEN": "t0ken", "CI_COMMIT_TAG": name],
                in: host.makeWorkspace())
            #expect(result.status == 2 && result.errors.contains("\(name) is no name of a release"), "\(result.output)")
        }
    }

    @Test func judgesATagOnGitLab() throws {
        let host = try tagged()
        let workspace = try host.makeWorkspace()
        let variables = [
            "CI_PROJECT_URL": "file://\(host.origin.path)/", "CI_JOB_TOKEN": "t0ken", "CI_COMMIT_TAG": "v1.0",
        ]
        let result = try host.runJob("sluice-tag", variables, in: workspace)
        #expect(result.status == 0 && result.output.contains("gate tag 1.0: open"), "\(result.output)\(result.errors)")
        #expect(try read("\(workspace)/sluice-results/verdict.xml").contains("failures=\"0\""))
    }

    @Test(
        "what a checkout left out or changed is fetched",
        arguments: [
            ["--depth=1", "origin", "+refs/tags/v1.0^{}:refs/tags/v1.0"], ["--depth=1", "origin", "refs/tags/v1.0"],
            ["--filter=tree:0", "origin", "refs/heads/main"], ["origin", "refs/heads/main:refs/remotes/origin/main"],
        ])
    func completesACheckout(fetch: [String]) throws {
        let host = try tagged()
        try host.origin.git("config", "uploadpack.allowFilter", "true")
        // As checkouts do it: the tag's name on the commit.
        let commit = try host.origin.resolve("v1.0^{}")
        let words = fetch.map { $0.replacing("refs/tags/v1.0^{}", with: commit) }
        let workspace = try host.checkOut(words[words.count - 1], options: Array(words.dropLast(2)))
        let kind = try host.run("git cat-file -t v1.0 2>&1 || true", [:], in: workspace)
        #expect(kind.output != "tag\n")
        let result = try host.runAzure(
            "azure/azure-pipelines.yml", where: "refs/tags/", ["BUILD_SOURCEBRANCH": "refs/tags/v1.0"], in: workspace)
        #expect(result.status == 0, "\(fetch): \(result.output)\(result.errors)")
        #expect(result.output.contains("##vso[task.uploadsummary]\(workspace)/sluice-results/verdict.md\n"))
        #expect(try read("\(workspace)/sluice-results/notes.md").hasPrefix("# Release 1.0\n"))
        #expect(try File.read("\(workspace)/sluice-results/evidence.tar").count > 1_000)
        #expect(try host.run("git cat-file -t v1.0", [:], in: workspace).output == "tag\n")
    }

    @Test func passesOnThatNothingCanBeDecided() throws {
        let host = try tagged()
        let jenkins = try host.runJenkins(
            "Sluice", "Tag", variables: ["TAG_NAME": "v9.9"], in: host.checkOut("refs/heads/main"))
        #expect(jenkins.status != 0 && jenkins.status != 1, "\(jenkins.output)\(jenkins.errors)")
        let workspace = try host.makeWorkspace()
        let other = ["SLUICE_DIGEST": String(repeating: "0", count: 64), "SLUICE_CACHE": "\(workspace)/cache"]
        let refused = try host.runWorkflow(
            "github/tag.yml", job: "gate", other.merging(Self.tag.merging(files(in: workspace)) { $1 }) { $1 },
            in: workspace)
        #expect(refused.status == 3 && refused.errors.contains("is refused: its SHA-256 is"), "\(refused.errors)")
        #expect(try read("\(workspace)/output") == "status=3\n")
        try host.origin.git("update-ref", "-d", "refs/heads/sluice/ledger")
        let lost = try host.runShell(["tag", "1.0"], [:], in: host.checkOut("refs/heads/main"))
        #expect(lost.status == 3, "\(lost.output)\(lost.errors)")
    }
}

extension PipelineRunTests {
    @Test func makesTheNotesTheTextOfTheRelease() throws {
        let host = try tagged()
        let workspace = try host.makeWorkspace()
        let github = ["GITHUB_API_URL": "https://api.example.org", "GITHUB_REPOSITORY": "acme/shop"]
            .merging(Self.tag) { $1 }
        for (answer, method) in [
            ("{\"message\": \"Not Found\"}", "POST"), ("{\"id\":17,\"author\":{\"id\":2}}", "PATCH"),
        ] {
            let result = try host.runWorkflow(
                "github/tag.yml", job: "release", contexts: ["vars.SLUICE_TRUST": "none"],
                github.merging(host.answerCalls(with: answer)) { $1 }, in: workspace)
            #expect(result.status == 0, "\(result.output)\(result.errors)")
            let calls = try host.calls()
            let path = method == "POST" ? "" : "/17"
            #expect(calls.contains(method) && calls.contains("https://api.example.org/repos/acme/shop/releases\(path)"))
            let body = try #require(calls.first { $0.hasPrefix("{\"tag_name\"") })
            let release = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String])
            #expect(release["tag_name"] == "v1.0")
            #expect(try release["body"] == read("\(workspace)/sluice-results/notes.md").dropLast().description)
        }
        let gitlab = [
            "CI_PROJECT_URL": "file://\(host.origin.path)/", "CI_JOB_TOKEN": "t0ken", "CI_COMMIT_TAG": "v1.0",
            "CI_API_V4_URL": "https://gitlab.example.org/api/v4", "CI_PROJECT_ID": "12",
        ]
        let result = try host.runJob("sluice-release", gitlab.merging(host.answerCalls(with: "")) { $1 }, in: workspace)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        let calls = try host.calls()
        #expect(calls.contains("PUT") && calls.contains("description@\(workspace)/sluice-results/notes.md"))
        #expect(calls.last == "https://gitlab.example.org/api/v4/projects/12/releases/v1.0")
        let version = try ["SLUICE_RELEASE": "1.0"].merging(host.answerCalls(with: "")) { $1 }
        let untagged = try host.runJob("sluice-release", gitlab.merging(version) { $1 }, in: workspace)
        #expect(untagged.status == 2 && "\(untagged.output)\(untagged.errors)".contains("there is no tag 1.0: "))
    }
}

/// Requests, of which one comes from a fork: its commits are at the host below `refs/pull` and `refs/merge-requests` alone.
extension PipelineRunTests {
    private func requested() throws -> (host: PipelineHost, head: String) {
        let origin = try TestRepository.withOpenGate()
        try origin.checkout("topic", create: true)
        let head = try origin.commit("RFC-1: more", files: ["d": "1\n"])
        for place in ["pull/5/head", "pull/5/merge", "merge-requests/5/head"] {
            try origin.git("update-ref", "refs/\(place)", head)
        }
        try origin.checkout("main")
        try origin.git("branch", "-D", "topic")
        return (try PipelineHost(origin), head)
    }

    /// The titles of a request that is squashed, with the exit status that each leads to. The approval of RFC-1 gets stale by
    /// any of them; this is not what is asked here.
    private static let titles = [("Add the form", true), ("RFC-1: Add the form", false)]

    private func expect(_ result: CommandResult, refusesMessage: Bool, _ host: String) {
        #expect(result.status == 1, "\(host): \(result.output)\(result.errors)")
        #expect(
            result.output.contains(": refused ("), "\(host): \(result.output)")
        #expect(result.output.contains("unlinked") == refusesMessage, "\(host): \(result.output)")
    }

    private func event(_ title: String, _ head: String, _ repository: String, in workspace: String) throws -> [String:
        String]
    {
        let text = """
            {"pull_request": {"number": 5, "title": "\(title)", "body": null,
             "base": {"ref": "main", "repo": {\(repository)}}, "head": {"ref": "topic", "sha": "\(head)"}}}
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(workspace)/event.json"))
        return ["GITHUB_EVENT_PATH": "\(workspace)/event.json", "GITHUB_REF": "refs/pull/5/merge"]
    }

    @Test("a request from a fork is judged without a secret, with the message of its squash commit")
    func judgesARequestOfGitHubAndGitea() throws {
        let (host, head) = try requested()
        let github = """
            "allow_squash_merge": true, "allow_merge_commit": false, "allow_rebase_merge": false,
            "squash_merge_commit_title": "PR_TITLE"
            """
        for (title, refuses) in Self.titles {
            let first = try host.makeWorkspace()
            let onGitHub = try host.runWorkflow(
                "github/request.yml", job: "check", contexts: ["github.token": ""],
                event(title, head, github, in: first), in: first)
            expect(onGitHub, refusesMessage: refuses, "GitHub")
            let second = try host.makeWorkspace()
            let gitea = "\"allow_squash\": true, \"default_merge_style\": \"squash\""
            let onGitea = try host.runWorkflow(
                "gitea/sluice.yml", job: "check", contexts: ["github.token": ""],
                event(title, head, gitea, in: second).merging(["GITEA_ACTIONS": "true"]) { $1 }, in: second)
            expect(onGitea, refusesMessage: refuses, "Gitea")
            #expect(!onGitea.output.contains("::error"))
        }
    }

    @Test func judgesARequestOfGitLab() throws {
        let (host, head) = try requested()
        for (title, refuses) in Self.titles {
            let variables = [
                "CI_PROJECT_URL": "file:///the-fork", "CI_MERGE_REQUEST_IID": "5",
                "CI_MERGE_REQUEST_PROJECT_URL": "file://\(host.origin.path)/",
                "CI_MERGE_REQUEST_TITLE": title,
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SQUASH_ON_MERGE": "true",
                "CI_COMMIT_SHA": head,
            ]
            expect(
                try host.runJob("sluice-check", variables, in: host.makeWorkspace()), refusesMessage: refuses, "GitLab")
        }
    }

    @Test("Azure's variables have no title: it is asked for")
    func judgesARequestOfAzure() throws {
        let (host, head) = try requested()
        for (title, refuses) in Self.titles {
            let answer = """
                {"pullRequestId": 5, "title": "\(title)", "targetRefName": "refs/heads/main", "sourceRefName": "refs/heads/topic",
                 "lastMergeSourceCommit": {"commitId": "\(head)"}, "completionOptions": {"mergeStrategy": "squash"}}
                """
            let variables = [
                "BUILD_SOURCEBRANCH": "refs/pull/5/merge", "SYSTEM_ACCESSTOKEN": "t0ken",
                "SYSTEM_PULLREQUEST_PULLREQUESTID": "5", "SYSTEM_COLLECTIONURI": "https://dev.example.org/acme/",
                "SYSTEM_TEAMPROJECTID": "p", "BUILD_REPOSITORY_ID": "r",
            ]
            let result = try host.runAzure(
                "azure/azure-pipelines.yml", where: "PullRequest",
                variables.merging(host.answerCalls(with: answer)) { $1 }, in: host.checkOut("refs/pull/5/merge"))
            expect(result, refusesMessage: refuses, "Azure")
            let place = "https://dev.example.org/acme/p/_apis/git/repositories/r/pullRequests/5?api-version=7.0"
            #expect(try host.calls().contains(place))
        }
    }

    @Test func judgesARequestOfJenkinsAndOfAnyOtherHost() throws {
        let (host, _) = try requested()
        for (title, refuses) in Self.titles {
            let workspace = try host.checkOut("refs/pull/5/head", options: ["--depth=2"])
            let head = try host.run("git rev-parse HEAD", [:], in: workspace).output.dropLast()
            let variables = [
                "CHANGE_ID": "5", "CHANGE_TITLE": title, "CHANGE_TARGET": "main", "CHANGE_BRANCH": "topic",
                "CHANGE_URL": "https://git.example.org/acme/shop/-/merge_requests/5", "GIT_COMMIT": String(head),
            ]
            expect(
                try host.runJenkins("Sluice", "Request", variables: variables, in: workspace), refusesMessage: refuses,
                "Jenkins")
            let words = ["check", "origin/main..HEAD", "--title", title]
            expect(try host.runShell(words, [:], in: workspace), refusesMessage: refuses, "shell")
        }
    }

    @Test func judgesAGroupOfAMergeQueue() throws {
        let (host, head) = try requested()
        try host.origin.git("checkout", "--quiet", head)
        let group = try host.origin.commit("RFC-1: Add the form (#5)", files: ["d": "2\n"])
        try host.origin.git("update-ref", "refs/heads/gh-readonly-queue/main/pr-5-\(head)", group)
        try host.origin.checkout("main")
        let base = try host.origin.resolve("main")
        let workspace = try host.makeWorkspace()
        let event = """
            {"action": "checks_requested", "merge_group": {"head_sha": "\(group)", "base_sha": "\(base)",
             "head_ref": "refs/heads/gh-readonly-queue/main/pr-5-\(head)", "base_ref": "refs/heads/main"}}
            """
        try Data(event.utf8).write(to: URL(fileURLWithPath: "\(workspace)/event.json"))
        let variables = [
            "GITHUB_EVENT_PATH": "\(workspace)/event.json",
            "GITHUB_REF": "refs/heads/gh-readonly-queue/main/pr-5-\(head)",
        ]
        let result = try host.runWorkflow(
            "github/request.yml", job: "check", variables.merging(files(in: workspace)) { $1 }, in: workspace)
        expect(result, refusesMessage: false, "queue")
        #expect(try read("\(workspace)/sluice-results/verdict.json").contains(group.prefix(10)))
    }
}

/// Deployments and test results.
extension PipelineRunTests {
    @Test func judgesADeploymentOnEachHost() throws {
        let origin = try TestRepository.withOpenGate(
            policy: TestRepository.hookPolicy + """

                [environment "production"]
                    approver = operations
                [role "operations"]
                    member = quinn@example.org
                """)
        try #require(try origin.sluice("tag", "1.0", person: .manager).status == 0)
        let host = try PipelineHost(origin)
        for status in [Int32(1), 0] {
            let release = ["SLUICE_RELEASE": "v1.0"]
            let results = [
                "GitHub": try host.runWorkflow(
                    "github/deployment.yml", job: "production",
                    contexts: ["inputs.release": "v1.0", "vars.SLUICE_TRUST": "none"], [:], in: host.makeWorkspace()),
                "Gitea": try host.runWorkflow(
                    "gitea/deployment.yml", job: "production",
                    contexts: ["inputs.release": "v1.0", "vars.SLUICE_TRUST": "none"], ["GITEA_ACTIONS": "true"],
                    in: host.makeWorkspace()),
                "GitLab": try host.runJob(
                    "sluice-deploy", release.merging(["CI_PROJECT_URL": "file://\(origin.path)/"]) { $1 },
                    in: host.makeWorkspace()),
                "Azure": try host.runAzure(
                    "azure/deployment.yml", where: "", release, in: host.checkOut("refs/heads/main")),
                "Jenkins": try host.runJenkins(
                    "Sluice", "Deployment", variables: release, in: host.checkOut("refs/heads/main")),
                "shell": try host.runShell(["deploy", "1.0", "production"], [:], in: host.checkOut("refs/heads/main")),
            ]
            for (name, result) in results {
                #expect(result.status == status, "\(name): \(result.output)\(result.errors)")
                #expect(result.output.contains("approvers") == (status == 1), "\(name): \(result.output)")
            }
            let words = ["approve", "--env", "production", "--release", "1.0"]
            try #require(try origin.start([Places.program] + words, person: .tester).wait().status == 0)
        }
    }

    @Test("test results are signed with the pipeline's key, and reach the host's ledger")
    func recordsTestResults() throws {
        let signed = try SignedRepository(more: "[test]\n role = qa\n")
        try signed.use("dana")
        let words = ["test", "case", "add", "--title", "It pays", "--for", "TASK-1"]
        try #require(try signed.test.start([Places.program] + words).wait().status == 0)
        let host = try PipelineHost(signed.test)
        host.values["fingerprint"] = try signed.test.git("config", "sluice.trust")
        let trust = ["vars.SLUICE_TRUST": host.values["fingerprint"] ?? ""]
        // The host's repository knows no key of its own, and neither does the clone of a pipeline.
        try signed.test.git("config", "--unset", "user.signingkey")
        let key = String(decoding: try File.read(signed.keyFile("rene")), as: UTF8.self)
        let results = { try signed.test.sluice("test", "list", "1.0.0").output }
        for (number, outcome) in ["fail", "pass", "fail", "pass", "fail"].enumerated() {
            let workspace = number < 3 ? try host.makeWorkspace() : try host.checkOut("refs/heads/main")
            let failure = outcome == "fail" ? "<failure message=\"no\"/>" : ""
            let report = "<testsuite name=\"all\"><testcase name=\"[TC-1] pays\">\(failure)</testcase></testsuite>\n"
            try FileManager.default.createDirectory(atPath: "\(workspace)/reports", withIntermediateDirectories: true)
            try Data(report.utf8).write(to: URL(fileURLWithPath: "\(workspace)/reports/a b.xml"))
            let run: (String) throws -> CommandResult = { key in
                switch number {
                case 0:
                    try host.runWorkflow(
                        "github/tests.yml", job: "record",
                        contexts: trust.merging(["secrets.SLUICE_SIGNING_KEY": key]) { $1 }, [:], in: workspace)
                case 1:
                    try host.runWorkflow(
                        "gitea/tests.yml", job: "record",
                        contexts: trust.merging(["secrets.SLUICE_SIGNING_KEY": key]) { $1 }, ["GITEA_ACTIONS": "true"],
                        in: workspace)
                case 2:
                    try host.runJob(
                        "sluice-tests",
                        ["CI_PROJECT_URL": "file://\(signed.test.path)/", "SLUICE_SIGNING_KEY": key], in: workspace)
                case 3:
                    try host.runAzure(
                        "azure/tests.yml", where: "", ["SLUICE_SIGNING_KEY": key, "PIPELINE_WORKSPACE": workspace],
                        in: workspace)
                default:
                    try host.runJenkins(
                        "Sluice", "Tests",
                        variables: key.isEmpty ? [:] : ["SLUICE_SIGNING_KEY": signed.keyFile("rene")], in: workspace)
                }
            }
            if number == 0 {
                let refused = try run("")
                #expect(refused.status != 0, "\(refused.output)\(refused.errors)")
                #expect(try !results().contains("fail"))
            }
            let result = try run(key)
            #expect(result.status == 0, "\(number): \(result.output)\(result.errors)")
            let listed = try results()
            #expect(listed.contains(outcome), "\(number): \(listed)")
            #expect(!result.output.contains("PRIVATE KEY") && !result.errors.contains("PRIVATE KEY"))
            let search = try host.run("! grep -rqs 'PRIVATE KEY' .", [:], in: workspace)
            #expect(search.status == 0, "\(number)")
        }
        #expect(try signed.test.sluice("journal", "--limit", "1").output.contains("rene"))
    }
}
