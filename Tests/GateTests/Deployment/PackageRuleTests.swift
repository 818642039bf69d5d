import Changes
import FactsSupport
import Git
import Ledger
import Releases
import Testing

@testable import Gate

/// `package`: what is deployed was packed of the release, and is what the environment before has.
@Suite struct PackageRuleTests {
    private let one = String(repeating: "1", count: 64)
    private let other = String(repeating: "2", count: 64)

    private func wanted(
        _ settings: String..., offered: String? = nil, packed: [String] = [], before: String? = nil
    ) throws -> WantedDeployment {
        var wanted = try WantedDeployment(settings)
        let version = try Facts.version
        wanted.package = PackageFacts(
            offered: offered,
            packed: packed.map {
                PackageStatement(release: version, tag: "v1.0", commit: .zero, content: .tree, digest: $0, size: 1)
            }, before: before)
        return wanted
    }

    @Test func staysSilentWhereNoneIsNamedOrAskedFor() throws {
        #expect(try wanted().findings(PackageRule.self).isEmpty)
        #expect(try wanted("package = optional", packed: [one], before: one).findings(PackageRule.self).isEmpty)
    }

    @Test func refusesToGoWithoutAPackage() throws {
        let finding = try wanted("package = required", packed: [one]).finding(PackageRule.self)
        #expect(finding.code == .package && finding.subject == .release && !finding.isUnverified)
        #expect(finding.expected == "a package of 1.0, as production asks for one" && finding.found == "none is named")
        #expect(
            finding.mend == [
                "sluice package 1.0", "sluice deploy 1.0 --env production --package <file> -- <command>",
            ])
    }

    @Test("a file that is none of the release's packages is false evidence, where there are such packages")
    func refusesAnotherFile() throws {
        let unknown = try wanted(offered: one).finding(PackageRule.self)
        #expect(unknown.expected == "a package that was made of 1.0")
        #expect(unknown.found == "SHA-256 \(one) is recorded nowhere" && !unknown.isUnverified)
        #expect(unknown.mend == ["sluice package 1.0 --verify <file>"])
        let wrong = try wanted("package = required", offered: one, packed: [other]).finding(PackageRule.self)
        #expect(wrong.found == "SHA-256 \(one) is that of no such package" && wrong.isUnverified)
    }

    @Test func takesAnyPackageOfTheRelease() throws {
        let settings = "package = required"
        #expect(try wanted(settings, offered: one, packed: [other, one]).findings(PackageRule.self).isEmpty)
        #expect(try wanted(settings, offered: one, packed: [one], before: one).findings(PackageRule.self).isEmpty)
    }

    @Test("the environment before has the same one")
    func refusesAnotherPackageThanBefore() throws {
        let wanted = try wanted("after = acceptance", offered: one, packed: [one, other], before: other)
        let finding = try wanted.finding(PackageRule.self)
        #expect(finding.expected == "the package that acceptance has" && !finding.isUnverified)
        #expect(finding.found == "SHA-256 \(one), and there it is \(other)")
        #expect(
            finding.mend == ["sluice deploy 1.0 --env production --package <the same file> -- <command>"])
    }
}
