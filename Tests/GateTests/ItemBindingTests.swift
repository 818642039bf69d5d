import Changes
import FactsSupport
import Foundation
import Git
import Testing

@testable import Gate
@testable import Ledger
@testable import Releases

/// What the gate's rules read of items, decisions are bound to: one table says what that is.
@Suite struct ItemBindingTests {
    /// RFC-1, approved by QA and the board in view of these attributes; items need no signature, decisions do.
    private func facts(_ attributes: [ItemAttribute: String] = full, needs: Int = 2) throws -> Facts {
        var facts = try Facts()
        facts.policy.requiredSignatures = .decisions
        facts.policy.needs = needs
        facts.policy.members = ["qa": [Facts.quinn.email], "cab": [Facts.rene.email]]
        facts.mover = Facts.quinn
        facts.policy.boards.roles[.normal] = "cab"
        facts.policy.backOutPlans = .required
        facts.policy.configuration.requiredLink = .rfc
        facts.attributes[.rfc1] = attributes
        for (person, role) in [(Facts.quinn, "qa"), (Facts.rene, "cab")] {
            try facts.decide(.approve, by: person, role: role, isBound: needs > 1)
        }
        return facts
    }

    private static let full: [ItemAttribute: String] = [
        .title: "title", .type: "normal", .risk: "high", .backOutPlan: "restore", .requester: "Dana <dana@example.org>",
    ]

    /// The gate's words about RFC-1 with other attributes than it was approved with.
    private func found(_ change: [ItemAttribute: String?]) throws -> [String] {
        var facts = try facts()
        for (attribute, value) in change { facts.attributes[.rfc1]?[attribute] = value }
        return try facts.verdict.findings.map { "\($0.code.rawValue): \($0.found)" }
    }

    @Test func opensForWhatWasApproved() throws { #expect(try facts().verdict.isOpen) }

    @Test("T19: an edit of what rules read makes decisions stale, whatever it asks for then")
    func goesStale() throws {
        #expect(try found([.type: "standard"]) == ["stale: Quinn approved it before it was edited"])
        #expect(try found([.risk: nil]).count == 2, "the sign-off and the word of the board")
        #expect(try found([.requester: "Somebody Else <else@example.org>"]).count == 2)
        #expect(try found([.backOutPlan: "none needed"]).contains { $0.hasPrefix("board: Rene approved it before") })
        #expect(try found([.dependsOn: "RFC-9", .title: "title"]).contains { $0.hasPrefix("stale") })
    }

    @Test("edited and edited back is what was approved")
    func countsWhatWasEditedBack() throws {
        var facts = try facts()
        facts.attributes[.rfc1]?[.type] = "standard"
        #expect(try !facts.verdict.isOpen)
        facts.attributes[.rfc1]?[.type] = "normal"
        #expect(try facts.verdict.isOpen)
    }

    @Test("every attribute of the table, the noun and rival titles are bound", arguments: ItemBinding.attributes)
    func bindsEach(attribute: ItemAttribute) throws {
        let digest = { (values: [ItemAttribute: String]) in try ItemBinding.digest(of: Self.item(values)) }
        #expect(try digest([.title: "title"]) != digest([.title: "title", attribute: "x"]))
        #expect(try digest([attribute: "x"]) != digest([attribute: "y"]))
        #expect(try ItemBinding.digest(of: Self.item([:], noun: .task)) != ItemBinding.digest(of: Self.item([:])))
        #expect(try ItemBinding.digest(of: nil) != ItemBinding.digest(of: Self.item([:])))
        let rival = try Item(RecordSequence([Self.record([.title: "a"]), Self.record([.title: "b"])]))
        #expect(try ItemBinding.digest(of: rival) != ItemBinding.digest(of: Self.item([.title: "b"])))
    }

    @Test("no other attribute changes a verdict", arguments: ItemBinding.unbound.sorted { $0.rawValue < $1.rawValue })
    func readsNoOther(attribute: ItemAttribute) throws {
        for value in ["closed", "RFC-1", "2026-01-01", "x"] {
            var changed = Self.full
            changed[attribute] = value
            for base in [try facts(), try facts([.title: "title"])] {
                var (one, other) = (base, base)
                one.attributes[.rfc1]?[attribute] = nil
                other.attributes[.rfc1]?[attribute] = value
                let words = { (facts: Facts) in
                    try facts.verdict.findings.map { [$0.code.rawValue, $0.expected, $0.found] }
                }
                #expect(try words(one) == words(other))
            }
        }
    }

    /// A rule that reads a further attribute is found by its text, too: not every branch can be run.
    @Test func noRuleNamesAnother() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let shown: Set<String> = ["title"]
        let bound = Set(ItemBinding.attributes.map { "\($0)" }).union(shown)
        let all = Set(ItemAttribute.allCases.map { "\($0)" })
        /// Of `Item`, what is made of attributes that are not bound.
        let accessors = ["cause", "opened", "resolved", "fixes", "attributes"]
        var files = 0
        for folder in ["Gate/Rules", "Releases/Facts"] {
            let names = try #require(FileManager.default.enumerator(atPath: root.appending(path: folder).path))
            for case let name as String in names where name.hasSuffix(".swift") {
                files += 1
                let text = try String(contentsOf: root.appending(path: "\(folder)/\(name)"), encoding: .utf8)
                    .replacing("ItemBinding.attributes", with: "")
                let read = text.matches(of: /\[(?:all: )?\.(\w+)\]/).map { String($0.1) }.filter(all.contains)
                #expect(Set(read).isSubset(of: bound), "\(name)")
                let used = text.matches(of: /[\w\])?]\.(\w+)/).map { String($0.1) }.filter(accessors.contains)
                #expect(used.isEmpty, "\(name): \(used)")
            }
        }
        #expect(files > 30)
    }

    private static func record(_ values: [ItemAttribute: String], noun: ItemNoun = .rfc) throws -> StoredRecord {
        let record = Record(
            at: Timestamp(seconds: 1), by: Facts.dana, repository: "r", after: [],
            statement: .item(ItemStatement(item: .rfc1, noun: noun, set: values)))
        return StoredRecord(
            file: RecordName(at: record.at, blob: try Repository.id(of: record.line(), .blob)), record: record)
    }

    private static func item(_ values: [ItemAttribute: String], noun: ItemNoun = .rfc) throws -> Item {
        try #require(Item(RecordSequence([record(values, noun: noun)])))
    }
}

/// Decisions from before bindings were recorded.
extension ItemBindingTests {
    private func unbound(needs: Int) throws -> Facts {
        var facts = try facts(needs: 1)
        facts.policy.needs = needs
        return facts
    }

    @Test("they count as long as the ledger's format has no bindings, whatever is edited")
    func countsThemBefore() throws {
        var facts = try unbound(needs: 1)
        #expect(try facts.verdict.isOpen)
        facts.attributes[.rfc1]?[.risk] = "low"
        #expect(try facts.verdict.isOpen)
    }

    @Test("then they are asked for once more: one finding for each role, with one command")
    func asksForRenewal() throws {
        var facts = try unbound(needs: 2)
        try facts.commit("TASK-7: more")
        (facts.planned, facts.known) = ([.rfc1, .task7], [.rfc1, .task7])
        facts.attributes[.task7] = [.title: "title", .type: "standard"]
        try facts.decide(.approve, by: Facts.quinn, item: .task7)
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.stale, .board])
        #expect(findings[0].mend == ["sluice approve RFC-1 TASK-7 --release 1.0 --role qa"])
        #expect(findings[1].mend == ["sluice approve RFC-1 --release 1.0 --role cab"])
        for item in [ItemID.rfc1, .task7] { try facts.decide(.approve, by: Facts.quinn, item: item, isBound: true) }
        try facts.decide(.approve, by: Facts.rene, role: "cab", isBound: true)
        #expect(try facts.verdict.isOpen)
    }

    @Test("a tagged release stays as it is")
    func keepsTaggedReleases() throws {
        var facts = try unbound(needs: 2)
        facts.isTagged = true
        #expect(try facts.verdict.isOpen)
    }

    @Test("where no sign-off is bound to the type, an RfC needs no less than the usual board")
    func believesNoTypeThatNobodyVouchesFor() throws {
        var facts = try facts([.title: "title", .type: "standard", .backOutPlan: "restore"])
        facts.policy.signOffRoles = []
        #expect(try facts.verdict.isOpen)
        try facts.decide(.revoke, by: Facts.rene, role: "cab")
        #expect(try facts.verdict.findings.map(\.code) == [.board])
    }
}
