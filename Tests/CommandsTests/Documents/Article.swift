import Foundation
import TestSupport

/// README.md, or an article of the documentation.
struct Article {
    static let catalogue = "\(Places.package)/Sources/sluice/Sluice.docc"

    static let readme = try? Article("\(Places.package)/README.md")

    static func all() throws -> [Article] {
        let names = try FileManager.default.contentsOfDirectory(atPath: catalogue).filter { $0.hasSuffix(".md") }
            .sorted()
        return try [Article("\(Places.package)/README.md")] + names.map { try Article("\(catalogue)/\($0)") }
    }

    let path: String
    let text: String

    init(_ path: String) throws {
        self.path = path
        text = try String(contentsOfFile: path, encoding: .utf8)
    }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The blocks marked as shell commands in a section, joined.
    func script(under heading: String) -> String {
        let section = text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading) } ?? ""
        let parts = section.components(separatedBy: "```")
        return parts.filter { $0.hasPrefix("sh\n") }.map { String($0.dropFirst(3)) }.joined()
    }

    /// The words after `sluice` of each command that a reader is shown: in code within a line, and in the lines of a block.
    var commands: [[String]] {
        let inLine = text.matches(of: #/`sluice\s([^`]+)`/#).map { String($0.1).replacing("\n", with: " ") }
        let inBlock = text.matches(of: #/(?m)^ *(?:[a-z]+\$ )?sluice ([^\n]+)/#).map { String($0.1) }
        return (inLine + inBlock).map(Self.words)
    }

    /// The words up to a comment, a pipe or a second command, without the folder that `-C` names.
    private static func words(_ line: String) -> [String] {
        var words = line.split(separator: " ").map { $0.trimmingCharacters(in: ["\"", "'", ","]) }
        if let end = words.firstIndex(where: { ["#", "|", ">", "--", "&&"].contains($0) }) {
            words.removeSubrange(end...)
        }
        if words.first == "-C" { words.removeFirst(2) }
        return words
    }
}
