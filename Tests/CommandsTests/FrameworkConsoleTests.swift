import Foundation
import Testing

@testable import Commands

@Suite("Console")
struct FrameworkConsoleTests {
    @Test("T14: a failure is told after what was printed, made harmless, with its hints")
    func tellsAFailure() throws {
        let answer = try runSample(["refuse"])
        #expect(answer.status == .refused)
        #expect(answer.output == "so far\n")
        #expect(answer.errors == "error: RFC-<U+001B>9 is not in the ledger\nhint: add it\nhint: or not\n")
    }

    @Test func callsAnUnknownErrorABug() throws {
        let answer = try runSample(["break"])
        #expect(answer.status == .bug)
        #expect(answer.errors.hasPrefix("error: SampleDefect: SampleDefect()\nhint: this is a bug in Sluice;"))
    }

    @Test func answersWithTheStatusOfTheCommand() throws {
        #expect(try runSample(["log"]).status == .refused)
    }

    @Test func paintsOnlyWhereAsked() throws {
        #expect(try runSample(["refuse", "--color", "always"]).errors.hasPrefix("\u{1B}[31merror:\u{1B}[m RFC-"))
        #expect(try runSample(["refuse"]).errors.hasPrefix("error: "))
    }

    @Test func colorFollowsTheEnvironmentAndTheTerminal() throws {
        let file = Descriptor(number: try #require(FileHandle(forReadingAtPath: "/dev/null")).fileDescriptor)
        #expect(!ColorChoice.auto.isOn(for: file, Environment([:])))
        #expect(ColorChoice.auto.isOn(for: file, Environment(["GIT_PAGER_IN_USE": "true"])))
        #expect(!ColorChoice.auto.isOn(for: file, Environment(["GIT_PAGER_IN_USE": "true", "NO_COLOR": "1"])))
        #expect(!ColorChoice.auto.isOn(for: file, Environment(["GIT_PAGER_IN_USE": "true", "TERM": "dumb"])))
        #expect(ColorChoice.always.isOn(for: file, Environment(["NO_COLOR": "1"])))
    }

    @Test("F3: a result that cannot be printed is never a yes")
    func refusesAFullDisk() throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let errors = Pipe()
        let program = Program(
            table: .sample, version: "1", environment: Environment([:]),
            output: Descriptor(number: full.fileDescriptor),
            errors: Descriptor(number: errors.fileHandleForWriting.fileDescriptor))
        #expect(program.run(["say", "x"]) == .cannotDecide)
        let told = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        #expect(told == "error: the result cannot be printed: No space left on device\n")
    }

    @Test func keepsTheOrderOfALongResult() throws {
        let lines = (0..<20_000).map { "line \($0)" }
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "sluice-console-\(UUID().uuidString)")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let handle = try FileHandle(forWritingTo: file)
        let descriptor = Descriptor(number: handle.fileDescriptor)
        let console = Console(output: descriptor, errors: descriptor, color: .auto, environment: Environment([:]))
        for line in lines { console.print(line) }
        try console.finish()
        #expect(try String(contentsOf: file, encoding: .utf8) == lines.map { $0 + "\n" }.joined())
    }

    @Test(
        arguments: [
            ([:], nil, "less"), (["PAGER": "more"], nil, "more"), (["PAGER": "more"], "delta", "delta"),
            (["GIT_PAGER": "most", "PAGER": "more"], "delta", "most"), (["GIT_PAGER": ""], "delta", nil),
            (["PAGER": "cat"], nil, nil),
        ] as [([String: String], String?, String?)])
    func choosesThePagerAsGitDoes(environment: [String: String], configured: String?, pager: String?) {
        #expect(Pager.command(in: Environment(environment), configured: configured) == pager)
    }
}
