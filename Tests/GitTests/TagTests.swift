import Foundation
import Git
import TestSupport
import Testing

/// What tags mark, and the tag objects that Sluice makes.
@Suite struct TagTests {
    private let test: TestRepository
    private let commit: ObjectID

    init() throws {
        test = try TestRepository()
        commit = try #require(ObjectID(try test.commit("first", files: ["a": "b\n"])))
        try test.git("config", "user.name", "Rene Manager")
        try test.git("config", "user.email", "rene@example.org")
    }

    @Test("R12: annotated, lightweight and nested tags mark their commit; a tag of a tree is told")
    func peelsTags() throws {
        try test.tag("light", annotated: false)
        try test.tag("annotated")
        try test.tag("nested", at: "annotated")
        try test.tag("tree", at: "HEAD^{tree}")
        let repository = try test.opened()
        for name in ["light", "annotated", "nested"] {
            let reference = try #require(try repository.reference("refs/tags/" + name))
            #expect(try repository.peeled(reference.target) == (commit, .commit))
            #expect(try repository.commitID(ofRevision: name) == commit)
        }
        #expect(throws: RepositoryProblem.notACommit("tree", .tree)) { try repository.commitID(ofRevision: "tree") }
        #expect(try repository.tag(test.id("nested")).targetKind == .tag)
    }

    @Test("a second object line in a tag is not read, as Git does not read it")
    func readsTheFirstObjectOfATag() throws {
        let later = try test.commit("second")
        let head = "object \(commit)\ntype commit\ntag v1\ntagger A <a@b> 5 +0000\nobject \(later)\n\nmessage\n"
        let id = try test.object("tag", head)
        #expect(try test.opened().peeled(id).id == commit)
        #expect(try test.resolve("\(id)^{commit}") == "\(commit)")
    }

    @Test func refusesATagThatNamesNoObject() throws {
        for text in ["", "\n\nx", "object 12\ntype commit\n", "type commit\nobject \(commit)\n", "object \(commit)\n"] {
            let id = try test.object("tag", text)
            #expect(throws: RepositoryProblem.self) { try test.opened().peeled(id) }
        }
    }

    @Test("a message ends where its signature begins, as for Git")
    func readsTheMessageWithoutItsSignature() throws {
        let message = "Release 1\n\nSluice-Ledger: \(commit)\n"
        for armour in ["PGP SIGNATURE", "SSH SIGNATURE", "SIGNED MESSAGE"] {
            let signature = "-----BEGIN \(armour)-----\nabc\n-----END \(armour)-----\n"
            let head = "object \(commit)\ntype commit\ntag v1\ntagger A <a@b> 5 +0000\n\n"
            let tag = try test.opened().tag(try test.object("tag", head + message + signature))
            #expect(tag.message.elementsEqual(message.utf8), "\(armour)")
        }
    }

    @Test("writes a tag object that Git accepts, and no reference")
    func writesATagObject() throws {
        let id = try test.opened().writeTagObject(named: "v1", on: commit, message: "Release 1\n\n# kept\n")
        let text = try test.git("cat-file", "tag", "\(id)")
        #expect(text.hasPrefix("object \(commit)\ntype commit\ntag v1\ntagger Rene Manager <rene@example.org>"))
        #expect(text.hasSuffix("\n\nRelease 1\n\n# kept"))
        #expect(try test.git("tag", "--list").isEmpty)
        #expect(try test.git("fsck", "--strict", "--no-dangling").isEmpty)
    }

    @Test("signs a tag object where Git is configured so", .enabled(if: hasKeygen))
    func signsATagObject() throws {
        let key = test.path + "/.git/key"
        let made = try test.start(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key]).wait()
        #expect(made.status == 0)
        let publicKey = try test.read(".git/key.pub")
        try test.write(".git/allowed", "rene@example.org \(publicKey)")
        let settings = [
            "gpg.format": "ssh", "user.signingKey": key, "tag.gpgSign": "true",
            "gpg.ssh.allowedSignersFile": test.path + "/.git/allowed",
        ]
        for (name, value) in settings { try test.git("config", name, value) }
        let repository = try test.opened()
        let id = try repository.writeTagObject(named: "v1", on: commit, message: "Release 1\n\nKey: value\n")
        try repository.update("refs/tags/v1", to: id, expecting: .absent, reason: "test")
        #expect(try test.tryGit("tag", "-v", "v1").status == 0)
        #expect(try repository.tag(id).message.elementsEqual("Release 1\n\nKey: value\n".utf8))
    }

    static let hasKeygen = FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen")
}
