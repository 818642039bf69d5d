import Git
import Testing

@testable import Ledger

@Suite("The templates of policies")
struct PolicyTemplateTests {
    private func policy(_ name: PolicyTemplate.Name) throws -> Policy {
        try Policy(toRecord: Array(PolicyTemplate(name).text.utf8), version: 1)
    }

    @Test("is a policy without a fault", arguments: PolicyTemplate.Name.allCases)
    func hasNoFault(_ name: PolicyTemplate.Name) throws {
        let policy = try policy(name)
        #expect(policy.emptyRoles == [])
        #expect(policy.endOfAdministration == nil)
        #expect(policy.needs == Record.newestFormat)
    }

    @Test("every key has a value or an explanation", arguments: PolicyTemplate.Name.allCases)
    func saysEveryKey(_ name: PolicyTemplate.Name) throws {
        let text = PolicyTemplate(name).text
        let set = Set(try Configuration(text: Array(text.utf8)).entries().map { SettingName($0.name).pattern })
        for key in PolicyKey.all where !set.contains(key.name) {
            for line in key.summary { #expect(text.contains("\t# \(line)\n"), "\(key.name)") }
        }
    }

    @Test("no key has the values of the template and those of a proposal", arguments: PolicyTemplate.Name.allCases)
    func mixesNoValues(_ name: PolicyTemplate.Name) throws {
        let parts = PolicyTemplate(name).text.split(separator: "# All other keys of a policy.")
        let keys = try parts.map { part in
            Set(try Configuration(text: Array(part.utf8)).entries().map { SettingName($0.name).pattern })
        }
        let (stated, others) = (keys[0], keys[1])
        #expect(stated.count > 5 && stated.isDisjoint(with: others), "\(stated.intersection(others))")
    }

    @Test("says in one sentence what it asks of whom", arguments: PolicyTemplate.all)
    func isOneSentence(_ template: PolicyTemplate) {
        #expect(template.summary.hasSuffix(".") && template.summary.count { $0 == "." } == 1)
        #expect(template.text.contains("# The template \(template.name.rawValue): \(template.summary)\n"))
    }

    @Test("only the regulated one demands signatures, by people whose keys nobody has")
    func demandsSignatures() throws {
        for name in PolicyTemplate.Name.allCases {
            let policy = try policy(name)
            let isSigned = policy.requiredSignatures == .decisions
            #expect(PolicyTemplate(name).demandsSignatures == isSigned && isSigned == (name == .regulated))
            #expect((policy.exampleKeyOwner != nil) == isSigned)
            #expect(policy.people.allSatisfy { $0.keys.isEmpty != isSigned && !$0.addresses.isEmpty })
        }
        #expect(Set(try policy(.regulated).people.flatMap(\.keys)).count == 8 - 1)
    }

    @Test("who has which part in a regulated release")
    func dividesTheParts() throws {
        let policy = try policy(.regulated)
        #expect(policy.signOffRoles == ["qa"] && policy.thresholds == ["qa": 2])
        #expect(policy.boards.roles == [.normal: "cab", .emergency: "ecab"])
        #expect(policy.tagger == "release-manager" && policy.waiverRoles == ["release-manager"])
        let production = try #require(policy.production)
        #expect(production.name == "production" && production.approvers == ["operations"])
        #expect(production.needsWindow && production.needsPackage && production.previous == "acceptance")
        #expect(policy.configuration.requiredLink == .rfc && policy.backOutPlans == .required)
        #expect(policy.hooksWithoutItem == .refuse && policy.rebasedSignOffs == .stale)
    }

    @Test("a template leaves what a history shows, and names nobody")
    func keepsWhatWasFound() throws {
        var proposal = PolicyProposal(
            keys: [.init(named: "KAFKA")], tagPatterns: [try TagPattern("r{version}")], defaultBranch: "trunk")
        proposal.exemptPaths = ["VERSION"]
        proposal.apply(PolicyTemplate(.openSource))
        let policy = try Policy(text: Array(proposal.text.utf8), version: 1)
        #expect(policy.keys.map(\.name) == ["KAFKA"] && policy.defaultBranch == "trunk")
        #expect(
            policy.tagPatterns.map(\.description) == ["r{version}"] && policy.exemptPaths.map(\.text) == ["VERSION"])
        #expect(policy.signOffRoles == ["maintainer"] && policy.tagger == "maintainer")
        #expect(policy.members.isEmpty && policy.people.isEmpty && policy.hooksWithoutItem == .warn)
        #expect(try PolicyTemplate(.openSource).isContained(in: Array(proposal.text.utf8)))
        #expect(try !PolicyTemplate(.smallTeam).isContained(in: Array(proposal.text.utf8)))
    }

    @Test("each component has a role of its own")
    func givesComponentsARole() throws {
        var proposal = PolicyProposal(keys: Policy.ItemKey.own, tagPatterns: [], defaultBranch: "main")
        proposal.components = [Component(name: "shop.web", tagPatterns: [try TagPattern("web-{version}")])]
        proposal.apply(PolicyTemplate(.monorepo))
        let policy = try Policy(text: Array(proposal.text.utf8), version: 1)
        #expect(policy.namedComponents.map(\.signOffRoles) == [["shop-web-qa"]])
        #expect(proposal.text.contains("[role \"shop-web-qa\"]\n") && !proposal.text.contains("api-qa"))
    }
}
