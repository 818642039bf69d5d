import Changes
import Testing

@Suite("L77: messages of squash commits, as hosts write them") struct SquashMessageTests {
    private func message(
        _ host: HostRequest.Host, body: String? = "Text\n", squash: SquashSettings = SquashSettings(),
        of commits: [String] = []
    ) throws -> String {
        let request = HostRequest(
            host: host, title: "TASK-1: Add the form", body: body, number: "12",
            base: .init(branch: "refs/heads/main", commit: nil), head: .init(branch: "feature/form", commit: nil),
            squash: squash)
        return String(decoding: try #require(request.squashMessage(of: commits.map { Array($0.utf8) })), as: UTF8.self)
    }

    @Test(arguments: [
        (HostRequest.Host.github, "TASK-1: Add the form (#12)\n\nText\n"),
        (.gitea, "TASK-1: Add the form (#12)\n\nText\n"), (.gitlab, "TASK-1: Add the form\n\nText\n"),
        (.azure, "Merged PR 12: TASK-1: Add the form\n\nText\n"),
        (.bitbucket, "Merged in feature/form (pull request #12)\n\nTASK-1: Add the form\n\nText\n"),
        (.bitbucketServer, "Pull request #12: TASK-1: Add the form\n\nText\n"),
    ])
    func namesTheRequest(host: HostRequest.Host, expected: String) throws {
        #expect(try message(host) == expected)
    }

    @Test func listsTheCommitsWhereTheHostDoes() throws {
        var squash = SquashSettings()
        squash.body = .commits
        let listed = try message(.github, squash: squash, of: ["First\n\nWhy\n", "Second\n"])
        #expect(listed == "TASK-1: Add the form (#12)\n\n* First\n\nWhy\n\n* Second\n")
        squash.body = .none
        #expect(try message(.github, squash: squash) == "TASK-1: Add the form (#12)\n")
    }

    @Test func takesTheMessageOfACommitThatComesAlone() throws {
        var squash = SquashSettings()
        squash.takesSingleSubject = true
        #expect(
            try message(.github, squash: squash, of: ["Add\na form\n\nTask: TASK-2\n"])
                == "Add a form (#12)\n\nTask: TASK-2\n")
        #expect(try message(.github, body: nil, squash: squash, of: ["a", "b"]) == "TASK-1: Add the form (#12)\n")
    }

    @Test func isUnknownWithoutATitle() {
        let request = HostRequest(
            host: .azure, base: .init(branch: "main", commit: nil), head: .init(branch: nil, commit: "1"))
        #expect(request.squashMessage(of: []) == nil)
        #expect(request.titled("T", body: nil).squashMessage(of: []) == Array("T\n".utf8))
    }
}
