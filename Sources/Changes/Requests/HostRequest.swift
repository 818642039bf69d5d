/// A request to merge commits into a branch, as its host describes it: a pull request, a merge request, or a group of a merge
/// queue.
package struct HostRequest: Hashable, Sendable {
    /// The hosts, each of which writes messages of its own.
    package enum Host: String, CaseIterable, Sendable {
        case github, gitlab, gitea, azure, bitbucket
        /// Bitbucket Data Center, which writes other messages than Bitbucket Cloud.
        case bitbucketServer = "bitbucket-server"
    }

    /// One end of the request; either part may be unknown.
    package struct End: Hashable, Sendable {
        /// The short name of a branch.
        package let branch: String?
        /// The digits of a commit.
        package let commit: String?

        package init(branch: String?, commit: String?) {
            self.branch = branch.map { name in
                let prefix = "refs/heads/"
                return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.utf8.count)) : name
            }
            self.commit = commit
        }
    }

    /// The ways in which the commits of a request come to the branch.
    package enum Method: String, CaseIterable, Sendable {
        /// They come as they are, or rebased.
        case merge
        /// One commit with all their changes comes in their place.
        case squash
    }

    package let host: Host
    /// Nil where the host did not say it, as for a merge queue, whose commits exist already.
    package let title: String?
    package let body: String?
    package let number: String?
    package let base: End
    package let head: End
    /// The ways that the host permits; both where it does not say.
    package let methods: Set<Method>
    /// The host's settings for squash commits.
    package let squash: SquashSettings
    /// Whether it is a group of a merge queue: its commits stand on those of the groups before, which the branch does not have yet.
    package let isQueued: Bool

    package init(
        host: Host, title: String? = nil, body: String? = nil, number: String? = nil, base: End, head: End,
        methods: Set<Method> = Set(Method.allCases), squash: SquashSettings = SquashSettings(), isQueued: Bool = false
    ) {
        self.host = host
        self.title = title
        self.body = body
        self.number = number
        self.base = base
        self.head = head
        self.methods = methods
        self.squash = squash
        self.isQueued = isQueued
    }

    /// The same with another title or body, where one is given.
    package func titled(_ title: String?, body: String?) -> HostRequest {
        HostRequest(
            host: host, title: title ?? self.title, body: body ?? self.body, number: number, base: base, head: head,
            methods: methods, squash: squash, isQueued: isQueued)
    }

    /// The reference at which the host keeps the commits of the request; nil where it keeps none.
    package var reference: String? {
        guard let number else { return nil }
        return switch host {
        case .github, .gitea: "refs/pull/\(number)/head"
        case .gitlab: "refs/merge-requests/\(number)/head"
        case .azure: "refs/pull/\(number)/merge"
        case .bitbucketServer: "refs/pull-requests/\(number)/from"
        case .bitbucket: nil
        }
    }
}

/// The settings of a host for the message of a squash commit (GitHub's REST API, "Repositories", `squash_merge_commit_title` and
/// `squash_merge_commit_message`).
package struct SquashSettings: Hashable, Sendable {
    package enum Body: String, Sendable {
        case request = "PR_BODY"
        case commits = "COMMIT_MESSAGES"
        case none = "BLANK"
    }

    /// Whether the subject of a commit that comes alone stands in the place of the title.
    package var takesSingleSubject = false
    package var body = Body.request

    package init() {}
}

extension String {
    /// A title of GitLab without the mark of a draft, which has to go before anybody can merge (GitLab, "Draft merge requests").
    var withoutDraftMark: String {
        let mark = ["Draft:", "[Draft]", "(Draft)"].first { lowercased().hasPrefix($0.lowercased()) }
        return mark.map { String(dropFirst($0.count).drop { $0 == " " }) } ?? self
    }
}
