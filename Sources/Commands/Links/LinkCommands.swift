import Changes

extension Command {
    static let link = Command(
        "link", summary: "Say by hand what a commit belongs to, or that it needs no item",
        details: "What is said by hand counts beside the commit's message, and needs a reason.",
        examples: [
            ("sluice link 1a2b3c4 RFC-12 TASK-7 --reason 'the message names no item'", "the commit is theirs"),
            ("sluice link 1a2b3c4 --exempt --reason 'version bump'", "the commit needs no item"),
            (
                "sluice link 1a2b3c4 --exempt --release 1.1.0 --reason 'a test only'",
                "that 1.1.0 loses the commit, or brings it back, needs no item"
            ),
            (
                "git log --format=%H --grep='^MINOR' v1..v2 | sluice link --stdin --exempt --reason 'no behaviour'",
                "none of these commits needs an item"
            ),
            (
                "sluice link 5d6e7f8 --carries 1a2b3c4 -m 'picked by hand'",
                "what 1a2b3c4 did on another line, 5d6e7f8 does here: its items answer for both"
            ),
        ],
        run: LinkCommit.run)

    static let unlink = Command(
        "unlink", summary: "Say by hand what a commit does not belong to",
        details: "It counts against the commit's message, and needs a reason.",
        examples: [
            ("sluice unlink 1a2b3c4 RFC-12 --reason 'a typo in the message'", "the commit is not RFC-12's"),
            ("sluice unlink 1a2b3c4 --exempt", "the commit needs an item again"),
        ],
        run: UnlinkCommit.run)
}

/// What both commands accept.
struct LinkParameters: Parameters {
    let commit = Argument.optional("commit", help: "a commit, by its ID, a branch, a tag, HEAD~2, …")
    let items = Argument.any("item", help: "the items")
    let exempt = Option.flag("exempt", help: "instead of items: that the commit needs none")
    let release = Option.value(
        "release", placeholder: "version", help: "with --exempt: the release that loses the commit, or brings it back")
    let stdin = Option.flag("stdin", help: "read the commits from standard input, one a line")
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why")
}

struct LinkCommit: Parameters {
    let shared = LinkParameters()
    let carries = Option.value(
        "carries", placeholder: "commit", help: "instead of items: a commit of another line that it carries over")

    static func run(_ invocation: Invocation<LinkCommit>) throws -> ExitStatus {
        try LinkSession(invocation.shared, belongs: true, carries: invocation.carries).run()
    }
}

struct UnlinkCommit: Parameters {
    let shared = LinkParameters()

    static func run(_ invocation: Invocation<UnlinkCommit>) throws -> ExitStatus {
        try LinkSession(invocation.shared, belongs: false).run()
    }
}
