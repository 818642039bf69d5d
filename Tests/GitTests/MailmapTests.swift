import Git
import TestSupport
import Testing

@Suite("mailmaps")
struct MailmapTests {
    private func mailmap(_ text: String) throws -> Mailmap {
        let repository = try TestRepository()
        let commit = try repository.commit("map", files: [".mailmap": text])
        let id = try #require(ObjectID(commit))
        return try #require(try Repository.open(at: repository.path).mailmap(at: id))
    }

    @Test("lines that map nobody's address are left out, whatever blanks are in it; the others hold")
    func emptyAddresses() throws {
        let map = try mailmap(
            "Dana <dana@example.com> <>\n<> <ruth@example.com>\nDana <\t \u{b}\u{c}\r>\n# <> <>\n\n"
                + "Dana <dana@example.com> <dana@old.example>\n")
        let dana = map.resolved(name: "d", email: "dana@old.example")
        #expect(dana.name == "Dana" && dana.email == "dana@example.com")
        let ruth = map.resolved(name: "ruth", email: "ruth@example.com")
        #expect(ruth.name == "ruth" && ruth.email == "ruth@example.com")
    }

    @Test("no line, whatever it is made of, makes the whole map unreadable")
    func anyLine() throws {
        let repository = try TestRepository()
        let parts = ["<", ">", " ", "\t", "\r", "\u{b}", "\0", "#", "a", "é", "\n", "<>", "<a@b>"]
        var (state, text) = (UInt64(1), "")
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text += parts[Int(state >> 33) % parts.count]
        }
        let last = "\nDana <dana@example.com> <dana@old.example>\n"
        let commit = try repository.commit("map", files: [".mailmap": text + last])
        let id = try #require(ObjectID(commit))
        let map = try #require(try Repository.open(at: repository.path).mailmap(at: id))
        #expect(map.resolved(name: "d", email: "dana@old.example").name == "Dana")
    }
}
