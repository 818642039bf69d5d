/// The event that a host sends when a request is opened or changed, read as the request that it is about.
///
/// Each host is recognised by the members that only its events have: GitHub ("Webhook events and payloads", `pull_request` and
/// `merge_group`), GitLab ("Webhook events", merge request events), Gitea and Forgejo (webhooks, `pull_request`), Azure DevOps
/// ("Service hooks events", `git.pullrequest.*`), Bitbucket Cloud ("Event payloads", `pullrequest:*`) and Data Center ("Event
/// payload", `pr:*`).
package struct RequestEvent: Sendable {
    package let request: HostRequest

    /// - Throws: `RequestEventProblem` for a text that is no JSON, and an event of another sort.
    package init(_ bytes: [UInt8]) throws(RequestEventProblem) {
        let event: JSONValue
        do {
            event = try JSONValue(bytes[...])
        } catch {
            throw .notJSON(error)
        }
        guard let request = Self.readers.lazy.compactMap({ $0(event) }).first else { throw .unknownEvent }
        self.request = request
    }

    /// The members of the events of known hosts, for the message about an event that has none of them.
    package static let knownMembers = [
        "pull_request (GitHub, Gitea)", "merge_group (GitHub)", "object_kind: merge_request (GitLab)",
        "eventType: git.pullrequest.* (Azure)", "pullrequest (Bitbucket)", "pullRequest (Bitbucket Data Center)",
    ]

    private static let readers: [@Sendable (JSONValue) -> HostRequest?] = [
        gitHub, mergeQueue, gitLab, azure, bitbucket, bitbucketServer,
    ]

    /// Gitea's events have the same shape; `repository` names the permitted methods in other words.
    private static func gitHub(_ event: JSONValue) -> HostRequest? {
        let request = event["pull_request"]
        guard let base = request["base"].end, let head = request["head"].end else { return nil }
        let repository = request["base"]["repo"]
        let isGitea = repository["default_merge_style"] != .null || request["merge_base"] != .null
        return HostRequest(
            host: isGitea ? .gitea : .github, title: request["title"].text, body: request["body"].text,
            number: request["number"].text, base: base, head: head,
            methods: methods(of: request, in: repository), squash: squash(in: repository, isGitea: isGitea))
    }

    private static func methods(of request: JSONValue, in repository: JSONValue) -> Set<HostRequest.Method> {
        switch request["auto_merge"]["merge_method"].text {
        case "squash": return [.squash]
        case "merge", "rebase": return [.merge]
        default: break
        }
        let allowsSquash = repository["allow_squash_merge"].flag ?? repository["allow_squash"].flag ?? true
        let others = ["allow_merge_commit", "allow_rebase_merge", "allow_merge_commits", "allow_rebase"]
        let known = others.compactMap { repository[$0].flag }
        let allowsOthers = known.isEmpty || known.contains(true)
        let methods: [HostRequest.Method] = (allowsSquash ? [.squash] : []) + (allowsOthers ? [.merge] : [])
        return Set(methods.isEmpty ? HostRequest.Method.allCases : methods)
    }

    private static func squash(in repository: JSONValue, isGitea: Bool) -> SquashSettings {
        var settings = SquashSettings()
        guard !isGitea else { return settings }
        // GitHub does this where nobody chose anything.
        settings.takesSingleSubject = repository["squash_merge_commit_title"].text != "PR_TITLE"
        settings.body = repository["squash_merge_commit_message"].text.flatMap { .init(rawValue: $0) } ?? .commits
        return settings
    }

    private static func mergeQueue(_ event: JSONValue) -> HostRequest? {
        let group = event["merge_group"]
        guard let base = group["base_sha"].text, let head = group["head_sha"].text else { return nil }
        return HostRequest(
            host: .github, base: .init(branch: group["base_ref"].text, commit: base),
            head: .init(branch: nil, commit: head), methods: [.merge], isQueued: true)
    }

    private static func gitLab(_ event: JSONValue) -> HostRequest? {
        let request = event["object_attributes"]
        guard event["object_kind"].text == "merge_request", let target = request["target_branch"].text else {
            return nil
        }
        var squash = SquashSettings()
        squash.body = .none
        let isSquashed = request["squash"].flag ?? request["squash_on_merge"].flag
        return HostRequest(
            host: .gitlab, title: request["title"].text?.withoutDraftMark, body: request["description"].text,
            number: request["iid"].text, base: .init(branch: target, commit: nil),
            head: .init(branch: request["source_branch"].text, commit: request["last_commit"]["id"].text),
            methods: isSquashed.map { [$0 ? .squash : .merge] } ?? Set(HostRequest.Method.allCases), squash: squash)
    }

    private static func azure(_ event: JSONValue) -> HostRequest? {
        let request = event["resource"]
        guard event["eventType"].text?.hasPrefix("git.pullrequest.") == true, let target = request["targetRefName"].text
        else { return nil }
        return HostRequest(
            host: .azure, title: request["title"].text, body: request["description"].text,
            number: request["pullRequestId"].text,
            base: .init(branch: target, commit: request["lastMergeTargetCommit"]["commitId"].text),
            head: .init(
                branch: request["sourceRefName"].text, commit: request["lastMergeSourceCommit"]["commitId"].text),
            methods: azureMethods(request["completionOptions"]))
    }

    private static func azureMethods(_ options: JSONValue) -> Set<HostRequest.Method> {
        switch options["mergeStrategy"].text {
        case "squash": [.squash]
        case nil: options["squashMerge"].flag == true ? [.squash] : Set(HostRequest.Method.allCases)
        default: [.merge]
        }
    }

    private static func bitbucket(_ event: JSONValue) -> HostRequest? {
        let request = event["pullrequest"]
        let (source, target) = (request["source"], request["destination"])
        guard let branch = target["branch"]["name"].text else { return nil }
        return HostRequest(
            host: .bitbucket, title: request["title"].text,
            body: request["summary"]["raw"].text ?? request["description"].text, number: request["id"].text,
            base: .init(branch: branch, commit: target["commit"]["hash"].text),
            head: .init(branch: source["branch"]["name"].text, commit: source["commit"]["hash"].text),
            methods: bitbucketMethods(target["branch"]))
    }

    private static func bitbucketMethods(_ target: JSONValue) -> Set<HostRequest.Method> {
        switch target["default_merge_strategy"].text {
        case "squash", "squash_fast_forward": [.squash]
        case nil: Set(HostRequest.Method.allCases)
        default: [.merge]
        }
    }

    private static func bitbucketServer(_ event: JSONValue) -> HostRequest? {
        let request = event["pullRequest"]
        let (source, target) = (request["fromRef"], request["toRef"])
        guard let branch = target["id"].text else { return nil }
        return HostRequest(
            host: .bitbucketServer, title: request["title"].text, body: request["description"].text,
            number: request["id"].text, base: .init(branch: branch, commit: target["latestCommit"].text),
            head: .init(branch: source["id"].text, commit: source["latestCommit"].text))
    }
}

/// Why an event is of no use. Data only.
package enum RequestEventProblem: Error, Hashable, Sendable {
    case notJSON(JSONProblem)
    /// It has none of `RequestEvent.knownMembers`.
    case unknownEvent
}

extension JSONValue {
    /// A member of an object; null where it has none of this name, or is no object.
    fileprivate subscript(name: String) -> JSONValue {
        if case .object(let object) = self { object[name] ?? .null } else { .null }
    }

    /// A string, or the digits of a number; nil for anything else.
    fileprivate var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    fileprivate var flag: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    /// An end of a pull request, as GitHub and Gitea write it.
    fileprivate var end: HostRequest.End? {
        guard let branch = self["ref"].text else { return nil }
        return .init(branch: branch, commit: self["sha"].text)
    }
}
