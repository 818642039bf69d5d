import TestSupport
import Testing

@testable import Ledger

/// Keys become names of one folder that Git accepts, and no two keys become one name.
@Suite struct KeyEncodingTests {
    private static let hostile = [
        "..", ".", "/", "a/b", "../../etc", ".git", ".GIT", "git~1", "a\nb", "a\u{1B}[31m", "a\0b", "a:b", "a\\b",
        "a%b",
        "a_b", "_", "-", "--help", "ü", "u\u{308}", "\u{202E}", " ", "a ", "con", "a.lock", "..a", "%2E", "_2E",
        String(repeating: "x", count: 5000), String(repeating: "/", count: 5000),
    ]

    @Test("T13: hostile keys become plain names", arguments: hostile)
    func encodesHostileKeys(key: String) throws {
        let name = try KeyEncoding.encoded(key)
        #expect(!name.isEmpty && name.utf8.count <= 120)
        #expect(name.utf8.first != UInt8(ascii: "."))
        #expect(name.utf8.allSatisfy { Self.plain.contains($0) })
        #expect(try KeyEncoding.decoded(name) == (key.utf8.count < 100 ? key : nil))
        for digits in try KeyEncoding.fanOut(key) { #expect(digits.count == 2) }
    }

    @Test("T13: no two keys become one name, also where they differ in case, form or length")
    func keepsKeysApart() throws {
        var random = SequenceGenerator(seed: 3)
        var keys = Set(Self.hostile.map { Array($0.utf8) })
        for _ in 0..<5000 {
            let length = Int.random(in: 1...160, using: &random)
            keys.insert((0..<length).map { _ in Self.letters.randomElement(using: &random) ?? 0x61 })
        }
        let names = try Set(keys.map { try KeyEncoding.encoded(String(decoding: $0, as: UTF8.self)) })
        #expect(names.count == keys.count)
    }

    @Test("T13: a key cannot be written as the name to which another one is cut")
    func keepsCutKeysApart() throws {
        let cut = try KeyEncoding.encoded(String(repeating: "x", count: 200))
        #expect(cut.utf8.count == 120)
        #expect(try KeyEncoding.encoded(cut) != cut)
    }

    @Test func leavesIDsAndVersionsReadable() throws {
        #expect(try KeyEncoding.encoded("RFC-12") == "RFC-12")
        #expect(try KeyEncoding.encoded("4.15.0-HBase-1.5") == "4.15.0-HBase-1.5")
        #expect(try KeyEncoding.encoded("1.0+7") == "1.0_2B7")
    }

    private static let plain = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".utf8)
    private static let letters = Array("aAzZ09._-/~ %\n".utf8)
}
