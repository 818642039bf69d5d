import Changes
import Git
import Testing

@testable import Ledger

/// What records come to: items, plans, and words about commits.
@Suite struct FoldTests {
    private func sequence(_ statements: Statement...) throws -> RecordSequence {
        var story = Story()
        for (number, statement) in statements.enumerated() {
            try story.record(
                statement, by: "P\(number)", seconds: Int64(number), after: story.stored.suffix(1).map(\.name))
        }
        return story.sequence
    }

    private func item(_ set: [ItemAttribute: String], noun: ItemNoun = .rfc) -> Statement {
        .item(ItemStatement(item: .rfc1, noun: noun, set: set))
    }

    @Test func laterRecordsChangeAnItem() throws {
        let records = try sequence(
            item([.title: "one", .risk: "high"]), item([.title: "two", .state: "closed"], noun: .task),
            item([.risk: ""]))
        let found = try #require(Item(records))
        #expect(found.id == .rfc1)
        #expect(found.noun == .rfc)
        #expect(found.title == "two" && found[.risk] == nil && !found.isOpen)
        #expect(found.addedBy.name == "P0" && found.changed == records.latest(until: .now))
        #expect(Item(RecordSequence([])) == nil)
    }

    @Test func ignoresAttributesThatItDoesNotKnow() throws {
        var statement = ItemStatement(item: .rfc1, noun: .rfc, set: [.title: "one"])
        statement.set["colour"] = "red"
        #expect(try Item(sequence(.item(statement)))?.attributes == [.title: "one"])
    }

    private func plan(_ change: (inout PlanStatement) -> Void) throws -> Statement {
        var statement = PlanStatement(release: try #require(Version("1.0")))
        change(&statement)
        return .plan(statement)
    }

    @Test func addsAndDropsItemsOfAPlan() throws {
        let records = try sequence(
            plan {
                $0.target = "refs/heads/main"; $0.base = "0.9"
            },
            plan {
                $0.add = [.rfc1, .rfc2]; $0.withoutCommits = [.rfc2]
            },
            plan { $0.drop = [.rfc1] }, plan { $0.base = "" })
        let found = try #require(ReleasePlan(records))
        #expect(found.target == "refs/heads/main" && found.base == nil)
        #expect(found.items == [.rfc2] && found.withoutCommits == [.rfc2])
        #expect(found.plannedBy.name == "P0")
    }

    @Test("an item that is added anew, or dropped, is no longer declared to need no commits")
    func takesBackThatNoCommitsAreNeeded() throws {
        let declared = try plan {
            $0.add = [.rfc1]; $0.withoutCommits = [.rfc1]
        }
        let again = try ReleasePlan(sequence(declared, plan { $0.add = [.rfc1] }))
        #expect(again?.items == [.rfc1] && again?.withoutCommits == [])
        let dropped = try ReleasePlan(sequence(declared, plan { $0.drop = [.rfc1] }, plan { $0.add = [.rfc1] }))
        #expect(dropped?.withoutCommits == [])
        let unplanned = try ReleasePlan(sequence(plan { $0.withoutCommits = [.rfc1] }))
        #expect(unplanned?.withoutCommits == [])
    }

    @Test func keepsManifestsTheLatestFirst() throws {
        let manifests = try ["a", "b"].map { tag in
            Statement.manifest(
                ManifestStatement(
                    release: try #require(Version("1.0")), tag: tag, candidate: .zero, base: nil, baseRule: "",
                    policy: 1, items: [], commits: [], signOffs: []))
        }
        let found = try ReleasePlan(sequence(plan { $0.target = "x" }, manifests[0], manifests[1]))
        #expect(found?.manifests.map(\.tag) == ["b", "a"])
        #expect(try ReleasePlan(sequence(manifests[0])) == nil)
    }

    private func link(_ belongs: Bool, _ item: ItemID = .rfc1) -> Statement {
        .link(LinkStatement(commit: .zero, item: item, belongs: belongs, reason: "r"))
    }

    private func exemption(_ exempt: Bool) -> Statement {
        .exemption(ExemptionStatement(commit: .zero, exempt: exempt, reason: "r"))
    }

    @Test func theLaterWordAboutACommitCounts() throws {
        let found = CommitStatements(
            try sequence(link(true), link(true, .rfc2), link(false), exemption(true), exemption(false)))
        #expect(found.links.mapValues(\.value) == [.rfc1: false, .rfc2: true])
        #expect(found.exemption?.value == false)
        #expect(CommitStatements.none.links.isEmpty)
    }

    @Test("two words about a commit that contradict each other, neither having seen the other: neither counts")
    func contradictingWordsCountAsNeither() throws {
        for seconds: [Int64] in [[1, 2], [2, 1]] {
            var story = Story()
            for (statement, second) in zip([exemption(true), exemption(false)], seconds) {
                try story.record(statement, seconds: second, after: [])
            }
            for (statement, second) in zip([link(true), link(false)], seconds) {
                try story.record(statement, by: "Quinn", seconds: second, after: [])
            }
            #expect(CommitStatements(story.sequence) == .none)
            try story.record(exemption(true), seconds: 3, after: story.stored.map(\.name))
            #expect(CommitStatements(story.sequence).exemption?.value == true)
        }
    }
}
