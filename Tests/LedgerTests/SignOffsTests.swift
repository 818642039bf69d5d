import Changes
import Git
import TestSupport
import Testing

@testable import Ledger

/// The fold of sign-offs: each rule of its doc comment, and that nothing depends on clocks.
@Suite struct SignOffsTests {
    private let old: [ObjectID]
    private let new: [ObjectID]

    init() {
        var random = SequenceGenerator(seed: 10)
        old = [.generated(&random)]
        new = [.generated(&random)]
    }

    /// One decision: `("Quinn", .approve, old, seen: [0])`; `seen` are the numbers of decisions before it.
    private typealias Step = (by: String, decision: SignOffStatement.Decision, content: [ObjectID], seen: [Int])

    private func story(_ steps: [Step], seconds: (Int) -> Int64 = { Int64($0) }) throws -> Story {
        var story = Story()
        for (number, step) in steps.enumerated() {
            let seen = step.seen.map { story.stored[$0].name }
            try story.record(
                try .signOff(step.decision, content: step.content), by: step.by, seconds: seconds(number), after: seen)
        }
        return story
    }

    private func signOffs(_ steps: Step...) throws -> SignOffs { SignOffs(role: "qa", in: try story(steps).sequence) }

    @Test func countsAnApproval() throws {
        let found = try signOffs(("Quinn", .approve, old, []))
        #expect(found.approvals.map(\.by.name) == ["Quinn"])
        #expect(found.rejections.isEmpty && found.contradicted.isEmpty && found.revocation == nil)
        #expect(found.rejections(of: about(old)).isEmpty)
    }

    @Test func countsNothingOfAnotherRole() throws {
        var story = Story()
        try story.record(try .signOff(.reject, role: "security"), seconds: 1, after: [])
        let found = SignOffs(role: "qa", in: story.sequence)
        #expect(found.approvals.isEmpty && found.rejections.isEmpty)
    }

    @Test("a person's later decision replaces their earlier one")
    func replacesOnesOwnDecision() throws {
        let rejected = try signOffs(("Quinn", .approve, old, []), ("Quinn", .reject, old, [0]))
        #expect(rejected.approvals.isEmpty && rejected.rejections.count == 1)
        let approved = try signOffs(("Quinn", .reject, old, []), ("Quinn", .approve, old, [0]))
        #expect(approved.approvals.count == 1 && approved.rejections.isEmpty)
        #expect(approved.rejections(of: about(old)).isEmpty)
        let renewed = try signOffs(("Quinn", .approve, old, []), ("Quinn", .approve, new, [0]))
        #expect(renewed.approvals.map(\.statement.content) == [new])
    }

    @Test("someone else of the same name does not take back a rejection")
    func keepsARejectionFromANamesake() throws {
        var story = Story()
        let quinn = Ledger.Person(name: "Quinn", email: "quinn@example.org")
        let namesake = Ledger.Person(name: "Quinn", email: "other@example.org")
        let rejection = try story.record(
            try .signOff(.reject, content: old), by: quinn, at: Timestamp(seconds: 1), after: [])
        for decision in [SignOffStatement.Decision.approve, .revoke] {
            var further = story
            try further.record(
                try .signOff(decision, content: old), by: namesake, at: Timestamp(seconds: 2), after: [rejection])
            #expect(SignOffs(role: "qa", in: further.sequence).rejections.map(\.by) == [quinn])
        }
    }

    @Test("a rejection takes back the approvals that it has seen")
    func takesBackSeenApprovals() throws {
        let found = try signOffs(("Quinn", .approve, old, []), ("Rene", .reject, old, [0]))
        #expect(found.approvals.isEmpty && found.contradicted.isEmpty && found.rejections.map(\.by.name) == ["Rene"])
    }

    @Test("an approval of the same content does not end someone else's rejection")
    func keepsARejectionOfTheSameContent() throws {
        let found = try signOffs(("Rene", .reject, old, []), ("Quinn", .approve, old, [0]))
        #expect(found.rejections.map(\.by.name) == ["Rene"])
    }

    @Test("an approval of other content, which knows the rejection, ends it")
    func endsARejectionByOtherContent() throws {
        let found = try signOffs(("Rene", .reject, old, []), ("Quinn", .approve, new, [0]))
        #expect(found.rejections.isEmpty && found.approvals.map(\.by.name) == ["Quinn"])
        #expect(found.rejections(of: about(new)).isEmpty)
    }

    @Test("who does not belong to the role cannot end a rejection")
    func keepsARejectionFromOutsiders() throws {
        let steps: [Step] = [("Rene", .reject, old, []), ("Dana", .approve, new, [0])]
        let found = SignOffs(role: "qa", in: try story(steps).sequence) { $0.name != "Dana" }
        #expect(found.rejections.map(\.by.name) == ["Rene"])
    }

    @Test("content that was rejected stays so when the release goes back to it")
    func keepsARejectionOfItsContent() throws {
        let found = try signOffs(
            ("Quinn", .approve, old, []), ("Rene", .reject, old, [0]), ("Rene", .approve, new, [1]),
            ("Quinn", .approve, old, [2]))
        #expect(found.rejections.isEmpty)
        #expect(found.rejections(of: about(old)).map(\.by.name) == ["Rene"])
        #expect(found.rejections(of: about(new)).isEmpty)
    }

    @Test("an approval and a rejection that have not seen each other: neither counts")
    func countsNoneOfTwoThatContradict() throws {
        let found = try signOffs(("Quinn", .approve, old, []), ("Rene", .reject, old, []))
        #expect(found.approvals.isEmpty)
        #expect(found.contradicted.map(\.by.name) == ["Quinn"])
        #expect(found.rejections.map(\.by.name) == ["Rene"])
    }

    @Test("an approval that was contradicted does not come back when the rejection ends")
    func voidsAContradictedApprovalForGood() throws {
        let found = try signOffs(
            ("Quinn", .approve, old, []), ("Rene", .reject, old, []), ("Rene", .approve, new, [0, 1]))
        #expect(found.approvals.map(\.by.name) == ["Rene"])
        #expect(found.contradicted.isEmpty)
    }

    @Test("a revocation takes back what it has seen, and voids what has not seen it")
    func revokes() throws {
        let seen = try signOffs(("Quinn", .approve, old, []), ("Rene", .revoke, old, [0]))
        #expect(seen.approvals.isEmpty && seen.revocation?.by.name == "Rene")
        let unseen = try signOffs(("Quinn", .approve, old, []), ("Rene", .revoke, old, []))
        #expect(unseen.approvals.isEmpty && unseen.revocation?.by.name == "Rene")
        let anew = try signOffs(
            ("Quinn", .approve, old, []), ("Rene", .revoke, old, [0]), ("Quinn", .approve, old, [1]))
        #expect(anew.approvals.map(\.by.name) == ["Quinn"])
    }

    @Test func ordinaryRevocationEndsOnlyOnesOwnRejection() throws {
        let own = try signOffs(("Rene", .reject, old, []), ("Rene", .revoke, old, [0]))
        #expect(own.rejections.isEmpty && own.rejections(of: about(old)).isEmpty)
        let other = try signOffs(("Rene", .reject, old, []), ("Quinn", .revoke, old, [0]))
        #expect(other.rejections.map(\.by.name) == ["Rene"])
    }

    @Test func countsSeveralPeople() throws {
        let found = try signOffs(("Quinn", .approve, old, []), ("Rene", .approve, old, [0]))
        #expect(Set(found.approvals.map(\.by.name)) == ["Quinn", "Rene"])
    }

    @Test("F6: generated decisions come to the same whatever the clocks said and in whatever order they are read")
    func dependsOnNoClock() throws {
        var random = SequenceGenerator(seed: 11)
        let decisions: [SignOffStatement.Decision] = [.approve, .reject, .revoke]
        for _ in 0..<200 {
            let steps = (0..<6).map { number -> Step in
                let seen = (0..<number).filter { _ in Bool.random(using: &random) }
                let by = ["Quinn", "Rene", "Dana"].randomElement(using: &random) ?? ""
                return (
                    by, decisions.randomElement(using: &random) ?? .reject, Bool.random(using: &random) ? old : new,
                    seen
                )
            }
            let times = (0..<6).map { _ in Int64.random(in: 0...3600, using: &random) }
            let (one, other) = (try story(steps), try story(steps) { times[$0] })
            let found = SignOffs(role: "qa", in: one.sequence)
            let shuffled = SignOffs(role: "qa", in: RecordSequence(one.stored.shuffled(using: &random)))
            #expect(shuffled == found)
            #expect(try outcome(SignOffs(role: "qa", in: other.sequence), other) == outcome(found, one))
            try expectNoDoubt(found, one)
        }
    }

    /// Which steps count, and as what.
    private func outcome(_ signOffs: SignOffs, _ story: Story) throws -> [[Int]] {
        let number = { (decision: Decision) in story.stored.firstIndex { $0.name == decision.record } ?? -1 }
        let lists = [signOffs.approvals, signOffs.rejections, signOffs.contradicted]
        return (lists + [signOffs.rejections(of: about(old)), signOffs.rejections(of: about(new))]).map {
            $0.map(number).sorted()
        }
    }

    /// An approval that counts has seen every rejection and revocation there is.
    private func expectNoDoubt(_ signOffs: SignOffs, _ story: Story) throws {
        for approval in signOffs.approvals {
            for other in story.stored {
                guard case .signOff(let statement) = other.record.statement, statement.decision != .approve else {
                    continue
                }
                #expect(story.reaches(other.name, from: approval.record))
            }
        }
    }
}

/// Content of which no patches are known.
private func about(_ commits: [ObjectID]) -> SignOffContent { SignOffContent(commits: commits, patches: [:]) }
