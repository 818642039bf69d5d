import Testing

@testable import Commands

@Suite("Command lines")
struct FrameworkParserTests {
    @Test func readsOptionsAnywhereAfterTheCommand() throws {
        let words = ["-C", "a", "say", "--key=A", "hi", "-C", "b", "--loud", "-mtext", "-k", "B", "you"]
        let answer = try runSample(words)
        let expected = """
            words ["hi", "you"] in a/b
            key ["A", "B"] limit -1
            message text format text
            loud true hooks true json false

            """
        #expect(answer.output == expected)
        #expect(answer.status == .yes)
    }

    @Test func readsOtherSpellings() throws {
        let words = [
            "--json", "say", "-C/x", "-C", "/y", "--no-hooks", "--limit", "7", "--message=-x=y", "--", "--loud",
        ]
        let answer = try runSample(words)
        let expected = """
            words ["--loud"] in /y
            key [] limit 7
            message -x=y format text
            loud false hooks false json true

            """
        #expect(answer.output == expected)
    }

    @Test func takesAVerbBesideAnActionInThePlaceOfItsFirstArgumentOnly() throws {
        let name = { (words: [String]) throws -> String? in
            guard case .run(let command, _, _) = try Parser.parse(words, by: .sluice) else { return nil }
            return command.name
        }
        #expect(try name(["evidence", "2.4.0"]) == "evidence")
        #expect(try name(["evidence", "verify", "folder"]) == "verify")
        #expect(throws: UsageError.self) { try Parser.parse(["evidence", "2.4.0", "verify"], by: .sluice) }
        #expect(throws: UsageError.self) { try Parser.parse(["evidence"], by: .sluice) }
    }

    @Test func letsTheLastToggleCount() throws {
        #expect(try runSample(["say", "x", "--no-hooks", "--hooks"]).output.contains("hooks true"))
        #expect(try runSample(["say", "x", "--hooks", "--no-hooks"]).output.contains("hooks false"))
    }

    @Test(arguments: [
        (["lgo"], "`sluice` has no command `lgo`", "did you mean `sluice log`?"),
        (["zebra"], "`sluice` has no command `zebra`", "`sluice --help` lists the commands"),
        (
            ["rfc", "2.0"], "`sluice rfc` has no command `2.0`",
            "it has add, list; `sluice rfc --help` shows what they do"
        ),
        (["rfc", "ad"], "`sluice rfc` has no command `ad`", "did you mean `sluice rfc add`?"),
        (["rfc"], "`sluice rfc` needs one of: add, list", "`sluice rfc --help` lists the commands"),
        (["say", "--lodu", "x"], "`sluice say` has no option `--lodu`", "did you mean `--loud`?"),
        (["say", "-loud", "x"], "`sluice say` has no option `-loud`", "did you mean `--loud`?"),
        (["say", "-x"], "`sluice say` has no option `-x`", "`sluice say --help` lists the options"),
        (["say", "--zebra=x"], "`sluice say` has no option `--zebra`", "`sluice say --help` lists the options"),
        (["say", "x", "--loud=yes"], "`--loud` takes no value, but was given `yes`", say),
        (["say", "x", "--key"], "`--key` needs a value", say),
        (["say", "-m", "-x"], "`-m` needs a value, and `-x` looks like an option", "if it is the value, write `-m-x`"),
        (
            ["say", "--key", "--loud"], "`--key` needs a value, and `--loud` looks like an option",
            "if it is the value, write `'--key=--loud'`"
        ),
        (["say", "x", "--limit", "few"], "`--limit` is to be a whole number, zero or more, not `few`", say),
        (["say", "x", "--format=xml"], "`--format` is to be one of text, json, not `xml`", say),
        (["say", "x", "-m", "a", "--message", "b"], "`--message` is given more than once", say),
        (["say"], "`sluice say` needs `<what>`", say),
        (["log", "x"], "`sluice log` has no use for `x`", "usage: sluice log [<options>]"),
        (
            ["rfc", "add", "1"], "`sluice rfc add` needs `--title`",
            "usage: sluice rfc add --title <text> [<options>] [<id>]"
        ),
    ])
    func refusesAWrongCommandLineAndSaysWhatIsRight(words: [String], message: String, hint: String) throws {
        let answer = try runSample(words)
        #expect(answer.status == .usage)
        #expect(answer.output.isEmpty)
        #expect(answer.errors == "error: \(message)\nhint: \(hint)\n")
    }

    static let say = "usage: sluice say [<options>] <what> [<more>...]"

    @Test(arguments: [("log", "log", 0), ("lgo", "log", 1), ("relase", "release", 1), ("", "tag", 3)])
    func countsEdits(source: String, target: String, distance: Int) {
        #expect(Suggestion.distance(from: source, to: target) == distance)
    }

    @Test func suggestsOnlyWhatIsNear() {
        let names = ["log", "link", "release", "reject"]
        #expect(Suggestion.nearest(to: "rel", among: names) == ["release"])
        #expect(Suggestion.nearest(to: "re", among: names) == ["release", "reject"])
        #expect(Suggestion.nearest(to: "lik", among: names) == ["link"])
        #expect(Suggestion.nearest(to: "xy", among: names) == [])
        #expect(Suggestion.nearest(to: "relaes", among: names) == ["release"])
        #expect(Suggestion.nearest(to: "reelace", among: names) == ["release"])
    }
}
