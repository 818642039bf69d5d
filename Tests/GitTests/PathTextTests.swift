import Git
import TestSupport
import Testing

/// Paths of trees as text.
@Suite struct PathTextTests {
    @Test("a path in UTF-8 is as it is, another one as Git quotes it")
    func quotesPaths() {
        let paths: [(path: [UInt8], text: String)] = [
            (Array("a b/é\\x2d.yaml".utf8), "a b/é\\x2d.yaml"), (Array("caf".utf8) + [0xE9, 0x0A], "\"caf\\351\\n\""),
            ([0x01, 0x22, 0x5C, 0xFF], "\"\\001\\\"\\\\\\377\""), (Array("\"é\"".utf8), "\"\\\"\\303\\251\\\"\""),
            ([], ""),
        ]
        for (path, text) in paths { #expect(path.pathText == text) }
    }

    @Test("two paths are never one text")
    func keepsPathsApart() {
        let bytes: [UInt8] = [0x22, 0x33, 0x37, 0x5C, 0xC3, 0xA9, 0xE9, 0xEF, 0xBF, 0xBD]
        var paths: [[UInt8]] = [[]]
        for _ in 0..<4 { paths += paths.flatMap { path in bytes.map { path + [$0] } } }
        let all = Set(paths)
        #expect(Set(all.map { Array($0.pathText.utf8) }).count == all.count)
    }

    @Test("every byte is quoted as Git quotes it")
    func agreesWithGit() throws {
        let test = try TestRepository()
        let blob = try test.object("blob", "text\n")
        let names = (UInt8(1)...255).filter { $0 != UInt8(ascii: "/") }.map { [0xFF, $0] }
        let tree = try test.writeObject("tree", names.flatMap { Array("100644 ".utf8) + $0 + [0] + blob.bytes })
        let told = try test.git("-c", "core.quotePath=true", "ls-tree", "--name-only", tree)
        #expect(told.split(separator: "\n").map(String.init) == names.map(\.pathText))
    }
}
