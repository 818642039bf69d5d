import Changes
import Foundation
import Git
import TestSupport
import Testing

@testable import Ledger

/// Records as bytes: what is written is read again, what is no record is refused.
@Suite struct RecordTests {
    @Test("what is written is read again, byte for byte, for generated statements of every kind")
    func readsWhatItWrote() throws {
        var random = SequenceGenerator(seed: 4)
        for number in 0..<700 {
            let record = Record.generated(number, &random)
            let line = record.line()
            #expect(line.last == UInt8(ascii: "\n") && line.dropLast().allSatisfy { $0 >= 0x20 })
            let (read, signature) = try Record.read(line)
            #expect(read == record)
            #expect(signature == nil)
            #expect(read.line() == line)
        }
    }

    @Test func keepsWhatFollowsTheLineAsItsSignature() throws {
        var random = SequenceGenerator(seed: 5)
        let line = Record.generated(0, &random).line()
        #expect(try Record.read(line + Array("-----BEGIN\nx\n".utf8)).signature == Array("-----BEGIN\nx\n".utf8))
    }

    @Test("a record of another version or kind, or that lacks something, is none")
    func refusesWhatIsNoRecord() throws {
        let whole = """
            {"after":[],"at":"2027-01-15T08:00:00.000Z","by":{"email":"a@b","name":"A"},"item":"RFC-1","kind":"item",\
            "noun":"rfc","repo":"r","set":{"title":"x"},"v":1}
            """
        #expect(try Record.read(Array("\(whole)\n".utf8)).record.by.name == "A")
        let changes = [
            ("\"v\":1", "\"v\":2"), ("\"v\":1", "\"v\":\"1\""), (",\"v\":1", ""),
            ("\"kind\":\"item\"", "\"kind\":\"vote\""),
            ("2027-01-15T08:00:00.000Z", "2027-01-15T08:00:00Z"), ("2027-01-15", "2027-02-30"), ("RFC-1", "RFC-01"),
            ("RFC-1", "../RFC-1"), ("\"noun\":\"rfc\"", "\"noun\":\"nothing\""), ("\"after\":[]", "\"after\":{}"),
            ("\"title\":\"x\"", "\"title\":1"), ("{\"after\"", "[\"after\""), (whole, ""), (whole, "null"),
            (whole, String(repeating: "[", count: 200_000)), ("\"x\"", "\"\u{1}\""),
            // One form only: neither blanks, nor another order or spelling, nor anything more.
            ("{\"after\"", "{ \"after\""), ("\"x\"", "\"\\u0078\""), ("\"v\":1", "\"v\":1,\"w\":1"),
            ("\"repo\":\"r\",\"set\":{\"title\":\"x\"}", "\"set\":{\"title\":\"x\"},\"repo\":\"r\""),
            ("\"v\":1", "\"source\":null,\"v\":1"),
        ]
        for (old, new) in changes {
            let text = whole.replacingOccurrences(of: old, with: new)
            #expect(throws: (any Error).self, "\(old) → \(new.prefix(40))") { try Record.read(Array("\(text)\n".utf8)) }
        }
        #expect(throws: (any Error).self, "the line has no end") { try Record.read(Array(whole.utf8)) }
    }

    @Test("a manifest that was written before all that manifests tell now is read, and is the same bytes again")
    func readsOlderManifests() throws {
        let id = String(repeating: "ab", count: 20)
        let line = """
            {"after":[],"at":"2027-01-15T08:00:00.000Z","base":"\(id)","baseRule":"same line",\
            "by":{"email":"a@b","name":"A"},"candidate":"\(id)","commits":[{"commit":"\(id)","items":\
            [{"item":"RFC-1","source":"subject"}]}],"items":["RFC-1"],"kind":"manifest","policy":1,"release":"1.0.1",\
            "repo":"r","signOffs":[],"tag":"v1.0.1","v":1}

            """
        let record = try Record.read(Array(line.utf8)).record
        guard case .manifest(let manifest) = record.statement else { preconditionFailure("no manifest") }
        #expect(manifest.commits.count == 1 && manifest.partly == nil && manifest.configuration == nil)
        #expect(record.line() == Array(line.utf8))
    }

    @Test("10,000 damaged records are read or refused, never a crash")
    func survivesDamagedRecords() throws {
        var random = SequenceGenerator(seed: 6)
        let lines = (0..<70).map { Record.generated($0, &random).line() }
        for number in 0..<10_000 {
            guard let record = try? Record.read(random.damaged(lines[number % lines.count])).record else { continue }
            _ = try? record.statement.subject.folder()
            _ = record.line()
        }
    }

    @Test("names a record by its time and its blob, sorted by time")
    func namesARecord() throws {
        let blob = try Repository.id(of: [], .blob)
        let name = RecordName(at: Timestamp(milliseconds: 1_800_000_000_123), blob: blob)
        #expect(name.description == "20270115T080000.123Z-e69de29bb2d1d643.json")
        #expect(RecordName(fileName: Array(name.description.utf8)) == name)
        for other in ["README.md", "", "x.json", String(name.description.dropLast()) + "x"] {
            #expect(RecordName(fileName: Array(other.utf8)) == nil)
        }
        let later = RecordName(at: Timestamp(milliseconds: 1_800_000_001_000), blob: blob)
        #expect(name < later)
    }

    @Test func readsOnlyTheTimesThatItWrites() throws {
        for milliseconds: Int64 in [0, 1, 999, 1_800_000_000_123, -1, -62_135_596_800_000, 253_402_300_799_999] {
            let time = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(time.description) == time, "\(time)")
        }
        for text in ["", "2027-01-15T08:00:00.000", "2027-13-15T08:00:00.000Z", "2027-01-15T25:00:00.000Z", "x"] {
            #expect(Timestamp(text) == nil, "\(text)")
        }
    }
}

extension Record {
    /// A record of any kind, with texts that would break a careless format.
    static func generated(_ number: Int, _ random: inout SequenceGenerator) -> Record {
        let time = Timestamp(milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &random))
        let name = RecordName(at: time, blob: .generated(&random))
        return Record(
            at: time, by: Ledger.Person(name: .generated(&random), email: .generated(&random)), repository: "r",
            after: Bool.random(using: &random) ? [name] : [], statement: .generated(number, &random))
    }
}

extension Statement {
    static func generated(_ number: Int, _ random: inout SequenceGenerator) -> Statement {
        let item = ItemID(key: "RFC", number: Int.random(in: 1...ItemID.largestNumber, using: &random))
        let text = String.generated(&random)
        guard let version = Version("1.\(number)-rc1+x") else { preconditionFailure("no version") }
        let commits = (0..<Int.random(in: 0...3, using: &random)).map { _ in ObjectID.generated(&random) }
        switch number % 7 {
        case 0: return .item(ItemStatement(item: item, noun: .problem, set: [.title: text], reason: text))
        case 1: return .link(LinkStatement(commit: .zero, item: item, belongs: number % 2 == 0, reason: text))
        case 2: return .exemption(ExemptionStatement(commit: .zero, exempt: true, reason: text))
        case 3:
            var plan = PlanStatement(release: version)
            plan.target = text
            plan.add = [item]
            return .plan(plan)
        case 4:
            return .signOff(
                SignOffStatement(
                    release: version, item: item, role: "qa", decision: .reject, content: commits, note: text))
        case 5:
            let entries = commits.map {
                ManifestStatement.Entry(commit: $0, items: [.init(item: item, source: text)], exempt: nil)
            }
            var manifest = ManifestStatement(
                release: version, tag: text, candidate: .zero, base: nil, baseRule: text, policy: number,
                items: [item], commits: entries, signOffs: [])
            if Bool.random(using: &random) { manifest.partly = [.init(item: item, present: 1, total: number)] }
            return .manifest(manifest)
        default: return .policy(PolicyStatement(version: number, text: .zero, reason: text))
        }
    }
}

extension ObjectID {
    static func generated(_ random: inout SequenceGenerator) -> ObjectID {
        let digits = (0..<40).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" }
        return ObjectID(String(digits)) ?? .zero
    }
}

extension String {
    static func generated(_ random: inout SequenceGenerator) -> String {
        let parts = [
            "", "a", "\"", "\\", "\n", "\r\n", "\u{0}", "\u{1B}", "\u{202E}", "ü", "u\u{308}", "🚢", "/", "</x>",
        ]
        return (0..<6).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    }
}
