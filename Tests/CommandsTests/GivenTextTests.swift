import TestSupport
import Testing

/// Text that is no UTF-8 is refused wherever it is given, and nothing is written.
@Suite("text that is not UTF-8") struct GivenTextTests {
    private let repository: TestRepository
    private let latin: [UInt8] = Array("Gr".utf8) + [0xF6, 0xDF] + Array("e".utf8)

    init() throws { repository = try TestRepository.withOpenGate() }

    /// Runs a command of a shell, in which `$L` is a word in ISO 8859-1.
    private func run(_ script: String, input: [UInt8] = []) throws -> CommandResult {
        let begin = "L=$(printf 'Gr\\366\\337e'); sluice() { '\(Places.program)' \"$@\"; }; "
        return try repository.start(["sh", "-c", begin + script], input: input).wait()
    }

    private func refuses(_ script: String, input: [UInt8] = [], saying text: String) throws {
        let before = try repository.resolve("sluice/ledger")
        let result = try run(script, input: input)
        #expect(result.status != 0, "\(script)")
        #expect(result.errors.contains(text), "\(script): \(result.errors)")
        #expect(try repository.resolve("sluice/ledger") == before, "\(script)")
    }

    @Test("words of the command line, whatever they are for")
    func refusesWords() throws {
        let word = "of the command line is not UTF-8"
        try refuses("sluice rfc add --title \"$L\"", saying: word)
        try refuses("sluice rfc edit RFC-1 --title=\"$L\"", saying: word)
        try refuses("sluice approve RFC-1 --release 1.0 --role qa --note \"$L\"", saying: word)
        try refuses("sluice release add 1.0 RFC-2 --without-commits --reason \"$L\"", saying: word)
        try refuses("sluice link HEAD --exempt --reason \"$L\"", saying: word)
        try refuses("sluice policy edit -m \"$L\"", saying: word)
        try refuses("sluice waive unlinked --release 1.0 --until +1h --reason \"$L\"", saying: word)
    }

    @Test("standard input and files")
    func refusesInput() throws {
        try refuses(
            "sluice link --stdin --exempt --reason x", input: latin + [10], saying: "standard input is not UTF-8")
        try refuses("sluice which --stdin", input: latin + [10], saying: "standard input is not UTF-8 (line 1)")
        let policy = try repository.git("show", "sluice/ledger:trust/1/policy")
        let text = Array((policy + "\n# ").utf8) + latin + [10]
        try refuses("sluice policy edit -m x --file -", input: text, saying: "the policy is not UTF-8")
        try refuses("sluice policy check -", input: text, saying: "the policy is not UTF-8")
        try repository.write("template", bytes: latin)
        try refuses("sluice notes 1.0 --template template", saying: "is not UTF-8")
    }

    @Test("a name in Git's settings")
    func refusesNames() throws {
        let settings = "export GIT_COMMITTER_NAME=\"$L\"; "
        try refuses(settings + "sluice rfc edit RFC-1 --title x", saying: "your name in Git's settings is not UTF-8")
    }

    @Test("a commit's message, where Git is told of no other encoding")
    func refusesMessages() throws {
        try #require(try repository.sluice("hooks", "install").status == 0)
        try repository.write("message", bytes: Array("RFC-1: ".utf8) + latin + [10])
        let commit = "git commit --quiet --allow-empty --file message"
        let head = try repository.resolve("HEAD")
        let refused = try run(commit)
        #expect(refused.status != 0 && refused.errors.contains("the message is not UTF-8"), "\(refused.errors)")
        #expect(try repository.resolve("HEAD") == head)
        #expect(
            try run("git -c i18n.commitEncoding=ISO-8859-1 commit --quiet --allow-empty --file message").status == 0)
    }

    @Test("text of other letters is taken as it is")
    func takesUTF8() throws {
        let umlauts = "RFC-7: Größe"
        try #require(try run("sluice rfc add RFC-7 --title '\(umlauts)'").status == 0)
        #expect(try repository.sluice("rfc", "show", "RFC-7").output.contains(umlauts))
    }
}
