import Ledger
import Testing

@testable import Releases

@Suite struct BaseChoiceTests {
    /// The choice as it is printed: the base and its rule.
    private func choice(
        _ version: String, own: String? = nil, _ tagged: [String], scheme: VersionScheme = .natural
    ) throws -> String {
        let read = { Version($0, scheme: scheme) }
        let choice = BaseChoice(
            for: try #require(read(version)), own: own.flatMap(read), tagged: tagged.compactMap(read).shuffled())
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

    @Test("R31: the base is the highest lower release, however many numbers its version has")
    func takesABaseOfAnyLength() throws {
        let short = ["1.0", "1.0.1", "1.1", "1.1.0.1"]
        #expect(try choice("1.1", short) == "1.0.1, next lower version")
        #expect(try choice("1.2", short) == "1.1.0.1, next lower version")
        #expect(try choice("1.0.2", short) == "1.0.1, same line")
        #expect(try choice("1.0.1", short) == "1.0, next lower version")
        #expect(try choice("4.2.6", ["4.2.5", "4.2.5.1", "4.2.4"]) == "4.2.5.1, next lower version")
        #expect(try choice("1.0.0.1", ["1.0", "0.9.9.9"]) == "1.0, next lower version")
        #expect(try choice("2", ["1", "1.9.3", "3"]) == "1.9.3, next lower version")
    }

    @Test("marks behind the numbers make bases, too")
    func followsMarks() throws {
        #expect(try choice("1.1.1b", ["1.1.1", "1.1.1a", "1.1.1c", "1.1.0z"]) == "1.1.1a, same line")
        #expect(try choice("1.1.2", ["1.1.1", "1.1.1a"]) == "1.1.1a, same line")
        #expect(try choice("1.0-10", ["1.0", "1.0-2", "1.0.1"]) == "1.0-2, same line")
        #expect(try choice("1.4+k3s1", ["1.3+k3s2", "1.3+k3s10", "1.3+k3s1"]) == "1.3+k3s10, same line")
        #expect(try choice("1.3+k3s2", ["1.3+k3s1", "1.3-rc2+k3s1"]) == "1.3+k3s1, same line")
        #expect(try choice("2.0.SR1", ["2.0.RELEASE", "2.0.RC1", "1.9.RELEASE"]) == "2.0.RELEASE, same line")
        #expect(try choice("2024-02-01", ["2024-01-31", "2024-01-04"]) == "2024-01-31, next lower version")
    }

    @Test("a name of the same release is no base")
    func followsNoNamesake() throws {
        #expect(try choice("1.0.0", ["1.0", "0.9"]) == "0.9, next lower version")
        #expect(try choice("1.0.0+b", ["1.0.0+a", "0.9.0"], scheme: .semver) == "0.9.0, next lower version")
    }

    @Test("the scheme says what is a candidate")
    func readsUnderTheScheme() throws {
        let tagged = ["1.0.0", "1.1.0-2", "1.1.0-foo"]
        #expect(try choice("1.2.0", tagged) == "1.1.0-2, next lower version")
        #expect(try choice("1.2.0", tagged, scheme: .semver) == "1.0.0, next lower version")
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
