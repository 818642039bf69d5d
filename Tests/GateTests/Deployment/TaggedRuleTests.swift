import Changes
import FactsSupport
import Git
import Testing

@testable import Gate
@testable import Ledger
@testable import Releases

/// `tagged`: the annotated tag of the release is on the commit that the gate was opened for.
@Suite struct TaggedRuleTests {
    private let expected = "the annotated tag that `sluice tag` made"
    private let anew: [ShellCommand] = ["sluice release new <another version>", "git show --no-patch v1.0"]

    /// 1.0 with its tag on the candidate, and the manifest of a gate that was opened for that; the tag names the manifest.
    private func wanted() throws -> WantedDeployment {
        var wanted = try WantedDeployment()
        wanted.facts.tag = try .on(.zero)
        wanted.facts.manifests = [try manifest()]
        wanted.facts.tagNamesManifest = true
        return wanted
    }

    private func manifest(tag: String = "v1.0", candidate: ObjectID = .zero) throws -> ManifestStatement {
        ManifestStatement(
            release: try Facts.version, tag: tag, candidate: candidate, base: nil, baseRule: "first release", policy: 3,
            items: [.rfc1], commits: [], signOffs: [])
    }

    @Test func staysSilentForATaggedRelease() throws {
        #expect(try wanted().findings(TaggedRule.self).isEmpty)
    }

    @Test func refusesAReleaseWithoutATag() throws {
        let finding = try WantedDeployment().finding(TaggedRule.self)
        #expect(finding.code == .tagged && finding.subject == .release)
        #expect(finding.expected == expected && finding.found == "release 1.0 is not tagged")
        #expect(finding.mend == ["sluice tag 1.0"] && !finding.isUnverified && !finding.isUndecided)
    }

    @Test("where the ledger has a manifest and the clone no tag, nothing can be decided here")
    func cannotDecideWithoutTheTag() throws {
        var wanted = try wanted()
        wanted.facts.tag = nil
        let finding = try wanted.finding(TaggedRule.self)
        #expect(finding.isUndecided && !finding.isUnverified && finding.expected == expected)
        #expect(finding.found == "the ledger has its manifest, and v1.0 is not in this clone")
        #expect(finding.mend == ["git fetch --tags"])
    }

    @Test func refusesALightweightTag() throws {
        var wanted = try wanted()
        wanted.facts.tag = try .on(.zero, isAnnotated: false)
        let finding = try wanted.finding(TaggedRule.self)
        #expect(finding.found == "tag v1.0 is not annotated" && finding.mend == anew && !finding.isUnverified)
    }

    @Test("a tag without a manifest, or with that of another tag, was made without a gate")
    func refusesATagWithoutAGate() throws {
        for manifests in [[], [try manifest(tag: "v1.0-rc")]] {
            var wanted = try wanted()
            wanted.facts.manifests = manifests
            let finding = try wanted.finding(TaggedRule.self)
            #expect(finding.found == "tag v1.0 was made without a gate" && finding.mend == anew)
            #expect(!finding.isUnverified && !finding.isUndecided)
        }
    }

    @Test("T11: a tag on another commit than the gate was opened for is false evidence")
    func refusesAMovedTag() throws {
        var wanted = try wanted()
        let gated = wanted.facts.commits[0].commit.id
        wanted.facts.manifests = [try manifest(candidate: gated)]
        let finding = try wanted.finding(TaggedRule.self)
        #expect(finding.isUnverified && finding.expected == expected)
        #expect(
            finding.found == "tag v1.0 is on 0000000000, and the gate was opened for \(gated.abbreviated)")
        #expect(finding.mend == ["git ls-remote origin refs/tags/v1.0", "git show --no-patch v1.0"])
        wanted.facts.manifests.append(try manifest())
        #expect(try wanted.findings(TaggedRule.self).isEmpty, "one of the manifests is for the commit")
    }

    @Test func refusesATagThatDoesNotNameTheManifest() throws {
        var wanted = try wanted()
        wanted.facts.tagNamesManifest = false
        let finding = try wanted.finding(TaggedRule.self)
        #expect(
            finding.found == "tag v1.0 is not the one that was made with its manifest, and does not name it")
        #expect(finding.mend == anew && !finding.isUnverified)
    }

    @Test("a roll-back may go to a tag of before the ledger that is where it was then")
    func acceptsAnAdoptedTagForARollBack() throws {
        var wanted = try WantedDeployment()
        wanted.facts.tag = try .on(.zero, isAnnotated: false)
        wanted.adopted = .zero
        try wanted.deploy("1.0", .succeeded)
        try wanted.deploy("1.1", .succeeded)
        #expect(try wanted.finding(TaggedRule.self).found == "tag v1.0 is not annotated")
        wanted.isRollBack = true
        #expect(try wanted.findings(TaggedRule.self).isEmpty)
        wanted.adopted = wanted.facts.commits[0].commit.id
        #expect(try wanted.finding(TaggedRule.self).found == "tag v1.0 is not annotated")
        wanted.adopted = nil
        #expect(try wanted.finding(TaggedRule.self).found == "tag v1.0 is not annotated")
    }
}
