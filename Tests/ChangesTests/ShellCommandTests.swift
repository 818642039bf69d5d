import Foundation
import TestSupport
import Testing

@testable import Changes

/// Commands that people paste: whatever a branch, a path or a person is called, it is one word and runs nothing.
@Suite struct ShellCommandTests {
    private static let names = [
        "a b", "x;touch pwned", "$(touch pwned)", "`touch pwned`", "y'$(touch pwned)'", "\"; touch pwned; \"",
        "a\ntouch pwned\n",
        "|touch pwned", "&touch pwned&", ">pwned", "*", "~", "\\", "$HOME", "#x", "{a,b}", "!!", "",
    ]

    /// The words that a shell makes of a command; it fails where the command does anything else.
    private func words(of command: ShellCommand) throws -> [String] {
        let (folder, scratch) = (try TemporaryFolder(), try TemporaryFolder())
        let shell = Subprocess(
            arguments: ["/bin/sh", "-c", "show() { printf '%s\\0' \"$@\"; }; \(command)"],
            environment: ["PATH": "/usr/bin:/bin"], directory: folder.path, input: [], scratch: scratch.path,
            repositoryPath: folder.path)
        let result = try shell.start().wait()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "\(command)")
        #expect(result.status == 0, "\(command): \(result.errors)")
        return result.output.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test("a value is one word, alone, within a word, and within quotation marks", arguments: names)
    func quotesValues(name: String) throws {
        #expect(try words(of: "show \(name)") == [name])
        #expect(try words(of: "show a\(name)/\(name)..b") == ["a\(name)/\(name)..b"])
        #expect(try words(of: "show \"\(name)\" '\(name)' -- \"a \(name) b\"") == [name, name, "--", "a \(name) b"])
        #expect(try words(of: "show \(words: [name, "b", name])") == [name, "b", name])
        #expect(try words(of: "show one && " + "show \(name)") == ["one", name])
    }

    @Test("a command within another is as it was", arguments: names)
    func nestsCommands(name: String) throws {
        let inner: ShellCommand = "show \(name)"
        #expect(try words(of: "\(inner) && \(inner)") == [name, name])
    }

    @Test("plain values stay as they are")
    func leavesPlainValues() {
        #expect(
            ("git fetch \("origin") \("sluice/ledger"):\("sluice/ledger")" as ShellCommand).text
                == "git fetch origin sluice/ledger:sluice/ledger")
    }

    @Test("a hint quotes within backquotes alone", arguments: names)
    func quotesInHints(name: String) throws {
        let hint: Hint = "of \(name): `show \(name)` shows \(name)"
        #expect(hint.text.hasPrefix("of \(name): `show "))
        #expect(hint.text.hasSuffix("` shows \(name)"))
        let command = hint.text.dropFirst("of \(name): `".count).dropLast("` shows \(name)".count)
        #expect(try words(of: ShellCommand(verbatim: String(command))) == [name])
    }

    @Test("a hint that is made of two goes on where the first ended")
    func joinsHints() {
        let name = "a b"
        #expect(("`git x && " + "git y \(name)` does \(name)" as Hint).text == "`git x && git y 'a b'` does a b")
    }
}
