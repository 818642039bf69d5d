import Foundation
import Testing

@testable import Changes

/// Every other format, held against the JSON of the same values. Text of formats without kinds is a string there.
@Suite struct ConfigurationReaderTests {
    @Test(arguments: [
        (
            "a.b = 1\n[c]\nd = 'x'\n[[e]]\nf = true\n[[e]]\n[e.g]\nh = [1, 2,]\n",
            #"{"a":{"b":1},"c":{"d":"x"},"e":[{"f":true},{"g":{"h":[1,2]}}]}"#
        ),
        (
            "a = \"\"\"\nx \\\n   y\"\"\"\"\nb = '''z'''\n\"c d\" = {e.f = 1}",
            #"{"a":"x y\"","b":"z","c d":{"e":{"f":1}}}"#
        ),
    ])
    func readsTOML(text: String, json: String) throws {
        #expect(try Configured.tree(text, .toml) == Configured.tree(json, .json))
    }

    @Test(arguments: [
        "a = 1\na = 2", "[a]\n[a]", "a = 01", "a = 1__0", "a = .5", "a = {b = 1,}", "a = \"\\x\"", "a = 'x\ny'",
        "[a]b = 1", "a",
        "a = {b = 1}\n[a.c]", "a = [1]\n[[a]]", "a.b = 1\n[a]", "a = 2026-13", "= 1", "a = \"\"\"x", "a = tru",
    ])
    func refusesWhatIsNoTOML(text: String) {
        #expect(Configured.reason(text, .toml) != nil)
    }

    @Test(arguments: [
        (
            ConfigurationFormat.ini,
            "a=1\n[b]\nc : 2\nc=3\n[d]\ne =\n    x = 1\n    y\n[Peer]\nk=1\n[Peer]\nk=2\nskip-x\n",
            #"{"a":"1","b":{"c":["2","3"]},"d":{"e":["x = 1","y"]},"Peer":[{"k":"1"},{"k":"2","skip-x":null}]}"#
        ),
        (
            .systemd, "[Service]\nExecStart=a \\\n# x\n  b\nEnvironment=A=1\nEnvironment=B=2\n",
            #"{"Service":{"ExecStart":"a  b","Environment":["A=1","B=2"]}}"#
        ),
        (
            .gitConfig,
            "[Core]\n\tBare\n; x\n[branch \"Main\"]\n\tremote = \"a # b\" c # d\n[core]\n\tx = \\\"y\\\n z\n",
            #"{"core":{"bare":"true","x":"\"y z"},"branch":{"Main":{"remote":"a # b c"}}}"#
        ),
        (
            .properties, "# c\n! d\na=1\nb : 2\nc 3\nd\\ e = x\\\n   y\\u00e9\\t\nf\n",
            #"{"a":"1","b":"2","c":"3","d e":"xyé\t","f":""}"#
        ),
        (.dotenv, "# c\nexport A=b c\nB=\"x # y\"\nC='z'\nD=\n", #"{"A":"b c","B":"x # y","C":"z","D":""}"#),
        (
            .xml, "<?xml version='1.0'?><a b='1'><c>x</c><c>y</c><d e='2'>z</d><f/></a>",
            ##"{"a":{"@b":"1","c":["x","y"],"d":{"@e":"2","#text":"z"},"f":""}}"##
        ),
    ])
    func readsText(format: ConfigurationFormat, text: String, json: String) throws {
        #expect(try Configured.tree(text, format).withoutOrder == Self.untyped(try Configured.tree(json, .json)))
    }

    private static func untyped(_ node: ConfigurationNode) -> ConfigurationNode {
        switch node {
        case .scalar(let scalar): scalar.kind == .null ? .scalar(ConfigurationScalar([], .null)) : .text(scalar.text)
        case .list(let list): .list(list.map(untyped))
        case .table(let table): .table(table.mapValues { untyped($0.value) })
        }
    }

    @Test(arguments: [
        (ConfigurationFormat.ini, "server {\n  listen 80;\n}", NotReadable.Reason.noSection, 1),
        (.ini, "[a]\nb = 1\n  c = 2", .ambiguousContinuation, 3), (.ini, "{% if %}", .templateLike, 1),
        (.systemd, "a=1", .noSection, 1), (.systemd, "[A]\nb", .noSeparator, 2),
        (.gitConfig, "[a]\nb = \"x", .unclosedQuote, 2),
        (.properties, "a=1\na=2", .repeatedKey([97]), 2), (.properties, "a=\\u12", .badEscape, 1),
        (.dotenv, "A=b # c", .ambiguousComment, 1), (.dotenv, "A b", .noSeparator, 1),
        (.xml, "<!DOCTYPE a [\n<!ENTITY b 'c'>]><a/>", .entityDeclaration, 2), (.xml, "<a>x<b/></a>", .mixedContent, 1),
        (.json, "{\n\"a\": 1,}", .unexpected, 2), (.json, "{\"a\":1,\"a\":2}", .repeatedKey([97]), 1),
        (.properties, "a\rb", .loneCarriageReturn, 1), (.propertyList, "{ a = b; }", .notXML, 1),
    ])
    func saysWhatItDoesNotRead(format: ConfigurationFormat, text: String, reason: NotReadable.Reason, line: Int) {
        #expect(Configured.reason(text, format) == NotReadable(line: line, reason: reason))
    }

    @Test func readsAPropertyList() throws {
        let list: [String: Any] = [
            "a": 1, "b": [true, 2.5, "x"], "c": Data([1, 2]), "d": Date(timeIntervalSince1970: 0), "e": ["f": false],
        ]
        let bytes = try PropertyListSerialization.data(fromPropertyList: list, format: .xml, options: 0)
        let tree = try ConfigurationNode([UInt8](bytes), format: .propertyList)
        #expect(tree.table?["e"]?.table?["f"]?.scalar == ConfigurationScalar(Array("false".utf8), .boolean))
    }
}
