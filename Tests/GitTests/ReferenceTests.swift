import Foundation
import Git
import TestSupport
import Testing

/// References: read as Git reads them, moved only from where the caller saw them.
@Suite struct ReferenceTests {
    private let test: TestRepository
    private let repository: Repository
    private let first: ObjectID
    private let second: ObjectID

    init() throws {
        test = try TestRepository()
        first = try #require(ObjectID(try test.commit("first")))
        second = try #require(ObjectID(try test.commit("second")))
        repository = try test.opened()
    }

    @Test("lists loose, packed and symbolic references, sorted by name")
    func listsReferences() throws {
        try test.tag("v2", annotated: false)
        try test.tag("v10", at: "\(first)")
        try test.git("pack-refs", "--all")
        try test.tag("a/b")
        try test.git("symbolic-ref", "refs/tags/s", "refs/heads/main")
        let found = try test.opened().references(under: "refs/tags/")
        #expect(found.map(\.shortName) == ["a/b", "s", "v10", "v2"])
        #expect(try found.map(\.target) == [test.id("a/b"), second, test.id("v10"), second])
        #expect(try repository.references(under: "refs/remotes/").isEmpty)
    }

    @Test func findsNothingUnderANameThatNoReferenceCanHave() throws {
        for name in ["refs/heads/", "refs/heads/a..b", "refs/heads/x y", "", "-x", "refs/heads/a.lock"] {
            #expect(try repository.reference(name) == nil, "\(name)")
        }
    }

    @Test func knowsTheCurrentBranch() throws {
        #expect(try repository.currentBranch() == "refs/heads/main")
        try test.git("checkout", "--quiet", "--detach")
        #expect(try test.opened().currentBranch() == nil)
        let unborn = try TestRepository()
        #expect(try unborn.opened().currentBranch() == "refs/heads/main")
    }

    @Test("moves a reference that is still where the caller saw it, with a line in its log")
    func movesAReference() throws {
        try repository.update("refs/heads/topic", to: first, expecting: .absent, reason: "made")
        try repository.update("refs/heads/topic", to: second, expecting: .exactly(first), reason: "moved")
        #expect(try test.id("topic") == second)
        #expect(try test.git("reflog", "show", "--format=%gs", "topic") == "moved\nmade")
    }

    @Test("refuses to move a reference that is elsewhere, is gone, or is already there")
    func refusesToMoveAChangedReference() throws {
        let name = "refs/heads/topic"
        let busy = RepositoryProblem.referenceBusy(name: name)
        let move = { (expected: ExpectedValue) in
            try repository.update(name, to: second, expecting: expected, reason: "test")
        }
        #expect(throws: busy) { try move(.exactly(first)) }
        try test.branch("topic", at: "\(second)")
        #expect(throws: busy) { try move(.exactly(first)) }
        #expect(throws: busy) { try move(.absent) }
    }

    @Test("F2: refuses to move a reference whose lock another process holds or left behind")
    func refusesToMoveALockedReference() throws {
        try test.write(".git/refs/heads/main.lock", "")
        #expect(throws: RepositoryProblem.referenceBusy(name: "refs/heads/main")) {
            try repository.update("refs/heads/main", to: first, expecting: .exactly(second), reason: "test")
        }
        #expect(try test.id("main") == second)
    }

    @Test("a name below another reference is no race, but an error that says so")
    func refusesANameBelowAReference() throws {
        try test.branch("sluice")
        #expect(throws: GitError.self) {
            try repository.update("refs/heads/sluice/ledger", to: first, expecting: .absent, reason: "test")
        }
    }

    @Test("moves several references or, where one is not as expected, none")
    func movesSeveralReferencesAtOnce() throws {
        try repository.update(
            [("refs/heads/main", first, .exactly(second)), ("refs/tags/v1", first, .absent)], reason: "both")
        #expect(try test.id("main") == first)
        #expect(try test.id("v1") == first)
        #expect(throws: RepositoryProblem.self) {
            try repository.update(
                [("refs/heads/main", second, .exactly(first)), ("refs/tags/v1", second, .absent)], reason: "none")
        }
        #expect(try test.id("main") == first)
    }

    @Test("a hook that refuses keeps several references where they are, and its words are in the error")
    func asksTheHooks() throws {
        try test.write(".git/hooks/reference-transaction", "#!/bin/sh\necho not today >&2\nexit 1\n")
        try test.makeExecutable(".git/hooks/reference-transaction")
        #expect {
            try repository.update([("refs/tags/v1", first, .absent)], reason: "test")
        } throws: { error in
            guard case .programFailed(_, _, _, let errors) = error as? RepositoryProblem else { return false }
            return errors.contains("not today")
        }
        #expect(try test.opened().reference("refs/tags/v1") == nil)
    }
}
