import TestSupport
import Testing

@testable import Changes

/// Whatever the bytes are, reading ends soon, and without a crash.
@Suite struct HostileConfigurationTests {
    private static let keyed = ConfigurationFormat.allCases.filter(\.hasKeys)

    @Test(arguments: [
        "[", "{", "{\"a\":", "- ", "a:\n ", "&a ", "[[", "<a>", "\"", "'", "a.", "a=[", "a={b=", "[a]\n", "\\", "!x ",
        "? ",
        "a: |\n", "<a b='", "/*", "\n ", "k: &a [*a]\n", "<<EOF\n",
    ])
    func endsOnEndlessRepetition(unit: String) {
        let text = Array(String(repeating: unit, count: 500).utf8)
        for format in ConfigurationFormat.allCases {
            _ = ConfigurationComparison(old: nil, new: text, format: format)
        }
    }

    @Test func refusesWhatIsTooLargeAndTooDeep() {
        let large = [UInt8](repeating: UInt8(ascii: "#"), count: ConfigurationLimits.size + 1)
        for format in Self.keyed {
            #expect(throws: NotReadable(line: 1, reason: .tooLarge)) { try ConfigurationNode(large, format: format) }
        }
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        for (text, format) in [(deep, ConfigurationFormat.json), (deep, .yaml), ("a=" + deep, .toml)] {
            let reading = Configured.comparison(text, nil, format).reading
            #expect(reading == .byLine(because: NotReadable(line: 1, reason: .tooDeep)))
        }
    }

    @Test("a line in very many blocks costs no more than it tells")
    func tellsLinesInManyBlocks() {
        let head = (0..<70).map { "b\($0) {\n" }.joined()
        let lines = (0..<1_000).map { "k\($0) = 1\n" }.joined()
        let told = Configured.changes(head + lines, head + lines + "k = 2\n", .terraform)
        #expect(told.count == 1 && told[0].hasPrefix("+ b0.b1.") && told[0].hasSuffix(" k = 2"), "\(told)")
    }

    @Test("100 damaged files of every format are read or refused")
    func readsOrRefusesDamagedFiles() {
        var random = SequenceGenerator(seed: 81)
        let text =
            "a: {b: [1, 'x', \"y\\n\"]}\n- c: |\n   d\n[e \"f\"]\ng = \"h\" # i\n<j k='l'>m</j>\n&n *n !o {{ p }}\r\nq\\\n r=1\n"
        for _ in 0..<100 {
            let (old, new) = (random.damaged(Array(text.utf8)), random.damaged(Array(text.utf8)))
            for format in ConfigurationFormat.allCases {
                _ = ConfigurationComparison(old: old, new: new, format: format)
            }
        }
    }

    @Test("random bytes never end a reader")
    func survivesRandomBytes() {
        var random = SequenceGenerator(seed: 82)
        for _ in 0..<300 {
            let bytes = (0..<60).map { _ in UInt8.random(in: 0...255, using: &random) }
            for format in Self.keyed { _ = try? ConfigurationNode(bytes, format: format) }
        }
    }
}
