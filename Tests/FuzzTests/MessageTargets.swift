import Changes
import Reports

extension FuzzTarget {
    /// Messages of commits and what stands in them.
    static let messages = [
        FuzzTarget("messages", seeds: messageSeeds, words: messageWords) { bytes in
            let reading = MessageReader(rules: rules).read(bytes)
            try ensure(!reading.subject.contains(UInt8(ascii: "\n")), "a subject of two lines")
            for link in reading.links { try ensure(rules.keys.contains(link.item.key), "a link to \(link.item)") }
            try ensure(Set(reading.links.map(\.item)).count == reading.links.count, "an item twice")
            return !reading.links.isEmpty || !reading.mentions.isEmpty
        },
        FuzzTarget("cleaned messages", seeds: messageSeeds, words: messageWords) { bytes in
            // Scissors need a line end, which a last line has only after the first time; so it is in Git.
            guard bytes.firstRange(of: Array(" >8 ".utf8)) == nil else { return true }
            for cleanup in MessageCleanup.allCases {
                let cleaned = cleanedMessage(bytes, cleanup: cleanup)
                try ensure(cleanedMessage(cleaned, cleanup: cleanup) == cleaned, "\(cleanup) is not done at once")
            }
            return true
        },
        FuzzTarget("trailers", seeds: messageSeeds, words: messageWords) { bytes in
            let found = trailers(in: bytes)
            // Git shows a trailer as one line, its name without a colon.
            for trailer in found {
                try ensure(!(trailer.name + trailer.value).contains(UInt8(ascii: "\n")), "a trailer of two lines")
            }
            return !found.isEmpty
        },
        FuzzTarget(
            "items", seeds: ["RFC-1", "TASK-123456789", "AB_C2-7", "#12", "rfc-9"],
            words: ["RFC-", "0", "9999999999", "-"]
        ) { bytes in
            guard let item = ItemID(String(decoding: bytes, as: UTF8.self)) else { return false }
            try ensure(ItemID(item.description) == item, "\(item) is not read again")
            return true
        },
        FuzzTarget("requests of hosts", seeds: eventSeeds, words: ["\"squash\"", "{", "}", ":", ",", "null"]) { bytes in
            guard let request = try? RequestEvent(bytes).request else { return false }
            let message = request.squashMessage(of: [bytes])
            try ensure((message == nil) == (request.title == nil), "a message without a title")
            return true
        },
        FuzzTarget("test reports", seeds: reportSeeds, words: reportWords) { bytes in
            guard let report = try? TestReport(bytes) else { return false }
            try ensure(!report.results.isEmpty, "a report that says nothing")
            return true
        },
        FuzzTarget(
            "board keys", seeds: ["\u{1B}[A", "q", "\u{1B}[1;2C", "\u{1B}OD"], words: ["\u{1B}", "[", ";", "é"]
        ) { bytes in
            let keys = BoardKey.keys(in: bytes)
            try ensure(keys.count <= max(1, bytes.count * 3), "more keys than bytes")
            return !keys.isEmpty
        },
    ]

    private static let eventSeeds = [
        #"{"pull_request": {"number": 5, "title": "T", "base": {"ref": "main"}, "head": {"ref": "topic", "sha": "h"}}}"#,
        #"{"object_kind": "merge_request", "object_attributes": {"title": "Draft: T", "target_branch": "main"}}"#,
        #"{"eventType": "git.pullrequest.created", "resource": {"title": "T", "targetRefName": "refs/heads/main"}}"#,
        #"{"pullrequest": {"id": 9, "title": "T", "destination": {"branch": {"name": "main"}}}}"#,
    ]

    private static let reportSeeds = [
        "TAP version 14\n1..2\nok 1 - a # SKIP no\nnot ok 2 - b\n", "1..0\n", "ok\nBail out! x\n1..1\n",
        "<testsuites><testsuite name=\"a\"><testcase name=\"TC-1\"><failure/></testcase></testsuite></testsuites>",
    ]
    private static let reportWords = [
        "ok ", "not ok ", "1..", "# TODO", "\\#", "<testcase name=\"", "<skipped/>", "</testsuite>",
    ]

    private static let rules: LinkRules = {
        var rules = LinkRules(keys: ["RFC", "TASK", "AB", "GH"])
        rules.trailers = ["RfC", "Task", "Refs"]
        rules.closingTrailers = ["Closes-Bug"]
        rules.closingWords = ["Fixes", "Closes"]
        rules.numberMarks = ["#": "GH", "AB#": "AB"]
        rules.squashBodies = .scope
        return rules
    }()

    private static let messageSeeds = [
        "RFC-1: subject\n\nbody TASK-2\n\nRefs: RFC-3, TASK-4\nSigned-off-by: A <a@example.org>\n",
        "RFC-1, TASK-2: two\n", "[RFC-1] x\n", "feat(x): RFC-1 y\n", "Merge branch 'topic/RFC-7-x' into main\n",
        "Revert \"RFC-1: x\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.\n",
        "x\n\n(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)\n",
        "Squashed\n\n* RFC-1: one\n* TASK-2: two\n\n---------\n\nCo-authored-by: B <b@example.org>\n",
        "x\n\nRefs: RFC-1\n\nBREAKING CHANGE: all new\nSigned-off-by: A <a@x>\n", "RCF-1: near\n\nFixes #12, AB#4\n",
        "x\n# comment\n# ------------------------ >8 ------------------------\ndiff --git a/a b/a\n",
        "Refs: TASK-1\n  folded\n\tRFC-2\n", "x\n\n---\nnot read\n",
    ]

    private static let messageWords = [
        "\n", "\n\n", ": ", "Refs: ", "RfC:", "Task: ", "RFC-1", "TASK-2", "Fixes #3", "AB#4", "Signed-off-by: ",
        "---\n", "# ", " ",
        "# ------------------------ >8 ------------------------\n", "This reverts commit ", "Revert \"",
        "Co-authored-by: ",
        "(cherry picked from commit ", "0123456789abcdef0123456789abcdef01234567", "Merge branch '", "* ",
        "BREAKING CHANGE: ", "\r\n",
    ]
}
