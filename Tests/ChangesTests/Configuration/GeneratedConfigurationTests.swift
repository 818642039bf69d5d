import TestSupport
import Testing

@testable import Changes

/// Random trees, written in a format and read again.
@Suite struct GeneratedConfigurationTests {
    @Test("100 random trees are read as they were written, and one changed value is one change")
    func readsWhatWasWritten() throws {
        var random = SequenceGenerator(seed: 83)
        for number in 0..<100 {
            var tree = GeneratedTree(&random)
            let old = tree.texts(&random)
            tree.values[number % tree.values.count].1 += 1
            let new = tree.texts(&random)
            for ((format, before), (_, after)) in zip(old, new) {
                #expect(Configured.changes(before, before, format) == [])
                let told = Configured.comparison(before, after, format)
                #expect(told.reading == .byKey, "\(before)")
                #expect(told.changes.map(\.kind) == [.changed], "\(format)\n\(before)\n\(after)")
                #expect(told.changes.first?.new == "\(tree.values[number % tree.values.count].1)")
            }
        }
    }
}

/// Sections with keys with numbers, which all formats can hold.
private struct GeneratedTree {
    /// Section and key, value.
    var values: [((String, String), Int)] = []

    init(_ random: inout SequenceGenerator) {
        for section in ["alpha", "b-c", "delta_e"].shuffled(using: &random) {
            for key in ["one", "two", "three-x"].prefix(Int.random(in: 1...3, using: &random)) {
                values.append(((section, key), Int.random(in: 0..<1_000, using: &random)))
            }
        }
    }

    /// The tree in several formats, its keys in any order.
    func texts(_ random: inout SequenceGenerator) -> [(ConfigurationFormat, String)] {
        let sections = Dictionary(grouping: values) { $0.0.0 }.sorted { $0.key < $1.key }.shuffled(using: &random)
        let comment = Bool.random(using: &random) ? "# note\n" : "\n"
        func write(
            _ head: (String) -> String, _ entry: (String, String, Int) -> String, _ tail: String, _ joint: String = ""
        ) -> String {
            sections.map { name, entries in
                head(name) + entries.map { entry(name, $0.0.1, $0.1) }.joined(separator: joint) + tail
            }.joined(separator: joint == "," ? "," : "")
        }
        return [
            (.yaml, comment + write({ "\($0):\n" }, { "  \($1): \($2) # x\n" }, "")),
            (.yaml, "{" + write({ "\"\($0)\":{" }, { "'\($1)': \($2)" }, "}\n", ",") + "}"),
            (.yaml, comment + write({ "\($0): {" }, { "\($1): \($2)," }, "}\n")),
            (.json, "{" + write({ "\"\($0)\":{" }, { "\"\($1)\":\n\($2)" }, "}", ",") + "}"),
            (.toml, comment + write({ "[\($0)]\n" }, { "\($1) = \($2)\n" }, "\n")),
            (.toml, comment + write({ _ in "" }, { "\($0).\"\($1)\" = \($2)\n" }, "")),
            (.ini, comment + write({ "[\($0)]\n" }, { "\($1) : \($2)\n" }, "; x\n", "")),
            (.systemd, comment + write({ "[\($0)]\n" }, { "\($1)=\($2)\n" }, "")),
            (.properties, comment + write({ _ in "" }, { "\($0).\($1) = \($2)\n" }, "")),
        ]
    }
}
