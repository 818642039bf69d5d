import Foundation
import TestSupport
import Testing

/// The arrows of the layers, kept true by reading the sources: the package manager alone does not stop a layer from
/// importing what its own imports bring along.
struct LayersTests {
    private static let sources = URL(fileURLWithPath: Places.package).appendingPathComponent("Sources")

    @Test(arguments: Layer.all.map(\.name))
    func everyFileStaysInItsLayer(name: String) throws {
        let layer = try #require(Layer.all.first { $0.name == name })
        let folder = Self.sources.appendingPathComponent(name)
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        for file in files.sorted() {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            #expect(LayerCheck(layer: layer).violations(in: text, file: file) == [])
        }
    }

    @Test func everyFolderOfSourcesIsALayer() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(folders) == Set(Layer.all.map(\.name)))
    }

    @Test(arguments: [
        ("Changes", "import Git", nil),
        ("Git", "package import Ledger", "import Ledger"),
        ("Git", "import CLibgit2", nil),
        ("Ledger", "@preconcurrency import CLibgit2", "import CLibgit2"),
        ("Commands", "import struct Foundation.Date", "import Foundation"),
        ("Ledger", "public import struct Git.Commit", nil),
        ("Gate", "import Glibc", "import Glibc"),
        ("Reports", "import FoundationEssentials", nil),
        ("sluice", "import Commands", nil),
    ])
    func judgesImports(layer: String, line: String, expected: String?) throws {
        #expect(try found(line, in: layer) == [expected].compactMap { $0 })
    }

    @Test(arguments: ["print(1)", "let file = FileHandle.standardError", "write(STDOUT_FILENO, a, 1)", "fputs(a, b)"])
    func findsSpeechOutsideCommands(line: String) throws {
        #expect(try found(line, in: "Ledger").count == 1)
        #expect(try found(line, in: "Commands") == [])
    }

    @Test(arguments: [
        "let now = Date()", "Date.now", "getenv(\"HOME\")", "ProcessInfo.processInfo", "let git = Process()",
        "while let line = readLine() {}", "open(path, 0)", "FileManager.default", "let clock = ContinuousClock()",
    ])
    func findsTheOutsideWorldInAPureLayer(line: String) throws {
        #expect(try found(line, in: "Gate").count == 1)
        #expect(try found(line, in: "Ledger") == [])
    }

    @Test(arguments: [
        "// print(1)", "let text = \"print(1)\"", "/* import Git\nprint(1) */", "let text = \"\"\"\n\"print(1)\n\"\"\"",
        "gate.open()", "func open() {}", "reopen(1)", "let open = 1", "Date(timeIntervalSince1970: 1)",
        "let text = \"a\\\"print(1)\"", "let text = #\"a\\\"#",
    ])
    func staysSilentWhereNothingIsUsed(text: String) throws {
        #expect(try found(text, in: "Gate") == [])
    }

    @Test func namesTheLineOfAViolation() throws {
        let layer = try #require(Layer.all.first { $0.name == "Gate" })
        let text = "let a = \"\"\"\n  x\n  \"\"\"\nprint(a)\n"
        let found = LayerCheck(layer: layer).violations(in: text, file: "A.swift")
        #expect(found.map(\.description) == ["A.swift:4: print"])
    }

    private func found(_ text: String, in name: String) throws -> [String] {
        let layer = try #require(Layer.all.first { $0.name == name })
        return LayerCheck(layer: layer).violations(in: text, file: "Sample.swift").map(\.what)
    }
}
