import Testing

@testable import Ledger

@Suite struct TagPatternTests {
    @Test(
        "finds the version in a tag",
        arguments: [
            ("v{version}", "v2.40.0-rc2", "2.40.0-rc2"), ("{version}", "5.1.0RC0", "5.1.0RC0"),
            ("kafka-{version}", "kafka-0.7.2-incubating-candidate-5", "0.7.2-incubating-candidate-5"),
            ("rel/{version}-final", "rel/1.0-final", "1.0"),
        ])
    func findsTheVersion(pattern: String, tag: String, version: String) throws {
        let pattern = try TagPattern(pattern)
        let found = try #require(pattern.version(ofTag: tag))
        #expect(found.text == version)
        #expect(pattern.tag(for: found) == tag)
        #expect(try TagPattern(pattern.description) == pattern)
    }

    @Test(
        "T63: a tag in the folder of a release tag, or one whose name is such a folder, is in the way",
        arguments: [
            ("v{version}", "v1.1.0/x", "v1.1.0"), ("v{version}", "v1/x/y", "v1"),
            ("rel/v{version}", "rel", "rel/v{version}"),
            ("a/b/{version}", "a", "a/b/{version}"), ("{version}/ga", "1.0", "{version}/ga"),
            ("{version}/ga", "1.0/ga/x", "1.0/ga"), ("v{version}-x/ga/b", "v1.0-x/ga", "v{version}-x/ga/b"),
            ("v{version}", "x", nil), ("v{version}", "x/v1.0", nil), ("v{version}", "version/1", nil),
            ("rel/v{version}", "re", nil), ("rel/v{version}", "rel/x", nil), ("{version}/ga", "x", nil),
        ] as [(String, String, String?)])
    func findsWhatIsInTheWay(pattern: String, name: String, blocked: String?) throws {
        #expect(try TagPattern(pattern).blocked(by: name, scheme: .natural) == blocked)
    }

    @Test("a tag that cannot be read under the scheme names no version")
    func readsUnderTheScheme() throws {
        let pattern = try TagPattern("v{version}")
        #expect(pattern.version(ofTag: "v1.0")?.text == "1.0")
        #expect(pattern.version(ofTag: "v1.0", scheme: .semver) == nil)
        #expect(pattern.version(ofTag: "v24-01-31", scheme: .calendar)?.numbers == [24, 1, 31])
    }

    @Test("a tag has to begin as the pattern does, and its version with a digit")
    func leavesOtherTagsAlone() throws {
        let plain = try TagPattern("{version}")
        for tag in ["list", "show", "xena-eol", "v1.0", "", "diablo-1"] { #expect(plain.version(ofTag: tag) == nil) }
        let final = try TagPattern("v{version}-v")
        for tag in ["v-v", "v", "v1", "1-v", "v1-w", "V1-v"] { #expect(final.version(ofTag: tag) == nil) }
        #expect(try TagPattern("v{version}").version(ofTag: [0x76, 0x31, 0xFF]) == nil)
    }

    @Test(
        "refuses a pattern with its reason",
        arguments: [
            ("v", TagPatternError.noVersion), ("{version}{version}", .severalVersions), ("{v}{version}", .brace),
            ("-{version}", .notATagName(example: "-1.0.0")), ("a b{version}", .notATagName(example: "a b1.0.0")),
            ("a..{version}", .notATagName(example: "a..1.0.0")),
            ("{version}.lock", .notATagName(example: "1.0.0.lock")),
            ("/{version}", .notATagName(example: "/1.0.0")), ("{version}/", .notATagName(example: "1.0.0/")),
            (".{version}", .notATagName(example: ".1.0.0")), ("a//{version}", .notATagName(example: "a//1.0.0")),
            ("v\n{version}", .notATagName(example: "v\n1.0.0")), ("{version}.", .notATagName(example: "1.0.0.")),
            (String(repeating: "v", count: 100) + "{version}", .tooLong(bytes: 109)),
        ])
    func refusesBadPatterns(text: String, reason: TagPatternError) {
        #expect(throws: reason) { try TagPattern(text) }
    }

    @Test("proposes the patterns that cover the tags, most frequent first")
    func proposesPatterns() {
        let tags = [
            "4.16.0", "5.1.0RC0", "2.0", "v4.14.0-HBase-1.4", "v5.0.0-HBase-2.0", "log4j-2.0", "list", "show",
            "essex-rc1",
            "folsom-3", "xena-eol", "go1.21", "", "LANG_3_8_1", "LANG_3_8_2", "release-2024-01-31",
        ]
        let proposed = proposedTagPattern(tags: tags)
        #expect(
            proposed.map(\.pattern.description) == [
                "{version}", "LANG_{version}", "v{version}", "go{version}", "log4j-{version}", "release-{version}",
            ])
        #expect(proposed.map(\.count) == [3, 2, 2, 1, 1, 1])
    }
}
