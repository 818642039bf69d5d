import Changes
import Foundation
import Git
import Reports

@testable import Commands
@testable import Ledger

extension FuzzTarget {
    /// Numbers that others wrote, at and beyond the ends of what Swift can count: an operation that overflows ends the process.
    static let numbers = [
        FuzzTarget(
            "numbers of records", seeds: numberedRecords, words: edges + ["\"version\":", "\"size\":", "\"exit\":"]
        ) {
            bytes in
            guard let record = try? Record.read(bytes).record else { return false }
            _ = try record.statement.subject.folder()
            if case .policy(let statement) = record.statement {
                try ensure(1...Policy.highestVersion ~= statement.version, "version \(statement.version)")
            }
            let sequence = RecordSequence([
                StoredRecord(file: RecordName(at: record.at, blob: .zero), record: record)
            ])
            _ = (ReleasePlan(sequence), TestCase(sequence), Item(sequence))
            _ = (sequence.latest(until: record.at), sequence.heads)
            return try Record.read(record.line()).record == record
        },
        FuzzTarget(
            "numbers of JSON", seeds: ["0", "-1", "12", "9007199254740991"], words: edges + ["e", "E+", ".", "-"]
        ) {
            bytes in
            guard let value = try? JSONValue(bytes[...]) else { return false }
            guard let number = Int(json: value) else { return true }
            try ensure(number.magnitude < 1 << 53, "\(number)")
            return true
        },
        FuzzTarget("versions of the policy", seeds: ["1", "2", "999999999"], words: edges + ["+", "0", "٣", "\0"]) {
            bytes in
            let name = String(decoding: bytes, as: UTF8.self)
            guard let version = Policy.version(named: name) else { return false }
            try ensure("\(version)".utf8.elementsEqual(name.utf8) && version > 0, "\(version) is not \(name)")
            return true
        },
        FuzzTarget(
            "moments", seeds: ["0\n1", "-62135596800\n253402300799", "1800000000\n-5\n7"], words: edges + ["\n"]
        ) {
            bytes in
            let numbers = lines(bytes).compactMap { Int64($0) }.prefix(4)
            let moments = numbers.flatMap { [Timestamp(seconds: $0), Timestamp(milliseconds: $0)] }
            for moment in moments {
                try ensure(Timestamp(moment.description) == moment, "\(moment) is not read again")
                _ = (
                    RecordName(at: moment, blob: .zero), moment.seconds, CivilTime(seconds: moment.seconds).description
                )
                _ = ZoneRules.utc.moment(of: CivilTime(seconds: moment.seconds))
                for other in moments {
                    let span = TimeSpan(seconds: (moment.milliseconds - other.milliseconds) / 1000)
                    _ = (span.description, Timestamp(milliseconds: moment.milliseconds + other.milliseconds))
                }
            }
            return !moments.isEmpty
        },
        FuzzTarget(
            "durations and moments from now on",
            seeds: ["90s\n+3d", "99999999d\n-9999999w", "fri 22:00", "9999-12-31 23:59+01:00"],
            words: edges + ["s", "m", "h", "d", "w", "+", "-", "\n", " ", ":", "tomorrow", "yesterday", "0001-01-01"]
        ) { bytes in
            var isRead = false
            for line in lines(bytes) {
                if let span = TimeSpan(line) {
                    isRead = true
                    _ = (span.description, Timestamp(milliseconds: span.seconds * 1000))
                }
                for now in [Timestamp(seconds: .min), Timestamp(seconds: 0), Timestamp(seconds: .max)] {
                    guard let input = try? TimeInput(line, now: now, zone: .utc) else { continue }
                    isRead = true
                    _ = input.moment.description
                }
            }
            return isRead
        },
        FuzzTarget(
            "recurring windows",
            seeds: [
                "daily 0 7200 253402300000", "weekly -62135596800 1 253402300799", "monthly 1800000000 3600 1900000000",
            ],
            words: edges + ["daily ", "weekly ", "monthly ", "253402300799", "-62135596800", " "]
        ) { bytes in
            let words = String(decoding: bytes, as: UTF8.self).split(separator: " ").map(String.init)
            let numbers = words.compactMap { Int64($0) }
            guard let first = words.first, let every = WindowStatement.Recurrence(rawValue: first), numbers.count > 2
            else {
                return false
            }
            let moments = numbers.map { Timestamp(seconds: $0) }
            let window = Window.recurring(every, from: moments[0], until: moments[1])
            let times = window.occurrences(from: moments[2], to: Timestamp(seconds: .max), zone: .utc, limit: 5)
            try ensure(times.count <= 5 && times.map(\.from) == times.map(\.from).sorted(), "\(times)")
            _ = window.contains(moments[2], zone: .utc)
            _ = window.contains(Timestamp(seconds: .max), zone: .utc)
            return true
        },
        FuzzTarget(
            "dates of commits",
            seeds: ["A <a@b> 1500000000 +0200", "A <> -999999999999999999 -9999", "> 1 +99999999999999999"],
            words: edges + ["<", ">", " ", "+", "-"]
        ) { bytes in
            let signature = Signature(line: bytes[...])
            let moment = Timestamp(seconds: signature.time)
            _ = (moment.description, TimeSpan(seconds: Timestamp(seconds: 0).seconds - moment.seconds))
            return signature.time != 0
        },
        FuzzTarget(
            "huge numbers in versions", seeds: ["1.2.3", "999999999.0", "1.0-rc999"], words: edges + [".", "-rc", "-M"]
        ) {
            bytes in
            guard let version = Version(String(decoding: bytes, as: UTF8.self)) else { return false }
            try ensure(version.numbers.allSatisfy { 0...999_999_999_999_999_999 ~= $0 }, "\(version)")
            return !(version < version) && version.final <= version.final
        },
        FuzzTarget(
            "updates that Git shows to hooks",
            seeds: [
                "\(id) \(id) refs/tags/v1\n", "\(id) \(id) refs/heads/a\nx ref:refs/heads/b HEAD\n",
                "a \(id) refs/tags/v \(id)\n",
            ],
            words: [id, " ", "\n", "refs/tags/", "refs/heads/", "ref:", String(repeating: "0", count: 40)]
        ) { bytes in
            let updates = (try? ReferenceUpdate.list(bytes)) ?? []
            let pushed = (try? ReferenceUpdate.pushed(bytes)) ?? []
            for update in updates + pushed {
                try ensure(!update.bytes.contains(UInt8(ascii: "\n")) && !update.bytes.isEmpty, "\(update.name)")
                _ = (update.reference.shortName, update.isTag, update.isDeletion)
            }
            return !(updates + pushed).isEmpty
        },
    ]

    private static let id = "0123456789abcdef0123456789abcdef01234567"

    /// Where Swift's integers, Git's times and the calendar end.
    private static let edges = [
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
        "18446744073709551615",
        "4294967295", "4294967296", "2147483647", "-2147483648", "9007199254740991", "9007199254740992", "999999999",
        "1000000000", "253402300799", "253402300800", "-62135596800", "-62135596801", "1e308", "1e999999999", "0", "-1",
    ]

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    private static let numberedRecords: [String] = {
        guard let release = Version("1.0.1") else { preconditionFailure("no version") }
        let item = ItemID(key: "RFC", number: 1)
        var manifest = ManifestStatement(
            release: release, tag: "v1.0.1", candidate: .zero, base: .zero, baseRule: "same line", policy: 1,
            items: [item], commits: [], signOffs: [])
        manifest.partly = [.init(item: item, present: 1, total: 2)]
        let package = PackageStatement(
            release: release, tag: "v1.0.1", commit: .zero, content: .tree, digest: "0", size: 12)
        var deployment = DeploymentStatement(environment: "production", release: release, tag: "v1.0.1", commit: .zero)
        (deployment.outcome, deployment.exit) = (.failed, 137)
        let statements: [Statement] = [
            .policy(PolicyStatement(version: 2, text: .zero, reason: nil)), .manifest(manifest), .package(package),
            .deployment(deployment),
        ]
        return statements.map { statement in
            let record = Record(
                at: Timestamp(seconds: 1_800_000_000), by: Person(name: "A", email: "a@b"), repository: "r", after: [],
                statement: statement)
            return String(decoding: record.line(), as: UTF8.self)
        }
    }()
}

extension Window {
    fileprivate static func recurring(
        _ every: WindowStatement.Recurrence, from: Timestamp, until: Timestamp
    ) -> Window {
        var statement = WindowStatement("production", .open)
        (statement.from, statement.until, statement.every) = (from, until, every)
        return Window(
            record: RecordName(at: from, blob: .zero), by: Person(name: "A", email: "a@b"), statement: statement,
            from: from,
            until: until)
    }
}
