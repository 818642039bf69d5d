import Foundation
import TestSupport
import Testing

/// The gate gives one answer wherever it is asked, and where it cannot, says why.
@Suite struct GatePlacesTests {
    @Test("H7: a folder, a linked work tree, a bare clone, GIT_DIR and an index of its own: one answer")
    func givesOneAnswerEverywhere() throws {
        let repository = try TestRepository.withOpenGate()
        let head = try repository.resolve("main")
        let linked = try repository.worktree("linked")
        let bare = try repository.clone(bare: true)
        let places: [(TestRepository, [String: String], String)] = [
            (repository, [:], "folder"), (linked, [:], "."), (linked, [:], "folder"), (bare, [:], "."),
            (repository, ["GIT_DIR": ".git"], "."), (repository, ["GIT_DIR": repository.path + "/.git"], "/"),
            (repository, ["GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index.lock"], "."),
            (bare, ["GIT_DIR": "."], "."),
        ]
        for (place, environment, directory) in places {
            let verdict = try place.gate(status: 0, environment: environment, directory: directory)
            #expect(verdict.open && verdict.candidate.commit == head)
        }
        #expect(try repository.sluice("-C", repository.path, "gate", "tag", "1.0", directory: "/").status == 0)
    }

    private func expectRefusal(
        _ repository: TestRepository, _ words: String..., environment: [String: String] = [:], directory: String = "."
    ) throws {
        let result = try repository.sluice("gate", "tag", "1.0", environment: environment, directory: directory)
        #expect(result.status == 3)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("error: "))
        for word in words { #expect(result.errors.contains(word), "\(word) in \(result.errors)") }
    }

    @Test("F8: SHA-256, reftable and unknown extensions are named as the reason")
    func namesWhatItCannotRead() throws {
        let other = try TestRepository(objectFormat: "sha256")
        try expectRefusal(other, "object format is sha256", "hint: ")
        for (name, words) in [("refStorage", "references as reftable"), ("newThing", "newthing")] {
            let repository = try TestRepository()
            let version = try repository.read(".git/config")
                .replacingOccurrences(of: "repositoryformatversion = 0", with: "repositoryformatversion = 1")
            try repository.write(".git/config", version + "[extensions]\n\t\(name) = reftable\n")
            try expectRefusal(repository, words)
        }
    }

    @Test func namesTheFolderWithoutARepository() throws {
        let repository = try TestRepository()
        let folder = try TemporaryFolder()
        try expectRefusal(repository, "no Git repository at or above \(folder.path)", directory: folder.path)
        try expectRefusal(repository, environment: ["GIT_DIR": "/nowhere"])
    }

    @Test("a repository of another user is refused, unless Git is told to trust it", .enabled(if: geteuid() == 0))
    func refusesAForeignOwner() throws {
        let repository = try TestRepository.withOpenGate()
        _ = try repository.start(["chown", "-R", "12345", repository.path]).wait()
        try expectRefusal(repository, "belongs to another user", "safe.directory")
        for trusted in [repository.path, "*"] {
            let settings = [
                "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": trusted,
            ]
            #expect(try repository.gate(status: 0, environment: settings).open)
        }
        #expect(try repository.gate(status: 0, environment: ["GIT_DIR": ".git"]).open)
    }

    @Test("F7: a damaged commit is named, and the gate comes to an end", arguments: [0, 40, 100])
    func namesADamagedCommit(length: Int) throws {
        let repository = try TestRepository.withOpenGate()
        let id = try repository.resolve("main")
        let file = URL(fileURLWithPath: "\(repository.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
        let bytes = try Data(contentsOf: file)
        try FileManager.default.removeItem(at: file)
        try bytes.prefix(length).write(to: file)
        try expectRefusal(repository, id, "git fsck")
    }
}
