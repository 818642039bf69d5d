/// The variables by which a pipeline describes the request that it runs for: GitLab ("Predefined CI/CD variables"), Azure
/// Pipelines ("Use predefined variables"), Bitbucket Pipelines ("Variables and secrets") and Jenkins (multibranch pipelines).
/// GitHub and Gitea name a file with the event instead.
package struct RequestVariables {
    private let value: (String) -> String?

    /// - Parameter value: the value of a variable; nil where it is not set, or empty.
    package init(_ value: @escaping (String) -> String?) { self.value = value }

    /// The file with the event (GitHub Actions, "Variables").
    package var eventFile: String? { value("GITHUB_EVENT_PATH") }

    /// The variables that name a request, for the message about a pipeline that has none of them.
    package static let known = [
        "GITHUB_EVENT_PATH", "CI_MERGE_REQUEST_IID", "SYSTEM_PULLREQUEST_TARGETBRANCH", "BITBUCKET_PR_ID",
        "CHANGE_ID",
    ]

    /// Nil where no variable names a request.
    package var request: HostRequest? { gitLab ?? azure ?? bitbucket ?? jenkins }

    private var gitLab: HostRequest? {
        guard let number = value("CI_MERGE_REQUEST_IID") else { return nil }
        var squash = SquashSettings()
        squash.body = .none
        // In a pipeline for merged results the commit under test is a merge that GitLab made for it.
        let head = value("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? value("CI_COMMIT_SHA")
        return HostRequest(
            host: .gitlab, title: value("CI_MERGE_REQUEST_TITLE")?.withoutDraftMark,
            body: value("CI_MERGE_REQUEST_DESCRIPTION"), number: number,
            base: .init(
                branch: value("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
                commit: value("CI_MERGE_REQUEST_TARGET_BRANCH_SHA") ?? value("CI_MERGE_REQUEST_DIFF_BASE_SHA")),
            head: .init(branch: value("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"), commit: head),
            methods: value("CI_MERGE_REQUEST_SQUASH_ON_MERGE") == "true" ? [.squash] : [.merge], squash: squash)
    }

    /// Azure says nothing of the title.
    private var azure: HostRequest? {
        guard let target = value("SYSTEM_PULLREQUEST_TARGETBRANCH") else { return nil }
        return HostRequest(
            host: .azure, number: value("SYSTEM_PULLREQUEST_PULLREQUESTID"), base: .init(branch: target, commit: nil),
            head: .init(
                branch: value("SYSTEM_PULLREQUEST_SOURCEBRANCH"), commit: value("SYSTEM_PULLREQUEST_SOURCECOMMITID")))
    }

    /// Bitbucket says nothing of the title.
    private var bitbucket: HostRequest? {
        guard let number = value("BITBUCKET_PR_ID") else { return nil }
        return HostRequest(
            host: .bitbucket, number: number,
            base: .init(
                branch: value("BITBUCKET_PR_DESTINATION_BRANCH"), commit: value("BITBUCKET_PR_DESTINATION_COMMIT")),
            head: .init(branch: value("BITBUCKET_BRANCH"), commit: value("BITBUCKET_COMMIT")))
    }

    /// Jenkins builds requests of any host, which the address of the request shows.
    private var jenkins: HostRequest? {
        guard let number = value("CHANGE_ID"), let target = value("CHANGE_TARGET") else { return nil }
        return HostRequest(
            host: Self.host(at: value("CHANGE_URL") ?? ""), title: value("CHANGE_TITLE"), number: number,
            base: .init(branch: target, commit: nil),
            head: .init(branch: value("CHANGE_BRANCH"), commit: value("GIT_COMMIT")))
    }

    /// The host with requests at such addresses; GitHub where it is none that is known.
    private static func host(at address: String) -> HostRequest.Host {
        if address.contains("/merge_requests/") { return .gitlab }
        if address.contains("/pulls/") { return .gitea }
        if address.contains("/pullrequest/") { return .azure }
        guard address.contains("/pull-requests/") else { return .github }
        return address.contains("/projects/") ? .bitbucketServer : .bitbucket
    }
}
