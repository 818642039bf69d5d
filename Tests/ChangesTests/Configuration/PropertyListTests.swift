import Testing

@testable import Changes

/// Property lists in XML.
@Suite struct PropertyListTests {
    @Test(arguments: [
        ("<dict><key>a</key><string> x </string><key/><false/></dict>", ##"{"a":" x ","":false}"##),
        ("<array><integer> -12 </integer><real>2.5e3</real><true></true></array>", "[-12,2.5e3,true]"),
        ("<dict>\n<!-- x --><key>a</key><array/></dict>", #"{"a":[]}"#),
    ])
    func readsValues(text: String, json: String) throws {
        let list =
            "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://x\"><plist version=\"1.0\">\(text)</plist>"
        #expect(try Configured.tree(list, .propertyList) == Configured.tree(json, .json))
    }

    @Test(arguments: [
        ("integer", "0x1F"), ("integer", "+3"), ("integer", "-9223372036854775808"), ("real", "1"), ("real", "-.5"),
        ("real", "1."), ("real", "nan"), ("real", "-Infinity"), ("date", "2026-11-25T23:59:59Z"), ("data", "AQ=="),
        ("data", "\n\tAQID\n\tBA==\n"), ("data", ""),
    ])
    func readsWhatHasTheFormOfItsKind(name: String, text: String) throws {
        _ = try Configured.tree("<plist><\(name)>\(text)</\(name)></plist>", .propertyList)
    }

    @Test(arguments: [
        "", "x", "<dict/><dict/>", "<dict><key>a</key></dict>", "<dict><string>a</string><true/></dict>",
        "<dict>x</dict>",
        "<dict><key>a</key><true/><key>a</key><true/></dict>", "<true>x</true>", "<null/>", "<string><b/></string>",
        "<array><key>a</key></array>", "<true a='b'/>", "<integer/>", "<integer>1 2</integer>",
        "<integer>-+1</integer>",
        "<integer>1.0</integer>", "<integer>0x</integer>", "<integer>18446744073709551616</integer>", "<real>x</real>",
        "<real>.</real>", "<real>1e</real>", "<date>2026-11-25</date>", "<date>2026-13-25T00:00:00Z</date>",
        "<data>A</data>", "<data>A===</data>", "<data>=A==</data>", "<dict><key><b/></key><true/></dict>",
    ])
    func refusesWhatIsNoPropertyList(text: String) {
        #expect(Configured.reason("<plist version='1.0'>\(text)</plist>", .propertyList) != nil)
    }

    @Test(arguments: ["<a/>", "<plist version='2.0'><true/></plist>", "<plist x='1.0'><true/></plist>"])
    func refusesOtherRoots(text: String) {
        #expect(Configured.reason(text, .propertyList)?.reason == .notPropertyList)
    }

    @Test("a binary one is no text: that it changed is reported, and nothing of what is in it")
    func leavesBinaryListsAlone() {
        let list = { (byte: UInt8) in
            Array("bplist00".utf8) + [0x10, byte, 8, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1]
        }
        #expect(throws: NotReadable(line: 1, reason: .binaryPropertyList)) {
            try ConfigurationNode(list(1), format: .propertyList)
        }
        let compared = ConfigurationComparison(old: list(1), new: list(2), format: .propertyList)
        #expect(compared.reading == .byLine(because: NotReadable(line: 1, reason: .binaryPropertyList)))
        #expect(compared.changes.map(\.kind) == [.changed] && compared.changes.allSatisfy(\.isSecret))
        let (added, removed) = (
            ConfigurationComparison(old: nil, new: list(1), format: .propertyList),
            ConfigurationComparison(old: list(1), new: nil, format: .propertyList)
        )
        #expect(added.changes.map(\.kind) == [.added] && removed.changes.map(\.kind) == [.removed])
        #expect(ConfigurationComparison(old: list(1), new: list(1), format: .propertyList).changes.isEmpty)
    }
}
