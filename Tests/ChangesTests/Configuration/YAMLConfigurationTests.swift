import Testing

@testable import Changes

/// YAML and JSON hold the same values: what is YAML on the left is JSON on the right.
@Suite struct YAMLConfigurationTests {
    @Test(arguments: [
        ("a: b c\n  d\n\n  e\nf: 1", #"{"a": "b c d\ne", "f": 1}"#),
        ("a:\n- b\n-  - c\n   - d\n- e: f\n  g: h", #"{"a": ["b", ["c", "d"], {"e": "f", "g": "h"}]}"#),
        ("a: 'it''s'\nb: \"x\\n\\u00e9\\x41 \\\n  y\"", #"{"a": "it's", "b": "x\né\u0041 y"}"#),
        (
            "a: |\n  x\n   y\n\n  z\n\nb: |-\n  x\nc: |+\n  x\n\nd: q",
            #"{"a": "x\n y\n\nz\n", "b": "x", "c": "x\n\n", "d": "q"}"#
        ),
        ("a: >\n  x\n  y\n\n  z\n   w\n  v\nb: >2-\n    x", #"{"a": "x y\nz\n w\nv\n", "b": "  x"}"#),
        ("a: {b: [1, 'x', \"y\":z], c}\n", #"{"a": {"b": [1, "x", {"y": "z"}], "c": null}}"#),
        ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n", #"{"a": {"b": 1, "c": 2}, "d": {"c": 3, "b": 1}}"#),
        ("---\na: x#y\nb: http://c:1 # d\n...\n", #"{"a": "x#y", "b": "http://c:1"}"#),
        ("a: [\n  x, # y\n  z,\n]\n\"b c\" : !!str 1", #"{"a": ["x", "z"], "b c": "1"}"#),
        ("%YAML 1.2\n---\na: -1.5e3\n", #"{"a": -1.5e3}"#),
        ("a:\n  - |\n    last", #"{"a": ["last"]}"#),
    ])
    func readsWhatConfigurationUses(yaml: String, json: String) throws {
        let node = try Configured.tree(yaml, .yaml)
        #expect(Self.withoutNulls(node) == Self.withoutNulls(try Configured.tree(json, .json)))
    }

    /// An empty value of YAML and `null` have different texts.
    private static func withoutNulls(_ node: ConfigurationNode) -> ConfigurationNode {
        switch node {
        case .scalar(let scalar): scalar.kind == .null ? .string("null".utf8) : node
        case .list(let list): .list(list.map(withoutNulls))
        case .table(let table): .table(table.mapValues { withoutNulls($0.value) })
        }
    }

    @Test(
        "a block scalar that ends with its own header is empty, and is read once",
        arguments: ["a: >", "a: |-", "b:\n  a: >"])
    func readsAHeaderAtTheEnd(yaml: String) throws {
        let empty = yaml.hasPrefix("a") ? #"{"a": ""}"# : #"{"b": {"a": ""}}"#
        #expect(try Configured.tree(yaml, .yaml) == Configured.tree(empty, .json))
        #expect(try Configured.tree("- |", .yaml) == Configured.tree(#"[""]"#, .json))
    }

    @Test(arguments: [
        ("a: 1\n\tb: 2", NotReadable.Reason.tab, 2), ("? a\n: b", .complexKey, 1),
        ("a: 1\nb: 2\na: 3", .repeatedKey([97]), 3),
        ("a: b: c", .nestedOnOneLine, 1), ("a: *x", .unknownAlias, 1), ("a:\n   b: 1\n  c: 2", .indentation, 3),
        ("a: [1, 2", .unexpectedEnd, 1), ("a: 'x", .unclosedQuote, 1), ("a: {{ x }}", .templateLike, 1),
        ("{% if x %}\na: 1", .templateLike, 1), ("%TAG ! x\n---\na: 1", .directive, 1), ("a: \"\\q\"", .badEscape, 1),
        ("a: !!binary x", .tag, 1), ("a: |x\n  b", .blockScalarHeader, 1), ("a: \u{85}", .unusualLineBreak, 1),
        ("a: \u{1}", .controlCharacter, 1), ("<<: 1", .mergeKey, 1),
    ])
    func saysWhatItDoesNotReadAndWhere(yaml: String, reason: NotReadable.Reason, line: Int) {
        #expect(Configured.reason(yaml, .yaml) == NotReadable(line: line, reason: reason))
    }

    @Test func keepsTagsThatOnlyTheProgramKnows() {
        #expect(Configured.changes("a: !Ref x", "a: !Ref y", .yaml) == ["a !Ref x → !Ref y"])
        #expect(Configured.changes("a: !If [x]", "a: !If [z]", .yaml) == ["a.\"!If\"[0] x → z"])
    }

    @Test func survivesABillionLaughs() {
        let levels = (0..<9).map { level in
            "a\(level + 1): &a\(level + 1) [" + Array(repeating: "*a\(level)", count: 9).joined(separator: ",") + "]\n"
        }
        #expect(Configured.reason("a0: &a0 x\n" + levels.joined(), .yaml)?.reason == .tooManyValues)
    }
}
