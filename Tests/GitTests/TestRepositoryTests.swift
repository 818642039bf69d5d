import TestSupport
import Testing

/// What other tests rely on.
struct TestRepositoryTests {
    @Test func givesTheSameObjectsInEveryRun() throws {
        let (one, other) = (try TestRepository(), try TestRepository())
        #expect(try one.commit("RFC-1: x") == other.commit("RFC-1: x"))
        try one.tag("v1")
        try other.tag("v1")
        #expect(try one.resolve("v1") == other.resolve("v1"))
    }

    @Test func movesTheClockOneMinuteWithACommit() throws {
        let repository = try TestRepository()
        try repository.commit("first")
        try repository.commit("second")
        #expect(try repository.git("log", "--format=%ct") == "1767603660\n1767603600")
    }

    @Test func lendsACommandToAnotherPerson() throws {
        let repository = try TestRepository()
        try repository.as(.tester) { try repository.commit("first") }
        try repository.commit("second", person: .manager)
        try repository.commit("third")
        let authors = try repository.git("log", "--format=%an <%ae>")
        #expect(
            authors == """
                Dana Developer <dana@example.org>
                Rene Manager <rene@example.org>
                Quinn Tester <quinn@example.org>
                """)
    }

    @Test func keepsMessagesByteForByte() throws {
        let repository = try TestRepository()
        let message: [UInt8] = Array("# caf".utf8) + [0xe9] + Array("\r\n\n\n".utf8)
        let commit = try repository.commit(messageBytes: message)
        let object = try repository.tryGit("cat-file", "commit", commit).outputBytes
        #expect(object.suffix(message.count).elementsEqual(message))
    }

    @Test func mergesBranches() throws {
        let repository = try TestRepository()
        try repository.commit("first")
        for topic in ["one", "two"] {
            try repository.checkout("main")
            try repository.checkout(topic, create: true)
            try repository.commit(topic)
        }
        try repository.checkout("main")
        let merge = try repository.merge("one", "two")
        #expect(try repository.git("rev-list", "--parents", "--max-count=1", merge).split(separator: " ").count == 4)
        #expect(try repository.git("log", "-1", "--format=%s") == "Merge branches 'one' and 'two'")
    }

    @Test func clonesAndAddsWorkTreesThatOutliveTheirOrigin() throws {
        var origin: TestRepository? = try TestRepository()
        let commit = try origin?.commit("first")
        let shallow = try origin?.clone(options: ["--depth=1"])
        let linked = try origin?.worktree("topic")
        origin = nil
        #expect(try shallow?.resolve("HEAD") == commit)
        #expect(try linked?.git("branch", "--show-current") == "topic")
    }

    @Test func importsAHistoryAtOnce() throws {
        let repository = try TestRepository(bare: true)
        let stream = (1...1000).map { "commit refs/heads/main\ncommitter A <a@b> \($0) +0000\ndata 2\nx\n\n" }
        try repository.fastImport(Array(stream.joined().utf8))
        #expect(try repository.git("rev-list", "--count", "main") == "1000")
    }

    @Test func failsLoudlyWhereACommandHadToSucceed() throws {
        let repository = try TestRepository()
        #expect(throws: CommandFailure.self) { try repository.git("rev-parse", "nowhere") }
        #expect(try repository.tryGit("rev-parse", "nowhere").status == 128)
    }
}
