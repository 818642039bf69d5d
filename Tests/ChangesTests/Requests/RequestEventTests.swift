import Changes
import Testing

@Suite("L78: requests, as hosts and pipelines describe them") struct RequestEventTests {
    private func request(_ event: String) throws -> HostRequest { try RequestEvent(Array(event.utf8)).request }

    private static let ends = #""base": {"ref": "main", "sha": "b1" REPO}, "head": {"ref": "topic", "sha": "h1"}"#

    private func gitHub(repository: String = "{}", more: String = "") throws -> HostRequest {
        let ends = Self.ends.replacing("REPO", with: ", \"repo\": \(repository)")
        let members = #""number": 5, "title": "T", "body": null, \#(ends)\#(more)"#
        return try request(#"{"action": "opened", "pull_request": {\#(members)}}"#)
    }

    @Test func readsThePullRequestOfGitHub() throws {
        let request = try gitHub()
        #expect(request.host == .github && request.title == "T" && request.body == nil && request.number == "5")
        #expect(request.base == .init(branch: "main", commit: "b1"))
        #expect(request.head == .init(branch: "topic", commit: "h1"))
        #expect(request.methods == [.merge, .squash])
        #expect(request.squash.body == .commits && request.squash.takesSingleSubject)
        #expect(request.reference == "refs/pull/5/head")
    }

    @Test func takesWhatTheRepositoryPermits() throws {
        let onlySquash = #"{"allow_squash_merge": true, "allow_merge_commit": false, "allow_rebase_merge": false}"#
        #expect(try gitHub(repository: onlySquash).methods == [.squash])
        #expect(try gitHub(repository: #"{"allow_squash_merge": false}"#).methods == [.merge])
        #expect(try gitHub(more: #", "auto_merge": {"merge_method": "squash"}"#).methods == [.squash])
        let titled = #"{"squash_merge_commit_title": "PR_TITLE", "squash_merge_commit_message": "PR_BODY"}"#
        let squash = try gitHub(repository: titled).squash
        #expect(squash.body == .request && !squash.takesSingleSubject)
    }

    @Test func readsAGroupOfAMergeQueue() throws {
        let event = #"{"merge_group": {"head_sha": "h1", "base_sha": "b1", "base_ref": "refs/heads/main"}}"#
        let request = try request(event)
        #expect(request.isQueued && request.title == nil && request.methods == [.merge])
        #expect(request.base == .init(branch: "main", commit: "b1") && request.head.commit == "h1")
    }

    @Test func readsThePullRequestOfGitea() throws {
        let repository = #", "repo": {"allow_squash": true, "default_merge_style": "squash"}"#
        let ends = Self.ends.replacing("REPO", with: repository)
        let request = try request(#"{"pull_request": {"number": 6, "title": "T", "merge_base": "m", \#(ends)}}"#)
        #expect(request.host == .gitea && request.squash == SquashSettings())
    }

    @Test func readsTheMergeRequestOfGitLab() throws {
        let request = try request(
            #"""
            {"object_kind": "merge_request", "object_attributes": {"iid": 7, "title": "T", "description": "D",
             "source_branch": "topic", "target_branch": "main", "squash": true, "last_commit": {"id": "h1"}}}
            """#)
        #expect(request.host == .gitlab && request.number == "7" && request.body == "D" && request.methods == [.squash])
        #expect(request.base == .init(branch: "main", commit: nil))
        #expect(request.head == .init(branch: "topic", commit: "h1"))
    }

    @Test func readsThePullRequestOfAzure() throws {
        let request = try request(
            #"""
            {"eventType": "git.pullrequest.updated", "resource": {"pullRequestId": 8, "title": "T",
             "sourceRefName": "refs/heads/topic", "targetRefName": "refs/heads/main",
             "lastMergeSourceCommit": {"commitId": "h1"}, "lastMergeTargetCommit": {"commitId": "b1"},
             "completionOptions": {"mergeStrategy": "squash"}}}
            """#)
        #expect(request.host == .azure && request.number == "8" && request.methods == [.squash])
        #expect(request.base == .init(branch: "main", commit: "b1"))
        #expect(request.head == .init(branch: "topic", commit: "h1"))
    }

    @Test func readsThePullRequestsOfBitbucket() throws {
        let cloud = try request(
            #"""
            {"pullrequest": {"id": 9, "title": "T", "summary": {"raw": "D"},
             "source": {"branch": {"name": "topic"}, "commit": {"hash": "h1"}},
             "destination": {"branch": {"name": "main"}, "commit": {"hash": "b1"}}}}
            """#)
        #expect(cloud.host == .bitbucket && cloud.body == "D" && cloud.methods == [.merge, .squash])
        let server = try request(
            #"""
            {"eventKey": "pr:opened", "pullRequest": {"id": 9, "title": "T",
             "fromRef": {"id": "refs/heads/topic", "latestCommit": "h1"},
             "toRef": {"id": "refs/heads/main", "latestCommit": "b1"}}}
            """#)
        #expect(server.host == .bitbucketServer)
        #expect(cloud.base == server.base && cloud.head == server.head)
    }

    @Test(arguments: ["{}", "[]", #"{"pull_request": 1}"#, #"{"issue": {"title": "T"}}"#])
    func refusesOtherEvents(event: String) {
        #expect(throws: RequestEventProblem.unknownEvent) { try request(event) }
    }

    @Test func refusesWhatIsNoJSON() {
        #expect(throws: RequestEventProblem.self) { try request("title: T") }
    }

    @Test func readsTheVariablesOfPipelines() throws {
        let gitLab = RequestVariables {
            [
                "CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_TITLE": "Draft: T", "CI_COMMIT_SHA": "h1",
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SQUASH_ON_MERGE": "true",
            ][$0]
        }
        #expect(gitLab.request?.title == "T" && gitLab.request?.methods == [.squash])
        #expect(gitLab.request?.head.commit == "h1" && gitLab.request?.base.branch == "main")
        let azure = RequestVariables { ["SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"][$0] }
        #expect(azure.request?.host == .azure && azure.request?.base.branch == "main")
        let bitbucket = RequestVariables { ["BITBUCKET_PR_ID": "9", "BITBUCKET_COMMIT": "h1"][$0] }
        #expect(bitbucket.request?.host == .bitbucket && bitbucket.request?.head.commit == "h1")
        let jenkins = RequestVariables {
            [
                "CHANGE_ID": "9", "CHANGE_TITLE": "T", "CHANGE_TARGET": "main", "CHANGE_BRANCH": "topic",
                "CHANGE_URL": "https://git.example.org/group/shop/-/merge_requests/9", "GIT_COMMIT": "h1",
            ][$0]
        }
        #expect(jenkins.request?.host == .gitlab && jenkins.request?.title == "T" && jenkins.request?.number == "9")
        #expect(jenkins.request?.base.branch == "main" && jenkins.request?.head.commit == "h1")
        let gitHub = RequestVariables { ["GITHUB_EVENT_PATH": "event.json"][$0] }
        #expect(gitHub.request == nil && gitHub.eventFile == "event.json")
    }
}
