import TestSupport
import Testing

@testable import Git

/// Who brought the lines of a file, as `git blame` says it.
@Suite struct LineOriginTests {
    @Test("R40: the root of a history that a side merged brought its lines, and is not older than both sides")
    func findsRoots() throws {
        let test = try TestRepository()
        let main = try test.commit("begin", files: ["a": "1\n"])
        try test.git("checkout", "-q", "--orphan", "other")
        try test.git("rm", "-q", "-rf", ".")
        let root = try test.commit("other root", files: ["o": "o\n"])
        try test.checkout("main")
        try test.git("merge", "-q", "--allow-unrelated-histories", "--no-edit", "other")
        let origins = LineOrigins(try test.opened())
        let tip = try #require(ObjectID(test.resolve("main")))
        let owners = try origins.owners(of: Array("o".utf8), at: tip, since: ObjectID(main))
        #expect(owners == [ObjectID(root)])
        #expect(try origins.owners(of: Array("a".utf8), at: tip, since: ObjectID(main)) == [nil])
    }

    @Test("R40: many lines of a file are asked about with few arguments")
    func asksAboutManyLines() throws {
        let test = try TestRepository()
        let lines = 50_000
        let begin = try test.commit("begin", files: ["a": (0..<lines).map { "\($0)\n" }.joined()])
        let origins = LineOrigins(try test.opened())
        let tip = try #require(ObjectID(begin))
        for wanted in [Array(0..<lines), Array(stride(from: 0, to: lines, by: 2)), [3, 4, 9]] {
            let owners = try #require(try origins.owners(of: Array("a".utf8), at: tip, lines: wanted))
            #expect(owners.indices.filter { owners[$0] != nil } == wanted)
        }
    }
}
