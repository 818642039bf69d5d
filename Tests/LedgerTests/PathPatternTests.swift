import TestSupport
import Testing

@testable import Ledger

@Suite struct PathPatternTests {
    @Test(
        "matches paths",
        arguments: [
            ("docs/**", "docs/a/b.md"), ("docs/", "docs/a"), ("*.md", "README.md"), ("*.md", "docs/a/b.md"),
            ("/docs/*.md", "docs/a.md"), ("**/*.yaml", "a.yaml"), ("**/*.yaml", "a/b/c.yaml"), ("a/**/b", "a/b"),
            ("a/**/b", "a/x/y/b"), ("**/a/**/*b*c/?d", "x/a/y/bbcbc/zd"), ("[a-c]?[!x-z]", "b-w"), ("[]-]", "]"),
            ("\\*", "*"), ("[\\]]", "]"), ("a*b*c", "abxbxc"), ("**", "a/b"), ("*", "a/b"), ("é", "é"),
        ])
    func matchesPaths(pattern: String, path: String) throws {
        #expect(try PathPattern(pattern).matches(path: Array(path.utf8)))
    }

    @Test(
        "leaves other paths alone",
        arguments: [
            ("docs/**", "docs"), ("docs/**", "docsx/a"), ("docs/**", "x/docs/a"), ("docs", "docs/a"),
            ("/*.md", "docs/a.md"),
            ("docs/*.md", "docs/a/b.md"), ("a/**/b", "a/xb"), ("a?b", "a/b"), ("/a[!x]b", "a/b"), ("\\*", "a"),
            ("[a-c]", "d"), ("*.md", "a.MD"), ("e\u{301}", "\u{E9}"), ("a/**/b", "a/b/c"),
        ])
    func leavesOtherPathsAlone(pattern: String, path: String) throws {
        #expect(try !PathPattern(pattern).matches(path: Array(path.utf8)))
    }

    @Test("holds a pattern against the whole name of a branch")
    func matchesWholeBranchNames() throws {
        #expect(try PathPattern("main").matches(branch: "main"))
        #expect(try PathPattern("release/*").matches(branch: "release/2.4"))
        #expect(try PathPattern("**").matches(branch: "feature/TASK-7"))
        #expect(try !PathPattern("*").matches(branch: "feature/TASK-7"))
        #expect(try !PathPattern("main").matches(branch: "old/main"))
        #expect(try !PathPattern("release/*").matches(branch: "release/2.4/x"))
    }

    @Test(
        "refuses a pattern with its reason",
        arguments: [
            ("", PathPatternError.empty), ("/", .empty), ("a//b", .emptyFolderName), ("./a", .dotFolder),
            ("a/..", .dotFolder),
            ("a\\", .danglingEscape), ("a**", .partialDoubleStar), ("**a/b", .partialDoubleStar),
            ("***", .partialDoubleStar),
            ("[a", .unclosedSet), ("[]", .unclosedSet), ("[z-a]", .reversedRange), ("[a/b]", .slashInSet),
            (String(repeating: "a", count: 1025), .tooLong(bytes: 1025)),
        ])
    func refusesBadPatterns(text: String, reason: PathPatternError) {
        #expect(throws: reason) { try PathPattern(text) }
    }

    @Test("takes bounded time where backtracking would explode")
    func takesBoundedTime() throws {
        let path = Array((String(repeating: "a", count: 200) + "/").utf8)
        let deep = Array([[UInt8]](repeating: path, count: 20).joined())
        let pattern = String(repeating: "*a", count: 50) + "b"
        #expect(try !PathPattern("**/" + pattern).matches(path: deep))
        #expect(try !PathPattern(String(repeating: "**/a*/", count: 20) + pattern).matches(path: deep))
    }

    @Test("agrees with the plain definition on generated patterns and paths")
    func agreesWithThePlainDefinition() throws {
        var random = SequenceGenerator(seed: 7)
        let parts = ["a", "b", "*", "?", "/", "/**/", "*b", "[!a]"]
        for _ in 0..<20_000 {
            let text =
                "/a"
                + (0..<Int.random(in: 1...6, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
                .joined()
            guard let pattern = try? PathPattern(text), !text.hasSuffix("/") else { continue }
            let path = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                Array("aab/".utf8).randomElement(using: &random) ?? 0
            }
            let expected = isMatch(Array(text.utf8.dropFirst())[...], path[...])
            #expect(pattern.matches(path: path) == expected, "\(text) \(String(decoding: path, as: UTF8.self))")
        }
    }

    /// The meaning of `*`, `?`, `**/` and `[!a]` by recursion, as slow as it is short.
    private func isMatch(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        let slash = UInt8(ascii: "/")
        if pattern.starts(with: "**/".utf8) {
            let folders = path.indices.filter { path[$0] == slash }.map { path[($0 + 1)...] }
            return ([path] + folders).contains { isMatch(pattern.dropFirst(3), $0) }
        }
        if first == UInt8(ascii: "*") {
            let reach = path.prefix { $0 != slash }.count
            return (0...reach).contains { isMatch(pattern.dropFirst(), path.dropFirst($0)) }
        }
        guard let byte = path.first else { return false }
        if pattern.starts(with: "[!a]".utf8) {
            return byte != slash && byte != UInt8(ascii: "a") && isMatch(pattern.dropFirst(4), path.dropFirst())
        }
        let isEqual = first == UInt8(ascii: "?") ? byte != slash : first == byte
        return isEqual && isMatch(pattern.dropFirst(), path.dropFirst())
    }

    @Test(
        "a link or submodule stands for all files below its path",
        arguments: [
            ("web/", "web", true), ("web/", "web/a", true), ("apps/shop/", "apps", true),
            ("/apps/shop/a.md", "apps/shop", true),
            ("web/*.conf", "web", true), ("apps/*/web", "apps", true), ("web/", "webs", false), ("web/", "we", false),
            ("*.md", "web", false), ("x", "web", false), ("**/x", "web", false), ("apps/*/web/", "apps/shop", true),
            ("web/**/*.js", "web/lib", true), ("web/[a-c]?/x", "web/ab", true), ("web/[a-c]?/x", "web/dd", false),
            ("a/**/b/*", "a/c/b", true), ("web", "web/a", false),
        ])
    func reachesBelow(pattern: String, path: String, isReached: Bool) throws {
        #expect(try PathPattern(pattern).reaches(path: Array(path.utf8)) == isReached)
    }
}
