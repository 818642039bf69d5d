import Testing

@testable import Commands

/// Numbers that look random and are the same in every run (SplitMix64).
private struct SteadyGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Generated command lines")
struct FrameworkGeneratedTests {
    private static let vocabulary = [
        "say", "log", "rfc", "add", "list", "help", "x", "", "-", "--", "---", "--key", "--key=", "--key=a=b", "-k",
        "-kx",
        "-C", "-C..", "--json", "--color", "--color=never", "--color=", "-h", "--help", "--version", "--no-hooks",
        "--hooks",
        "--no-", "--=", "--limit=9", "--limit", "99999999999999999999", "--title", "--loud", "-l", "-é", "--日本",
        "é\u{301}",
        "-\u{301}x", "\0", "\u{1B}[2J", "--message=\u{202E}",
    ]

    @Test func everyCommandLineIsReadOrRefusedAsWrongUsage() {
        var generator = SteadyGenerator(state: 1)
        var read = 0
        for _ in 0..<10_000 {
            let words = (0..<Int.random(in: 0...7, using: &generator)).compactMap { _ in
                Self.vocabulary.randomElement(using: &generator)
            }
            do {
                _ = try Parser.parse(words, by: .sample)
                read += 1
            } catch {
                let failure = error.failure
                #expect(failure.status == .usage && !failure.message.isEmpty && !failure.hints.isEmpty)
            }
        }
        #expect(read > 1_000 && read < 9_000)
    }

    @Test func readsBackEveryValueThatIsAttached() throws {
        var generator = SteadyGenerator(state: 2)
        for _ in 0..<2_000 {
            let values = (0..<Int.random(in: 0...4, using: &generator)).compactMap { _ in
                Self.vocabulary.randomElement(using: &generator)
            }
            let words = ["say", "x"] + values.map { "--key=\($0)" }
            guard case .run(_, _, let given) = try Parser.parse(words, by: .sample) else {
                Issue.record("\(words) asks for no run")
                continue
            }
            #expect(given.read(SampleRange().key) == values)
        }
    }

    @Test func readsWordsAfterTwoDashesAsTheyAre() throws {
        let words = Self.vocabulary.filter { !$0.isEmpty }
        guard case .run(_, _, let given) = try Parser.parse(["say", "--"] + words, by: .sample) else {
            Issue.record("asks for no run")
            return
        }
        #expect([given.read(Say().what)] + given.read(Say().more) == words)
    }
}
