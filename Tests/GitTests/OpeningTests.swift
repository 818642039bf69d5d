import Git
import TestSupport
import Testing

/// Which repositories open, and why others do not.
@Suite struct OpeningTests {
    private let test: TestRepository

    init() throws {
        test = try TestRepository()
        try test.commit("first", files: ["folder/a": "1\n"])
    }

    @Test("H7: opens a work tree, a folder in it, its Git directory, a linked work tree and a bare repository")
    func opensAllPlaces() throws {
        let linked = try test.worktree("topic")
        let bare = try test.clone(bare: true)
        for folder in [test.path, test.path + "/folder", test.path + "/.git"] {
            let repository = try Repository.open(at: folder)
            #expect(repository.gitDirectory == test.path + "/.git")
            #expect(repository.commonDirectory == test.path + "/.git")
            #expect(repository.workTree == test.path)
        }
        #expect(try linked.opened().gitDirectory == test.path + "/.git/worktrees/topic")
        #expect(try linked.opened().commonDirectory == test.path + "/.git")
        #expect(try bare.opened().isBare && bare.opened().workTree == nil)
        for place in [linked, bare] {
            #expect(try place.opened().commitID(ofRevision: "HEAD") == test.id("HEAD"))
        }
    }

    @Test("opens repositories with extensions that change nothing for a reader")
    func opensKnownExtensions() throws {
        let names = ["worktreeConfig", "partialClone", "preciousObjects", "relativeWorktrees"]
        let head = try test.id("HEAD")
        for name in names {
            try test.git("config", "core.repositoryFormatVersion", "1")
            try test.git("config", "extensions." + name, name == "partialClone" ? "origin" : "true")
            #expect(try test.opened().commitID(ofRevision: "HEAD") == head, "\(name)")
            try test.git("config", "--file", ".git/config", "--unset", "extensions." + name)
        }
    }

    @Test("F8: a SHA-256 repository, reftable and unknown extensions are named as the reason")
    func namesWhatItCannotRead() throws {
        let other = try TestRepository(objectFormat: "sha256")
        #expect(throws: RepositoryProblem.unsupportedObjectFormat("sha256")) { try other.opened() }
        try test.git("config", "core.repositoryFormatVersion", "1")
        try test.git("config", "extensions.refStorage", "reftable")
        #expect(throws: RepositoryProblem.unsupportedReferenceStorage("reftable")) { try test.opened() }
        try test.git("config", "--file", ".git/config", "--unset", "extensions.refStorage")
        try test.write(".git/config", try test.read(".git/config") + "[extensions]\n\tnewThing = true\n")
        #expect {
            try test.opened()
        } throws: { error in
            guard case .unsupportedExtension(let message) = error as? RepositoryProblem else { return false }
            return message.lowercased().contains("newthing")
        }
    }

    @Test func namesTheFolderWithoutARepository() throws {
        let folder = try TemporaryFolder()
        #expect(throws: RepositoryProblem.notARepository(path: folder.path)) { try Repository.open(at: folder.path) }
        let absent = folder.path + "/absent"
        #expect(throws: RepositoryProblem.notARepository(path: absent)) { try Repository.open(at: absent) }
    }

    @Test("R13: knows where a shallow clone ends")
    func knowsTheShallowBoundary() throws {
        try test.commit("second")
        let shallow = try test.clone(options: ["--depth=1"])
        #expect(try shallow.opened().shallowBoundary == [test.id("HEAD")])
        #expect(try test.opened().shallowBoundary.isEmpty)
    }

    @Test("R13: knows the remote of a partial clone")
    func knowsThePromisorRemote() throws {
        try test.git("config", "uploadpack.allowFilter", "true")
        let partial = try test.clone(options: ["--filter=tree:0", "--no-checkout"])
        #expect(try partial.opened().isPartialClone)
        #expect(try partial.opened().promisorRemote() == "origin")
        #expect(try !test.opened().isPartialClone)
    }
}
