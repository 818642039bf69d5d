import Foundation
import TestSupport
import Testing

@testable import Changes

/// Random files of Git's own format, read by us and by `git config`.
@Suite struct GitConfigurationAgreementTests {
    /// One setting as `git config --list -z` tells it. A key without a value is a truth.
    private typealias Settings = [[UInt8]: [[UInt8]]]

    @Test("2,800 files, sound and damaged, are read as Git reads them, or not at all")
    func readsAsGitDoes() throws {
        var random = SequenceGenerator(seed: 17)
        var (texts, refused): ([[UInt8]], Int) = ([], 0)
        for number in 0..<2_800 {
            let sound = Array(GeneratedGitConfiguration.text(&random).utf8)
            let text = number < 800 ? sound : random.damaged(sound)
            if (try? ConfigurationNode(text, format: .gitConfig)) != nil { texts.append(text) } else { refused += 1 }
            if number == 799 { #expect(refused == 0, "what is sound is read") }
        }
        #expect(texts.count >= 1_200)
        for (text, theirs) in zip(texts, try settings(of: texts)) {
            let ours = Self.settings(of: try ConfigurationNode(text, format: .gitConfig))
            #expect(ours == theirs, "\(String(decoding: text, as: UTF8.self).debugDescription)")
        }
    }

    @Test(
        "what Git refuses, or reads in its own way",
        arguments: [
            "[a ]\nb = 1\n", "[a\"b\"]\nc = 1\n", "[a \"b\" ]\nc = 1\n", "[a \"b\\\nc\"]\nd = 1\n", "[a]\n1b = 1\n",
            "[a]\n-b = 1\n",
            "[a]\nb # c\n", "[a]\nb = \"\" c\n", "[a] b = 1\n", "[a][c] b = 1 ; d\n", "[a]\nb = c \\\n  d\n",
            "[a]\nb = \"c\\\nd\"\n",
            "[a]\nb = \\x\n", "[a]\nb\n[A]\nB = 2\n", "[a \"B\"]\nC = \" x \" y ; z\n",
        ])
    func readsTheOddAsGitDoes(text: String) throws {
        let theirs = try settings(of: [Array(text.utf8)])[0]
        let ours = (try? ConfigurationNode(Array(text.utf8), format: .gitConfig)).map(Self.settings)
        #expect(ours == theirs)
    }

    /// What Git makes of each text; nil where it refuses it.
    private func settings(of texts: [[UInt8]]) throws -> [Settings?] {
        let git = try GitProgram()
        defer { git.remove() }
        for (number, text) in texts.enumerated() { try git.write(text, to: "\(number)") }
        let one = "git config --file $i --list -z > $i.list 2> errors || : > $i.refused"
        _ = try git.run(script: "i=0; while [ $i -lt \(texts.count) ]; do \(one); i=$((i + 1)); done")
        return try texts.indices.map { number in
            let isRefused = FileManager.default.fileExists(atPath: git.folder.appending(path: "\(number).refused").path)
            let list = try Data(contentsOf: git.folder.appending(path: "\(number).list"))
            return isRefused ? nil : Self.settings(listed: Array(list))
        }
    }

    private static func settings(listed bytes: [UInt8]) -> Settings {
        var settings: Settings = [:]
        for entry in bytes.split(separator: 0) {
            let parts = entry.split(separator: .lineFeed, maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? Array(parts[1]) : Array("true".utf8)
            settings[Array(parts[0]), default: []].append(value.blanked)
        }
        return settings
    }

    private static func settings(of node: ConfigurationNode) -> Settings {
        var settings: Settings = [:]
        func collect(_ node: ConfigurationNode, _ name: [UInt8]) {
            switch node {
            case .scalar(let scalar): settings[name, default: []].append(scalar.text.blanked)
            case .list(let values): for value in values { collect(value, name) }
            case .table(let table):
                for entry in table.entries {
                    collect(entry.value, name.isEmpty ? entry.key : name + [.dot] + entry.key)
                }
            }
        }
        collect(node, [])
        return settings
    }
}

extension [UInt8] {
    /// With spaces for tabs: before 2.45 Git made them of tabs within a value, which we do not.
    fileprivate var blanked: [UInt8] { map { $0 == .tab ? .space : $0 } }
}

/// A sound file with all that such files have.
private enum GeneratedGitConfiguration {
    static func text(_ random: inout SequenceGenerator) -> String {
        let head = pick(["", "", "\u{FEFF}", "# a comment [x]\n", "\n ; other\r\n"], &random)
        return (0..<Int.random(in: 1...4, using: &random)).reduce(head) { text, _ in text + section(&random) }
    }

    private static func section(_ random: inout SequenceGenerator) -> String {
        let names = ["core", "Remote", "a-b", "x1", "URL"]
        let subsections = ["", "", " \"origin\"", "\t\"Feature/X.y\"", " \"a\\\"b\\\\c\\d\"", " \"\"", " \"ü #;]\""]
        let ends = ["\n", "\r\n", " # c\n", "", "\n\n"]
        let header = pick(["", "  "], &random) + "[" + pick(names, &random) + pick(subsections, &random) + "]"
        return (0..<Int.random(in: 0...5, using: &random)).reduce(header + pick(ends, &random)) { text, _ in
            text + setting(&random)
        } + "\n"
    }

    private static func setting(_ random: inout SequenceGenerator) -> String {
        let key = pick(["", "\t", "   "], &random) + pick(["key", "Key", "b2", "with-dash", "Z"], &random)
        let joint = pick([" = ", "=", "\t=", " =  "], &random)
        let parts = [
            "x", "1", "a b", " ", "  ", "\"\"", "\" q \"", "\"#;\"", "\\t", "\\n", "\\\\", "\\\"", "\\b", "\\\n",
            "\\\r\n  ",
            "=", "[s]", "ü", "\"a\\\nb\"", "-", "''",
        ]
        let value = (0..<Int.random(in: 0...4, using: &random)).reduce("") { text, _ in text + pick(parts, &random) }
        let end = pick(["\n", "\n", "\r\n", " # c\n", ";c \\\n", "  \n"], &random)
        return Int.random(in: 0..<8, using: &random) == 0
            ? key + pick(["\n", "  \n"], &random) : key + joint + value + end
    }

    private static func pick(_ texts: [String], _ random: inout SequenceGenerator) -> String {
        texts.randomElement(using: &random) ?? ""
    }
}
