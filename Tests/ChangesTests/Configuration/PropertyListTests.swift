import Testing

@testable import Changes

/// Property lists, their XML form and what in the binary form is hostile.
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

    @Test(
        arguments: [
            ([[0x08]], "false"), ([[0x10, 0xFF]], "255"), ([[0x11, 1, 0]], "256"),
            ([[0x12, 0xFF, 0xFF, 0xFF, 0xFF]], "4294967295"),
            ([[0x13, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE]], "-2"), ([[0x22, 0x3F, 0x80, 0, 0]], "1"),
            ([[0x51, 0x61]], "\"a\""), ([[0x61, 0, 0xE9]], "\"é\""),
            ([[0x62, 0xD8, 0x3D, 0xDE, 0]], "\"\u{1F600}\""), ([[0x81, 1, 0]], "{\"CF$UID\":256}"), ([[0xA0]], "[]"),
            ([[0xA2, 1, 1], [0x09]], "[true,true]"), ([[0xD1, 1, 2], [0x51, 0x61], [0x10, 7]], #"{"a":7}"#),
            ([[0x5F, 0x10, 1, 0x61]], "\"a\""),
        ] as [([[UInt8]], String)])
    func readsBinaryObjects(objects: [[UInt8]], json: String) throws {
        let tree = try ConfigurationNode(Self.binary(objects), format: .propertyList)
        #expect(try tree == Configured.tree(json, .json))
    }

    @Test(
        arguments: [
            [[0x00]], [[0x0F]], [[0x14] + [UInt8](repeating: 0, count: 16)], [[0x11, 1]], [[0x21, 0, 0]],
            [[0x32, 0, 0, 0, 0]],
            [[0x51, 0xE9]], [[0x52, 0x61]], [[0x61, 0xD8, 0x3D]], [[0x61, 0xDE, 0]], [[0xA1, 0]], [[0xA1, 1]], [[0xC0]],
            [[0xB0]],
            [[0xD1, 1, 1], [0x09]], [[0xD2, 1, 1, 2, 2], [0x51, 0x61], [0x09]],
            [[0x4F, 0x13, 0xFF, 0, 0, 0, 0, 0, 0, 0]],
            [[0xAF, 0x12, 0xFF, 0xFF, 0xFF, 0xFF]], [[0x5F, 0x09]], [[0x88, 0, 0, 0, 0, 0, 0, 0, 0, 0]], [[0x70]],
            [[0x33, 0x7F, 0xF0, 0, 0, 0, 0, 0, 0]],
        ] as [[[UInt8]]])
    func refusesBinaryObjects(objects: [[UInt8]]) {
        #expect(throws: NotReadable.self) { try ConfigurationNode(Self.binary(objects), format: .propertyList) }
    }

    /// Lists of lists of lists: 2 to the power of 40 values in 200 bytes; and one long text a thousand times.
    @Test func boundsWhatIsReferredToOften() {
        let doubling = (0..<40).map { [0xA2, UInt8($0 + 1), UInt8($0 + 1)] } + [[0x09]]
        let text = [0x5F, 0x12, 0, 1, 0, 0] + [UInt8](repeating: 0x61, count: 1 << 16)
        let repeated = [[0xAF, 0x11, 4, 0] + [UInt8](repeating: 1, count: 1_024), text]
        for (objects, reason) in [(doubling, NotReadable.Reason.tooManyValues), (repeated, .tooLarge)] {
            #expect(throws: NotReadable(line: 1, reason: reason)) {
                try ConfigurationNode(Self.binary(objects, offsetWidth: 4), format: .propertyList)
            }
        }
    }

    @Test("a damaged trailer never misleads")
    func refusesDamagedTrailers() {
        let whole = Self.binary([[0xA1, 1], [0x09]])
        for place in whole.count - 26..<whole.count {
            var bytes = whole
            bytes[place] ^= 0x80
            #expect(throws: NotReadable.self) { try ConfigurationNode(bytes, format: .propertyList) }
        }
    }

    /// A list of these objects, the first of them on top.
    private static func binary(_ objects: [[UInt8]], offsetWidth: Int = 1) -> [UInt8] {
        var (bytes, table) = (Array("bplist00".utf8), [UInt8]())
        for object in objects {
            table += bigEndian(bytes.count, offsetWidth)
            bytes += object
        }
        let trailer = [UInt8](repeating: 0, count: 6) + [UInt8(offsetWidth), 1]
        let numbers = [objects.count, 0, bytes.count].flatMap { bigEndian($0, 8) }
        return bytes + table + trailer + numbers
    }

    private static func bigEndian(_ number: Int, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
