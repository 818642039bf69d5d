import Testing

@testable import Commands

@Suite("Help")
struct FrameworkHelpTests {
    @Test func showsAllCommandsByWhatTheyAreFor() throws {
        let overview = """
            Ties commits to requests for change, and gates releases.

            usage: sluice <command> [<options>] [<arguments>]

            see
              say     Say something
              log     List commits

            items
              rfc     Keep requests for change

            fail
              refuse  Refuse
              break   Break

            `sluice help <command>` tells more about a command.

            """
        let alone = try runSample([])
        #expect(alone.output == overview)
        #expect(alone.status == .usage)
        for words in [["help"], ["--help"], ["-h"]] {
            let answer = try runSample(words)
            #expect(answer.output == overview)
            #expect(answer.status == .yes)
        }
    }

    @Test func describesACommandFromItsDeclarations() throws {
        let help = """
            Say something.

            usage: sluice say [<options>] <what> [<more>...]

            It is said as it was given.

            arguments
              <what>  what to say
              <more>  what else to say

            options
              -k, --key <key>       count only items with this key (may be repeated)
              --limit <number>      stop after so many
              -m, --message <text>  a text to add
              --loud                say it loudly
              --[no-]hooks          install the hooks, too
              --format <text|json>  how to say it

            common options
              -C <path>                    work as if started in <path> (may be repeated)
              --json                       print the result as JSON
              --color <auto|always|never>  when to use colour
              -h, --help                   show this help

            examples
              sluice say hello --loud
                  greets

            """
        for words in [["help", "say"], ["say", "--help"], ["say", "x", "-h", "--loud"]] {
            let answer = try runSample(words)
            #expect(answer.output == help)
            #expect(answer.status == .yes)
        }
    }

    @Test func listsTheVerbsOfANoun() throws {
        let help = """
            Keep requests for change.

            usage: sluice rfc <command> [<options>] [<arguments>]

            commands
              add   Add a request for change
              list  List requests


            """
        #expect(try runSample(["rfc", "--help"]).output.hasPrefix(help.dropLast()))
        #expect(try runSample(["help", "rfc", "add"]).output.contains("usage: sluice rfc add --title <text>"))
    }

    @Test func refusesHelpOnWhatIsNotThere() throws {
        #expect(try runSample(["help", "sya"]).errors.contains("did you mean `sluice say`?"))
    }

    @Test func showsItsVersion() throws {
        #expect(try runSample(["--version"]).output == "sluice 1.2.3\n")
    }
}
