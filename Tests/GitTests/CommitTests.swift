import TestSupport
import Testing

@testable import Git

/// Commits as Git writes them, and as old or odd tools did.
@Suite struct CommitTests {
    private let test: TestRepository
    private let tree: String

    init() throws {
        test = try TestRepository()
        try test.commit("RFC-1: root\n\nbody\n")
        tree = try test.resolve("HEAD^{tree}")
    }

    private func commit(_ text: String) throws -> Commit {
        try test.opened().commit(try test.object("commit", "tree \(tree)\n\(text)"))
    }

    @Test func readsARoot() throws {
        let commit = try test.opened().commit(try test.id("HEAD"))
        #expect(commit.parents.isEmpty)
        #expect(commit.message.elementsEqual("RFC-1: root\n\nbody\n".utf8))
        #expect(String(decoding: commit.author.name, as: UTF8.self) == "Dana Developer")
        #expect(commit.committer.time == Int64(test.time) - 60 || commit.committer.time == Int64(test.time))
        #expect(commit.committer.offset == 0)
    }

    @Test("R14: reads all parents of an octopus merge")
    func readsAnOctopus() throws {
        for topic in ["one", "two"] {
            try test.checkout("main")
            try test.checkout(topic, create: true)
            try test.commit(topic)
        }
        try test.checkout("main")
        let merge = try test.opened().commit(try test.id(try test.merge("one", "two")))
        #expect(merge.parents == (try [test.id("main^1"), test.id("one"), test.id("two")]))
        #expect(merge.isMerge)
    }

    @Test func readsACommitWithoutNameTimeOrMessage() throws {
        let commit = try commit("author  <> 0 +0000\ncommitter <a@b>\n\n")
        #expect(commit.author.name.isEmpty && commit.author.email.isEmpty)
        #expect(commit.committer.email.elementsEqual("a@b".utf8))
        #expect(commit.committer.time == 0)
        #expect(commit.message.isEmpty)
    }

    @Test func readsACommitThatEndsWithItsHead() throws {
        #expect(try commit("author A <a@b> 5 +0000\ncommitter A <a@b> 5 -0230").message.isEmpty)
        #expect(try commit("author A <a@b> 5 +0000\ncommitter A <a@b> 5 -0230\n").committer.offset == -150)
    }

    @Test("skips signatures, merged tags and encodings of the head")
    func skipsFurtherHeaders() throws {
        let commit = try commit(
            """
            parent \(test.resolve("HEAD"))
            author A <a@b> 5 +0530
            committer C <c@d> 6 +0000
            mergetag object \(test.resolve("HEAD"))
             type commit
             tag v1
             tagger A <a@b> 5 +0000
            \u{20}
             parent \(tree)
            encoding ISO-8859-1
            gpgsig -----BEGIN PGP SIGNATURE-----
            \u{20}
             committer X <x@y> 7 +0000
             -----END PGP SIGNATURE-----

            RFC-1: subject

            """)
        #expect(commit.parents == [try test.id("HEAD")])
        #expect(commit.author.offset == 330)
        #expect(commit.committer.email.elementsEqual("c@d".utf8))
        #expect(commit.message.elementsEqual("RFC-1: subject\n".utf8))
    }

    @Test("a line that looks like a parent, after the parents, is none: Git does not read it")
    func readsNoParentOutOfPlace() throws {
        let head = try test.resolve("HEAD")
        let lines = "author A <a@b> 5 +0000\ncommitter C <c@d> 6 +0000\nparent \(head)\nauthor Q <q@r> 7 +0000\n\nx\n"
        let commit = try commit(lines)
        #expect(commit.parents.isEmpty)
        #expect(commit.author.email.elementsEqual("a@b".utf8))
        #expect(try test.git("rev-list", "--parents", "-1", "\(commit.id)") == "\(commit.id)")
    }

    @Test("T69: a commit without author or committer is read as Git reads it, and found by its name")
    func readsACommitOfNobody() throws {
        let none = try commit("\nx\n")
        #expect(none.committer.time == 0 && none.committerTime == 0 && none.authorIdentity.isEmpty)
        let late = try commit("author A <a@b> 5 +0000\nauthor B <b@c> 6 +0000\ncommitter C <c@d> 7 +0000\n\nx\n")
        #expect(late.author.email.elementsEqual("a@b".utf8) && late.committer.email.elementsEqual("c@d".utf8))
        let repository = try test.opened()
        for lines in ["", "committer C <c@d> 7 +0000\n", "author A a@x 5 +0000\ncommitter C <c@d> 7 +0000\n"] {
            let id = try #require(ObjectID(try test.object("commit", "tree \(tree)\n\(lines)\nx\n").description))
            #expect(try repository.commitID(ofRevision: id.description) == id, "\(lines)")
            #expect(try repository.commitID(ofRevision: String(id.description.prefix(12))) == id, "\(lines)")
        }
    }

    @Test("F7: a commit without tree, or with a broken parent, is corrupt")
    func refusesACommitWithoutItsHeaders() throws {
        let head = try test.resolve("HEAD")
        let people = "author A <a@b> 5 +0000\ncommitter A <a@b> 5 +0000\n\nx\n"
        let broken = [
            people, "tree 12\n\(people)", "tree \(tree)\nparent \(head.dropLast())\n\(people)",
        ]
        let repository = try test.opened()
        for text in broken {
            let id = try test.object("commit", text)
            #expect(throws: RepositoryProblem.self) { try repository.commit(id) }
        }
    }

    @Test func readsSignaturesLeniently() {
        let cases: [(String, name: String, email: String, time: Int64, offset: Int)] = [
            ("A <a@b> 5 +0100", "A", "a@b", 5, 60), ("A B  <a@b>  7  -0030", "A B", "a@b", 7, -30),
            ("A <a <b> c> 5 +0000", "A", "a <b", 5, 0), ("A a@b", "A a@b", "", 0, 0), ("", "", "", 0, 0),
            ("<a@b> 5", "", "a@b", 5, 0), ("A <a@b> x y", "A", "a@b", 0, 0), ("A > <", "A >", "", 0, 0),
            ("A <a@b> -5 +0000", "A", "a@b", -5, 0), ("A <a@b> 99999999999999999999 +9999", "A", "a@b", 0, 6039),
        ]
        for (line, name, email, time, offset) in cases {
            let signature = Signature(line: Array(line.utf8)[...])
            #expect(signature.name.elementsEqual(name.utf8) && signature.email.elementsEqual(email.utf8), "\(line)")
            #expect(signature.time == time && signature.offset == offset, "\(line)")
        }
    }

    @Test("an author line is read as Git shows it, however it is broken")
    func readsSignaturesAsGit() throws {
        let lines = [
            "X <q@example.org> <y@z>", "X <q@example.org>>", "X < q@example.org >", "X <q@example.org> y",
            "X<q@example.org>", "X <<q@example.org>", "<q@example.org>", "X <> <q@example.org>", "X > <q@example.org>",
            "X <q@example.org> 7 <y>", "X Y  <q@example.org>", "X <q@example.org",
        ]
        for line in lines {
            let commit = try commit("author \(line) 5 +0000\ncommitter C <c@d> 6 +0000\n\nx\n")
            let shown = try test.git("log", "-1", "--format=%an|%ae", "\(commit.id)").split(
                separator: "|", omittingEmptySubsequences: false)
            let email = String(decoding: commit.author.email, as: UTF8.self)
            #expect(
                shown[1].trimmingPrefix { $0 == " " }.hasPrefix(email) && (email.isEmpty == shown[1].isEmpty), "\(line)"
            )
            if !shown[1].isEmpty { #expect(commit.author.name.elementsEqual(shown[0].utf8), "\(line)") }
        }
    }

    @Test("damaged commits and tags are read or refused, never a crash")
    func survivesDamagedHeads() throws {
        var random = SequenceGenerator(seed: 7)
        let id = try test.id("HEAD")
        let head =
            "object \(id)\ntype commit\ntree \(tree)\nparent \(id)\nauthor A <a@b> 5 +0000\ncommitter A <a@b> 5\n\nx\n"
        for start in ["object ", "tree "] {
            let text = Array(head[(head.firstRange(of: start)?.lowerBound ?? head.startIndex)...].utf8)
            for _ in 0..<5000 {
                let bytes = random.damaged(text)
                _ = try? Commit(id: id, bytes: bytes).author
                _ = try? Tag(id: id, bytes: bytes)
            }
        }
    }
}
