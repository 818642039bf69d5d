import TestSupport
import Testing

/// R40: files of which lines cannot tell what is lost, and files that have other names.
@Suite("R40: what goes in files without lines, in moved files, and in the order of lines") struct GoingFileTests {
    private static let numbers = (1...40).map { "\($0)\n" }.joined()
    private static let begin = [
        "a": numbers, "empty": "", "signs": "*\n!\n", "rules": "# rules\nallow\ndeny\n# end\n", "gone": numbers + "x\n",
    ]

    /// What the base's line does, what main does, and the subjects of the line's commits that go.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let line: @Sendable (TestRepository) throws -> Void
        var main: @Sendable (TestRepository) throws -> Void = { try $0.commit("KEY-3: main", files: ["m": "1\n"]) }
        var goes = ["KEY-2: fix"]
    }

    private static func move(_ file: String, to other: String) -> @Sendable (TestRepository) throws -> Void {
        { repository in
            try repository.git("mv", file, other)
            try repository.commit("KEY-3: rename", files: [:])
        }
    }

    private static func fix(_ file: String, _ text: String) -> @Sendable (TestRepository) throws -> Void {
        { try $0.commit("KEY-2: fix", files: [file: text]) }
    }

    private static let seven = numbers.replacing("\n7\n", with: "\nseven\n")

    private static let cases = [
        Case(testDescription: "an empty file that was added", line: fix("marker", "")),
        Case(
            testDescription: "an executable file that main adds without the mode",
            line: {
                try $0.write("check", "#!/bin/sh\n")
                try $0.git("add", "check")
                try $0.git("update-index", "--chmod=+x", "check")
                try $0.git("commit", "-q", "-m", "KEY-2: fix")
                try $0.git("reset", "-q", "--hard")
            }, main: { try $0.commit("KEY-3: check", files: ["check": "#!/bin/sh\n"]) }),
        Case(testDescription: "a line of signs", line: fix("signs", "!\n")),
        Case(
            testDescription: "a line of signs, where main changed the file", line: fix("signs", "*\n"),
            main: { try $0.commit("KEY-3: more", files: ["signs": "*\n!\nmore\n"]) }),
        Case(testDescription: "the order of lines", line: fix("rules", "# rules\ndeny\nallow\n# end\n")),
        Case(
            testDescription: "the order of lines, where main changed the file",
            line: fix("rules", "# rules\ndeny\nallow\n# end\n"),
            main: { try $0.commit("KEY-3: log", files: ["rules": "# rules\nallow\ndeny\nlog\n# end\n"]) }),
        Case(
            testDescription: "a line that was replaced first, and removed then",
            line: {
                try $0.commit("KEY-2: fix", files: ["a": numbers.replacing("\n7\n", with: "\n7x\n")])
                try $0.commit("KEY-2: more", files: ["a": numbers.replacing("\n7\n", with: "\n")])
            }, goes: ["KEY-2: fix", "KEY-2: more"]),
        Case(
            testDescription: "a file that the line removed and main renamed",
            line: {
                try $0.git("rm", "-q", "gone")
                try $0.commit("KEY-2: fix", files: [:])
            }, main: move("gone", to: "kept")),
        Case(
            testDescription: "a file that main renamed, with the fix's order lost",
            line: fix("a", "2\n1\n3" + numbers.dropFirst(5)), main: move("a", to: "z")),
        Case(
            testDescription: "a file that both renamed, the line after its fix",
            line: {
                try fix("a", seven)($0)
                try $0.git("mv", "a", "z")
                try $0.commit("KEY-4: rename", files: [:])
            }, main: move("a", to: "z")),
        Case(
            testDescription: "a file that both renamed, the line twice",
            line: {
                try $0.git("mv", "a", "y")
                try fix("y", seven)($0)
                try $0.git("mv", "y", "z")
                try $0.commit("KEY-4: rename", files: [:])
            }, main: move("a", to: "z")),
        Case(
            testDescription: "a file that both renamed, with the fix on both sides",
            line: {
                try fix("a", seven)($0)
                try $0.git("mv", "a", "z")
                try $0.commit("KEY-4: rename", files: [:])
                try $0.commit("KEY-5: other", files: ["signs": "*\n!\n?\n"])
            },
            main: {
                try fix("a", seven)($0)
                try move("a", to: "z")($0)
                try $0.commit("KEY-3: again", files: ["z": seven.replacing("\nseven\n", with: "\nSeven\n")])
            }, goes: ["KEY-5: other"]),
    ]

    @Test("goes", arguments: cases)
    func goes(_ story: Case) throws {
        let repository = try TestRepository()
        try repository.commit("KEY-1: begin", files: Self.begin)
        try repository.checkout("line", create: true)
        try story.line(repository)
        try repository.tag("v1.0.0")
        try repository.checkout("main")
        try story.main(repository)
        try repository.tag("v1.1.0")
        let goes = try repository.log("1.1.0").goes.flatMap(\.commits)
        #expect(try goes.map { try repository.git("log", "-1", "--format=%s", $0.id) }.sorted() == story.goes)
    }
}
