import Testing

@testable import Ledger

@Suite struct VersionTests {
    @Test(
        "takes real versions apart",
        arguments: [
            ("5.1.0RC0", "5.1.0", "", true), ("4.15.0-HBase-1.5-rc4", "4.15.0-HBase-1.5", "-HBase-1.5", true),
            ("5.0.0-alpha-HBase-2.0-rc1", "5.0.0-HBase-2.0", "-HBase-2.0", true), ("3.8.0-rc2", "3.8.0", "", true),
            ("0.7.2-incubating-candidate-5", "0.7.2-incubating", "-incubating", true),
            ("0.8.0-beta1-candidate1", "0.8.0", "", true), ("29.0.0.0rc1", "29.0.0", "", true),
            ("2015.1.0b3", "2015.1.0", "", true), ("2014.1.b3", "2014.1", "", true), ("12.0.0a0", "12.0.0", "", true),
            ("0.10.0.0-rc1", "0.10.0.0", "", true), ("1.0.0-rc.2", "1.0.0", "", true), ("1.0-M2", "1.0", "", true),
            ("1.0-SNAPSHOT", "1.0", "", true), ("1.0-preview1", "1.0", "", true), ("1.0rc1.dev3", "1.0", "", true),
            ("1.0.0-rc1+build.rc2", "1.0.0+build.rc2", "", true), ("1.0-rc.1.5x", "1.0", "", true),
            ("2.8.0-KAFKA-1234-test", "2.8.0-KAFKA-1234-test", "-KAFKA-1234-test", false),
            ("31.1-jre", "31.1-jre", "-jre", false), ("1.1.1a", "1.1.1a", "", false), ("007.10", "007.10", "", false),
            ("1.0-rc1-2", "1.0", "", true), ("3.0.0.CR1", "3.0.0", "", true), ("17-ea+12", "17+12", "", true),
            ("1.0-2", "1.0-2", "", false), ("1.0-p1", "1.0-p1", "", false), ("3_8_1", "3_8_1", "", false),
            ("2024-01-31-rc1", "2024-01-31", "", true), ("1.0-nightly-2024-01-31", "1.0", "", true),
        ])
    func takesRealVersionsApart(text: String, final: String, variant: String, isPreRelease: Bool) throws {
        let version = try #require(Version(text))
        #expect(version.text == text)
        #expect(version.final.text == final)
        #expect(version.variant == variant)
        #expect(version.isPreRelease == isPreRelease)
        #expect(version.final == Version(final))
        #expect(version.final.final == version.final)
    }

    @Test(
        "refuses what could leave its tag or path, or is no version",
        arguments: [
            "", "v1.0", "list", "-1.0", ".1", "1..0", "1.0.", "1.0-", "1.0--x", "1.0.lock", "1.0.lock-x", "1.0/2",
            "1.0 ",
            "1.0\n", "1.0é", "1.0~1", "1.0^", "1:0", "1.0\\", "1234567890123456789", "1.0+", "../1", "1.0-.x", "1.0_",
            "1__0",
            "1." + String(repeating: "x", count: 127),
        ])
    func refusesWhatIsNoVersion(text: String) {
        #expect(Version(text) == nil)
    }

    @Test("puts versions into the order of their releases")
    func ordersVersions() throws {
        let texts = [
            "0.9", "1.0.dev1", "1.0-alpha-rc1", "1.0-alpha", "1.0a1", "1.0-alpha.2", "1.0-beta", "1.0-b05", "1.0-M1",
            "1.0-preview2", "1.0-rc", "1.0-rc0", "1.0-rc2", "1.0-RC10", "1.0-SNAPSHOT", "1.0", "1.0.0", "1.0-HBase",
            "1.0+7",
            "1.0.0.1-rc1", "1.0.0.1", "1.00.1", "1.1", "1.10", "2015.1.0",
        ]
        let versions = try texts.map { try #require(Version($0)) }
        #expect(versions.shuffled().sorted().map(\.text) == texts)
    }

    @Test(
        "R30: orders what projects write, number by number and word by word",
        arguments: [
            ["1.0", "1.0-2", "1.0-10", "1.0.1"], ["1.1.1-pre2", "1.1.1", "1.1.1a", "1.1.1b", "1.1.1za", "1.1.2"],
            ["2.0.CR1", "2.0.RELEASE", "2.0.SR2", "2.0.SR10", "2.0.1"], ["1_1_1", "1_1_1a", "1_1_2", "1_10_0"],
            ["1.3-rc2+k3s1", "1.3", "1.3+k3s2", "1.3+k3s10", "1.4-rc1+k3s1"],
            ["9.9", "9.9p1", "9.9p2", "9.9p10", "10.0"],
            ["1.0", "1.0.post1.dev2", "1.0.post1", "1.0.post2"], ["1.0.2a", "1.0.2b-rc1", "1.0.2b"],
            ["2023-12-31", "2024-1-2", "2024-01-10-rc1", "2024-01-10", "2024-01-10.1", "2024-2-1", "2024.10"],
            ["1.0-nightly-2024-01-31", "1.0-nightly-2024-02-01", "1.0-alpha", "1.0-ea", "1.0-rc1", "1.0-rc1-2", "1.0"],
            ["8u20-b05", "8u20", "8u102", "17-ea+9", "17-ea+12", "17"], ["1.2.3.4.5.6.7", "1.2.3.4.5.6.8"],
            ["20240131", "20240131-2", "20240131123456"], ["1.9.3-p194", "1.9.3-p1000", "1.9.3.1"],
        ])
    func ordersNaturally(texts: [String]) throws {
        let versions = try texts.map { try #require(Version($0)) }
        #expect(versions.reversed().sorted().map(\.text) == texts)
    }

    @Test("orders semantic versions as semver.org does (rule 11)")
    func ordersSemantically() throws {
        let texts = [
            "1.0.0-0.3.7", "1.0.0-1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-foo", "1.0.0-rc.1", "1.0.0", "1.0.1",
        ]
        let versions = try texts.map { try #require(Version($0, scheme: .semver)) }
        #expect(versions.reversed().sorted().map(\.text) == texts)
        #expect(versions.map(\.isPreRelease) == texts.map { $0.contains("-") })
        for text in ["1.0", "1.0.0.1", "01.0.0", "1.0.0-01", "1.0.0-a_b", "1.0.0a", "2024-01-31"] {
            #expect(Version(text, scheme: .semver) == nil, "\(text)")
        }
    }

    @Test("under calendar dashes separate numbers, however many digits come first")
    func ordersByCalendar() throws {
        let texts = ["24-01-31-rc1", "24-01-31", "24-2-1", "24-02-01.1", "24-10-01", "2024"]
        let versions = try texts.map { try #require(Version($0, scheme: .calendar)) }
        #expect(versions.reversed().sorted().map(\.text) == texts)
        #expect(versions[1].numbers == [24, 1, 31])
    }

    @Test(
        "knows one release under two names",
        arguments: [
            ("1.0", "1.0.0", VersionScheme.natural, true), ("3.0.0", "3.0.Final", .natural, true),
            ("3.0", "3.0.RELEASE", .natural, true), ("2024-1-2", "2024.01.02", .natural, true),
            ("1.0-rc1", "1.0.0.RC1", .natural, true), ("1.0.0+a", "1.0.0+b", .semver, true),
            ("1.0.0+a", "1.0.0+b", .natural, false), ("1.0", "1.0-0", .natural, false),
            ("1.0", "1.0-jre", .natural, false),
            ("1.0", "1.0-rc1", .natural, false), ("1.0", "1.0.1", .natural, false),
        ])
    func knowsNamesakes(one: String, other: String, scheme: VersionScheme, isSame: Bool) throws {
        let versions = try [one, other].map { try #require(Version($0, scheme: scheme)) }
        #expect((versions[0].identity == versions[1].identity) == isSame)
        #expect(versions[0] != versions[1])
    }

    @Test(
        "a record's version keeps its text and equality under every scheme, and its reading where the scheme has none")
    func isReadAnew() throws {
        let (revision, final) = try (#require(Version("1.0.0-2")), #require(Version("1.0.0")))
        #expect(final < revision)
        let semantic = policy(.semver)
        #expect(semantic.read(revision) < semantic.read(final))
        #expect(semantic.read(revision) == revision)
        let short = try #require(Version("1.0-2"))
        #expect(try semantic.read(short) > #require(Version("1.0")))
    }

    private func policy(_ scheme: VersionScheme) -> Policy {
        var policy = Policy()
        policy.scheme = scheme
        return policy
    }

    @Test("has one order, which agrees with equality", arguments: VersionScheme.allCases)
    func hasATotalOrder(scheme: VersionScheme) throws {
        let parts = [
            "", ".0", ".0.0", ".1", "rc1", "-rc1", "-RC1", "-rc.1", "-jre", "-jre-rc1", "+1", "-alpha-rc1", ".00", "-2",
            "-02", "a", ".Final", "-JRE", ".post1.dev1", ".0.0-a.1", ".0.0-a.b+c", ".0.0+c", "+k10", "+k9",
        ]
        let texts = ["1", "01", "2", "2024"].flatMap { start in parts.map { start + $0 } }
        let versions = try texts.map { policy(scheme).read(try #require(Version($0))) }
        for left in versions {
            for right in versions {
                #expect([left < right, left == right, right < left].count { $0 } == 1, "\(left) \(right)")
                for third in versions where left < right && right < third {
                    if !(left < third) { Issue.record("\(left) \(right) \(third)") }
                }
            }
        }
    }

    @Test("a line is all numbers but the last, and the variant")
    func knowsItsLine() throws {
        let lines = ["3.8.4", "3.8.0-rc2", "29.0.0.0rc1", "4.15.0-HBase-1.5"].compactMap { Version($0)?.line }
        #expect(lines.map(\.numbers) == [[3, 8], [3, 8], [29, 0], [4, 15]])
        #expect(lines.map(\.variant) == ["", "", "", "-HBase-1.5"])
    }
}
