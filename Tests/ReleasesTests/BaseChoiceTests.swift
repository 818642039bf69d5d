import Ledger
import Testing

@testable import Releases

@Suite struct BaseChoiceTests {
    /// The choice as it is printed: the base and its rule.
    private func choice(_ version: String, own: String? = nil, _ tagged: [String]) throws -> String {
        let version = try #require(Version(version))
        let choice = BaseChoice(
            for: version, own: own.flatMap(Version.init), tagged: tagged.compactMap(Version.init).shuffled())
        return [choice.base?.text, choice.rule.rawValue].compactMap(\.self).joined(separator: ", ")
    }

    @Test("R3: a release on an old line follows its own line")
    func followsItsLine() throws {
        let tagged = ["1.0.0", "2.0.0", "1.0.1", "2.1.0"]
        #expect(try choice("2.1.0", tagged) == "2.0.0, next lower version")
        #expect(try choice("1.0.1", tagged) == "1.0.0, same line")
        #expect(try choice("2.0.0", tagged) == "1.0.1, next lower version")
        #expect(try choice("1.0.0", tagged) == "first release")
        #expect(try choice("3.8.4", ["3.8.3", "3.9.0", "3.8.2"]) == "3.8.3, same line")
    }

    @Test("R5: candidates collapse into their final version")
    func collapsesCandidates() throws {
        let tagged = ["3.7.1", "3.8.0-rc1", "3.8.0-rc2", "3.8.0", "3.7.2-rc0"]
        #expect(try choice("3.8.0", tagged) == "3.7.1, next lower version")
        #expect(try choice("3.8.0-rc2", tagged) == "3.7.1, next lower version")
        #expect(try choice("3.8.1-rc0", tagged) == "3.8.0, same line")
        #expect(try choice("1.0.0", ["1.0.0-rc1", "1.0.0-rc2"]) == "first release")
    }

    @Test("the release's own base wins")
    func ownBaseWins() throws {
        #expect(try choice("12.0.0", own: "2015.1.0", ["0.9.0", "2015.1.0"]) == "2015.1.0, own base")
        #expect(try choice("12.0.0", ["0.9.0", "2015.1.0"]) == "0.9.0, next lower version")
    }

    @Test("years and OpenStack's candidates are numbers like others")
    func takesCalendarVersions() throws {
        let tagged = ["2014.2.4", "2015.1.0", "2015.1.0rc1", "2015.1.1", "29.0.0", "29.0.0.0rc1", "28.3.1"]
        #expect(try choice("2015.1.2", tagged) == "2015.1.1, same line")
        #expect(try choice("2015.1.0rc1", tagged) == "2014.2.4, next lower version")
        #expect(try choice("29.0.0.0rc1", tagged) == "28.3.1, next lower version")
        #expect(try choice("29.0.1", tagged) == "29.0.0, same line")
    }

    @Test("a variant follows its own variant, then the highest release")
    func prefersTheSameVariant() throws {
        let phoenix = [
            "4.14.0-HBase-1.4", "4.15.0-HBase-1.5", "4.16.0", "4.16.1", "5.0.0-HBase-2.0", "5.0.0-alpha-HBase-2.0",
        ]
        #expect(try choice("4.15.0-HBase-1.4", phoenix) == "4.14.0-HBase-1.4, next lower version")
        #expect(try choice("4.15.0-HBase-1.5", phoenix) == "4.14.0-HBase-1.4, next lower version")
        #expect(try choice("4.16.0RC1", phoenix) == "4.15.0-HBase-1.5, next lower version")
        #expect(try choice("5.1.0", phoenix) == "5.0.0-HBase-2.0, next lower version")
        #expect(try choice("32.0-jre", ["31.1-jre", "31.1-android", "32.0-android"]) == "31.1-jre, next lower version")
        #expect(try choice("32.1-jre", ["32.0-jre", "32.0-zero"]) == "32.0-jre, same line")
    }

    @Test("a variant follows the plain release of its numbers, which never follows a variant of its own")
    func followsThePlainRelease() throws {
        let tagged = ["2.3.0", "2.4.0", "2.4.0-hotfix"]
        #expect(try choice("2.4.0-hotfix", tagged) == "2.4.0, next lower version")
        #expect(try choice("2.4.0", tagged) == "2.3.0, next lower version")
        #expect(try choice("2.5.0", tagged) == "2.4.0, next lower version")
        #expect(try choice("2.4.1", tagged) == "2.4.0, same line")
    }

    @Test("where only pre-releases exist, they stand for the versions that were never made")
    func fallsBackToPreReleases() throws {
        let tagged = ["0.1.0-alpha", "0.2.0-beta1", "0.2.0-beta4", "0.3.0-beta1", "0.3.0-beta2"]
        #expect(try choice("0.3.0-beta2", tagged) == "0.2.0-beta4, next lower version")
        #expect(try choice("0.3.0", tagged + ["0.1.0"]) == "0.1.0, next lower version")
        #expect(try choice("0.1.0-alpha", tagged) == "first release")
    }
}
