import System
import Testing

/// Programs that Sluice runs: whatever they print is kept, and nothing of theirs goes through a shell.
@Suite struct ExternalProgramTests {
    private static let text = (0..<700_000).flatMap { Array("\($0)\n".utf8) }

    @Test("takes 5 MB of input and output without blocking")
    func carriesMuchText() throws {
        var program = ExternalProgram("cat", [])
        program.input = Self.text
        #expect(try program.run().output == Self.text)
        var loud = ExternalProgram("sh", ["-c", "cat >&2; exit 3"])
        loud.input = Self.text
        let answer = try loud.run()
        #expect(answer.status == 3)
        #expect(answer.errors == Self.text)
        #expect(answer.output.isEmpty)
    }

    @Test func givesArgumentsAsTheyAre() throws {
        let arguments = ["a b", "$HOME", "`id`", "\"", "", "ü\n", "-n"]
        let output = try ExternalProgram("printf", ["%s\\0"] + arguments).run().output
        #expect(
            output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
                == arguments.map { Array($0.utf8) })
    }

    @Test func setsAndTakesAwayVariables() throws {
        var program = ExternalProgram("sh", ["-c", "echo \"$ONE|${HOME-none}|$GIT_NO_REPLACE_OBJECTS\""])
        program.environment = ["ONE": "1=2", "HOME": nil]
        #expect(try program.run().output == Array("1=2|none|1\n".utf8))
    }

    @Test("a program that does not end in its time is killed, and that is an error")
    func endsWhatTakesTooLong() throws {
        var program = ExternalProgram("sleep", ["1000"])
        program.timeLimit = 0
        #expect { try program.run() } throws: { ($0 as? SystemError)?.action == "run sleep in 0 s" }
        program = ExternalProgram("cat", [])
        (program.input, program.timeLimit) = (Self.text, 1000)
        #expect(try program.run().output == Self.text)
    }

    @Test func runsInAFolder() throws {
        var program = ExternalProgram("pwd", ["-P"])
        program.folder = "/"
        #expect(try program.run().output == Array("/\n".utf8))
        program.folder = "/no/such/folder"
        #expect { try program.run() } throws: { ($0 as? SystemError).map { $0.missingProgram == nil } ?? false }
    }

    @Test func tellsTheStatusOfAFailureAndOfASignal() throws {
        #expect(try ExternalProgram("sh", ["-c", "exit 7"]).run().status == 7)
        #expect(try ExternalProgram("sh", ["-c", "kill -9 $$"]).run().status == 128 + 9)
        #expect { try ExternalProgram("no-such-program", []).run() } throws: {
            ($0 as? SystemError)?.missingProgram == "no-such-program"
        }
    }

    @Test func keepsAMemoryFileUnderAPath() throws {
        let file = try MemoryFile(Self.text)
        #expect(try File.read(file.path) == Self.text)
        #expect(try file.contents() == Self.text)
    }
}
