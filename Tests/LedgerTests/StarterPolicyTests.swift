import Changes
import Testing

@testable import Ledger

@Suite("The first policy")
struct StarterPolicyTests {
    private func proposal(branch: String = "trunk", patterns: [String] = ["v{version}"]) throws -> PolicyProposal {
        PolicyProposal(
            keys: Policy.ItemKey.own + [.init(named: "KAFKA")], tagPatterns: try patterns.map { try TagPattern($0) },
            defaultBranch: branch, caseSensitive: false)
    }

    @Test func readsBackAsItWasProposed() throws {
        let proposal = try proposal(patterns: ["{version}", "kafka-{version}"])
        let policy = try Policy(text: Array(proposal.text.utf8), version: 1)
        #expect(policy.keys == proposal.keys)
        #expect(policy.tagPatterns == proposal.tagPatterns)
        #expect(policy.defaultBranch == "trunk")
        #expect(!policy.links.caseSensitive && policy.exemptMerges && policy.exemptPaths.isEmpty)
        #expect(policy.links.trailers == ["RfC", "Task", "Refs", "Fixes"])
        #expect(policy.links.squashBodies == .mention && policy.links.lenientTrailers && policy.links.branchNames)
        #expect(policy.links.closingWords.isEmpty && policy.links.closingTrailers.isEmpty)
        #expect(policy.hookBranches.map(\.text) == ["trunk", "release/**", "feature/**", "bugfix/**", "hotfix/**"])
        #expect(policy.hooksWithoutProgram == .refuse)
        #expect(policy.signOffRoles == ["qa"] && policy.members.isEmpty && policy.importColumns.isEmpty)
    }

    @Test("names that mean something in Git's configuration stay whole", arguments: ["a#b", "a;b", "a\"b"])
    func quotesWhatHasToBeQuoted(_ name: String) throws {
        let proposal = try proposal(branch: name, patterns: [name + "{version}"])
        let policy = try Policy(text: Array(proposal.text.utf8), version: 1)
        #expect(policy.defaultBranch == name)
        #expect(policy.tagPatterns == proposal.tagPatterns)
    }

    @Test("every key is explained, set or not", arguments: PolicyKey.all.map(\.summary))
    func explainsEveryKey(_ summary: [String]) throws {
        let lines = try proposal().text.split(separator: "\n")
        for line in summary { #expect(lines.contains("\t# \(line)")) }
    }

    @Test("a key's name tells its sort; what it does not tell is a task")
    func guessesTheSortOfItems() {
        #expect(
            ["RFC", "chg", "PRB", "INC", "TASK", "KAFKA"].map { Policy.ItemKey(named: $0).noun }
                == [.rfc, .rfc, .problem, .incident, .task, .task])
    }
}
