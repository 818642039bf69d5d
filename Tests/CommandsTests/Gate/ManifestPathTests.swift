import TestSupport
import Testing

/// Paths that are not UTF-8, in the manifest and in what is shown of a release.
@Suite struct ManifestPathTests {
    private static let names = [0xE9, 0xE8].map { Array("caf".utf8) + [$0 as UInt8] + Array(".yaml".utf8) }

    private let repository: TestRepository

    /// Two files whose names are the same once they are repaired, and one whose name is UTF-8.
    init() throws {
        repository = try TestRepository()
        try repository.commit("begin", files: ["README.md": "x\n"])
        try repository.tag("v0.1")
        try repository.makeLedger()
        try repository.addItems(["RFC-1"])
        let blob = try repository.writeObject("blob", Array("size: 10\n".utf8))
        let paths = Self.names + [Array("é.yaml".utf8)]
        let lines: [UInt8] = paths.flatMap { Array("100644 \(blob)\t".utf8) + $0 + [0] }
        try repository.git("update-index", "-z", "--index-info", input: lines)
        try repository.git("commit", "--quiet", "--message=RFC-1: configuration")
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0").status == 0)
    }

    @Test("the manifest records them as Git quotes them")
    func recordsThemApart() throws {
        let manifest = try repository.git("grep", "-h", "\"kind\":\"manifest\"", "sluice/ledger")
        for path in [#""\"caf\\351.yaml\"""#, #""\"caf\\350.yaml\"""#, #""é.yaml""#] {
            #expect(manifest.contains("\"path\":\(path)"), "\(manifest)")
        }
    }

    @Test("`config` shows them so", arguments: [["config", "1.0"], ["log", "1.0", "--config"]])
    func showsThemApart(words: [String]) throws {
        let result = try repository.start([Places.program] + words).wait()
        for path in [#""caf\351.yaml""#, #""caf\350.yaml""#, "é.yaml"] { #expect(result.output.contains(path)) }
    }
}
