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
            ("1.0.0-rc1+build.rc2", "1.0.0+build.rc2", "+build.rc2", true), ("1.0-rc.1.5x", "1.0", "", true),
            ("2.8.0-KAFKA-1234-test", "2.8.0-KAFKA-1234-test", "-KAFKA-1234-test", false),
            ("31.1-jre", "31.1-jre", "-jre", false), ("1.1.1a", "1.1.1a", "a", false), ("007.10", "007.10", "", false),
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
            "1.0\n", "1.0é", "1.0~1", "1.0^", "1:0", "1.0\\", "1.2.3.4.5.6.7", "1234567890", "1.0+", "../1", "1.0-.x",
            "1." + String(repeating: "x", count: 127),
        ])
    func refusesWhatIsNoVersion(text: String) {
        #expect(Version(text) == nil)
    }

    @Test("puts versions into the order of their releases")
    func ordersVersions() throws {
        let texts = [
            "0.9", "1.0.dev1", "1.0-alpha-rc1", "1.0-alpha", "1.0a1", "1.0-alpha.2", "1.0-beta", "1.0-b05", "1.0-M1",
            "1.0-preview2", "1.0-rc", "1.0-rc0", "1.0-rc2", "1.0-RC10", "1.0-SNAPSHOT", "1.0", "1.0.0", "1.0+7",
            "1.0-HBase",
            "1.0.0.1-rc1", "1.0.0.1", "1.00.1", "1.1", "1.10", "2015.1.0",
        ]
        let versions = try texts.map { try #require(Version($0)) }
        #expect(versions.shuffled().sorted().map(\.text) == texts)
    }

    @Test("has one order, which agrees with equality")
    func hasATotalOrder() throws {
        let parts = [
            "", ".0", ".0.0", ".1", "rc1", "-rc1", "-RC1", "-rc.1", "-jre", "-jre-rc1", "+1", "-alpha-rc1", ".00",
        ]
        let versions = try ["1", "01", "2"].flatMap { start in try parts.map { try #require(Version(start + $0)) } }
        for left in versions {
            for right in versions {
                #expect([left < right, left == right, right < left].count { $0 } == 1, "\(left) \(right)")
                for third in versions where left < right && right < third { #expect(left < third) }
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
