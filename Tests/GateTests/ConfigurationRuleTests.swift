import FactsSupport
import Gate
import Git
import Ledger
import Releases
import Testing

extension ConfigurationPolicy {
    /// What a policy with these settings says of configuration.
    static func asking(_ settings: String) throws -> ConfigurationPolicy {
        let least = "[item \"RFC\"]\n\tkind = rfc\n[release]\n\ttag = v{version}\n[sign-off]\n\trole = qa\n"
        return try Policy(text: Array((least + settings).utf8), version: 1).configuration
    }
}

/// `configuration`: settings that change belong to what the policy asks for, and their owners know.
@Suite struct ConfigurationRuleTests {
    private let billing = "[configuration-item \"billing\"]\n\tpath = billing/**\n\tsignoff = operations\n"

    @Test func staysSilentWhereThePolicyAsksNothing() throws {
        var facts = try Facts.approved()
        facts.configure("app.yaml", by: try facts.commit("docs", exemption: .paths))
        #expect(try facts.verdict.isOpen)
    }

    @Test("a change of an exempt commit needs an item, one of a task an RfC behind it")
    func asksForLinks() throws {
        var facts = try Facts.approved()
        facts.policy.configuration = try .asking("[configuration]\n\trequire-link = rfc\n")
        facts.configure("app.yaml", by: facts.commits[0].commit.id)
        #expect(try facts.verdict.isOpen)
        facts.configure("app.yaml", by: try facts.commit("docs", exemption: .paths))
        let finding = try #require(try facts.verdict.findings.first)
        #expect(finding.code == .configuration && finding.found == "no item")
        #expect(finding.expected == "an RfC behind the configuration change in app.yaml")
    }

    @Test("the owner's role has to approve exactly this, an author of it does not count")
    func asksTheOwner() throws {
        var facts = try Facts.approved()
        facts.policy.configuration = try .asking(billing)
        facts.configure("billing/config.yaml", by: facts.commits[0].commit.id)
        #expect(try facts.findings(.configuration).map(\.found) == ["none"])
        try facts.decide(.approve, by: Facts.dana, role: "operations")
        #expect(try facts.findings(.configuration).map(\.found) == ["none that counts: own work"])
        try facts.decide(.approve, by: Facts.rene, role: "operations")
        #expect(try facts.verdict.isOpen)
        try facts.decide(.reject, by: Facts.quinn, role: "operations")
        #expect(try facts.verdict.findings.map(\.code) == [.configuration])
    }

    @Test("what an owner has to sign off cannot be exempt")
    func asksForAnItemThatCanBeSignedOff() throws {
        var facts = try Facts.approved()
        facts.policy.configuration = try .asking(billing)
        facts.configure(
            "billing/config.yaml", by: try facts.commit("x", exemption: .byHand(reason: "r", by: Facts.rene)))
        #expect(try facts.verdict.findings.map(\.code) == [.configuration])
        facts.configuration = []
        facts.configure("other.yaml", by: facts.commits[1].commit.id)
        #expect(try facts.verdict.isOpen)
    }
}
