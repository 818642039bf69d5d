import Git
import Ledger
import Testing

@testable import Releases

/// T34: the releases of which nothing may be lost, besides the base.
@Suite struct KnownReleaseTests {
    private static func commit(_ number: Int) -> ObjectID {
        ObjectID(String(repeating: "0", count: 39) + String(number, radix: 16)) ?? .zero
    }

    /// Those that are asked about for a version, whose base is that of `used`; all releases are certain but the named ones.
    private func chosen(
        _ version: String, used: String, _ tagged: [String], uncertain: Set<String> = []
    ) throws -> [String] {
        let releases = try tagged.enumerated().map { number, text in
            (
                try #require(Version(text)),
                KnownReleases.Release(
                    tag: "v" + text, commits: [Self.commit(number + 1)], isCertain: !uncertain.contains(text),
                    isDoubtful: false)
            )
        }
        let known = KnownReleases(byVersion: Dictionary(uniqueKeysWithValues: releases))
        return known.chosen(for: try #require(Version(version)), isOfLine: { _, _ in true }) { found, _ in
            found.text == used
        }.map(\.version.text)
    }

    @Test func asksForNoneWhereTheChoiceIsTheBase() throws {
        #expect(try chosen("1.1.0", used: "1.0.1", ["1.0.0", "1.0.1", "2.0.0"]) == [])
        #expect(try chosen("1.0.0", used: "", ["2.0.0"]) == [])
    }

    @Test func asksDownToTheFirstThatIsCertain() throws {
        let tagged = ["0.9.0", "1.0.0", "1.0.1", "1.0.2"]
        #expect(try chosen("1.1.0", used: "1.0.0", tagged, uncertain: ["1.0.1", "1.0.2"]) == ["1.0.2", "1.0.1"])
        #expect(try chosen("1.1.0", used: "0.9.0", tagged, uncertain: ["1.0.2"]) == ["1.0.2", "1.0.1"])
        #expect(try chosen("1.1.0", used: "0.9.0", tagged) == ["1.0.2"])
    }

    @Test("T61: one that only an earlier policy reads is asked about as that one chose")
    func asksForWhatAnEarlierPolicyReads() throws {
        var natural = Policy()
        natural.tagPatterns = [try TagPattern("v{version}")]
        let releases = { (texts: [String], scheme: VersionScheme) in
            KnownReleases(
                byVersion: Dictionary(
                    uniqueKeysWithValues: try texts.map { text in
                        let release = KnownReleases.Release(
                            tag: "v" + text, commits: [Self.commit(text.count)], isCertain: false, isDoubtful: false)
                        return (try #require(Version(text, scheme: scheme)), release)
                    }))
        }
        let chosen = { (version: String, unread: Set<String>) in
            let earlier = KnownReleases.Earlier(
                policy: natural, releases: try releases(["1.0.0", "1.0.0.1", "1.2.0.1"], .natural), unread: unread)
            let known = KnownReleases(
                byVersion: try releases(["1.0.0"], .semver).byVersion, earlier: unread.isEmpty ? [] : [earlier])
            let asked = try #require(Version(version, scheme: .semver))
            return known.chosen(for: asked, isOfLine: { _, _ in true }) { version, _ in version.text == "1.0.0" }
                .map(\.version.text)
        }
        #expect(try chosen("1.1.0", []) == [])
        #expect(try chosen("1.1.0", ["v1.0.0.1", "v1.2.0.1"]) == ["1.0.0.1"])
        #expect(try chosen("1.3.0", ["v1.0.0.1", "v1.2.0.1"]) == ["1.2.0.1", "1.0.0.1"])
    }

    @Test func asksForVariantsOfTheBaseWhereTheReleaseIsNone() throws {
        let tagged = ["1.0.0", "1.0.0-hotfix", "0.9.0-hotfix"]
        #expect(try chosen("1.1.0", used: "1.0.0", tagged) == ["1.0.0-hotfix"])
        #expect(try chosen("1.0.2", used: "1.0.0", ["1.0.0", "1.0.1-hotfix", "1.0.3-hotfix"]) == ["1.0.1-hotfix"])
        for earlier in ["1.0.0-hotfix", "1.0.0-hotfix1", "1.0.0-hotfix.1", "1.0.0-hotfix-1"] {
            #expect(try chosen("1.0.0-hotfix2", used: "1.0.0", ["1.0.0", earlier]) == [earlier])
        }
        let lines = ["4.14.0-HBase-1.5", "4.15.0-HBase-1.4"]
        #expect(try chosen("4.15.0-HBase-1.5", used: "4.14.0-HBase-1.5", lines) == [])
        #expect(try chosen("32.0-jre", used: "31.1-jre", ["31.1-jre", "31.1-android"]) == [])
    }
}
