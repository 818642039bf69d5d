import Git

@testable import Ledger

extension FuzzTarget {
    /// Versions, patterns and other short texts. Where two are needed, a line end stands between them.
    static let values = [
        FuzzTarget(
            "versions",
            seeds: [
                "1.2.3", "4.15.0-HBase-1.5-rc4", "29.0.0.0rc1", "2015.1.4", "5.0.0-alpha-HBase-2.0-rc1", "1.0+b.7",
            ], words: versionWords
        ) { bytes in
            guard let version = Version(String(decoding: bytes, as: UTF8.self)) else { return false }
            try ensure(!version.final.isPreRelease && version.final.final == version.final, "final of \(version)")
            try ensure(Version(version.final.text) != nil, "the final of \(version) is none")
            try ensure(version == version && !(version < version), "\(version) is before itself")
            return true
        },
        FuzzTarget(
            "order of versions",
            seeds: ["1.2.3\n1.2.3-rc1\n1.3", "1.0.a\n1.0-b\n1.0", "2.0-rc1\n2.0-rc2\n2.0-SNAPSHOT"],
            words: versionWords + ["\n"]
        ) { bytes in
            let versions = lines(bytes).prefix(6).compactMap { Version($0) }
            guard versions.count > 2 else { return false }
            let sorted = versions.sorted()
            try ensure(versions.reversed().sorted() == sorted, "the order of \(versions) depends on where it begins")
            for (index, left) in sorted.enumerated() {
                for right in sorted[index...] { try ensure(!(right < left), "\(right) < \(left)") }
            }
            return true
        },
        FuzzTarget(
            "tag patterns",
            seeds: ["v{version}\nv1.2.3", "kafka-{version}\nkafka-3.8.0", "{version}-final\n2.0-final"],
            words: versionWords + ["{version}", "{", "}", "\n", "/", "..", "@{", ".lock", "refs/"]
        ) { bytes in
            let lines = lines(bytes)
            guard let first = lines.first, let pattern = try? TagPattern(first) else { return false }
            try ensure(try TagPattern(pattern.description) == pattern, "\(pattern) is not read again")
            for name in lines.dropFirst() {
                guard let version = pattern.version(ofTag: name) else { continue }
                try ensure(pattern.tag(for: version) == name, "\(name) is the tag of \(version)")
            }
            return true
        },
        FuzzTarget(
            "path patterns",
            seeds: [
                "docs/**\ndocs/a/b.md", "**/x\na/b/x", "[!a-c]*?/\\*\nde/*", "*.md\na/b.md", "a/**/b/**/c\na/x/b/y/c",
            ], words: ["*", "**", "**/", "/**", "?", "[", "]", "[!a-z]", "\\", "/", "\n", "a"]
        ) { bytes in
            let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, let pattern = try? PathPattern(String(decoding: first, as: UTF8.self)) else {
                return false
            }
            let path = parts.count > 1 ? Array(parts[1]) : []
            _ = pattern.matches(branch: path)
            let covers = pattern.matches(path: path)
            if pattern.isLiteral, !pattern.text.hasPrefix("/"), !pattern.text.hasSuffix("/") {
                let name =
                    pattern.text.contains("/")
                    ? path[...] : path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
                try ensure(
                    covers == name.elementsEqual(pattern.text.utf8),
                    "\(pattern) and \(String(decoding: path, as: UTF8.self))")
            }
            return true
        },
        FuzzTarget(
            "times and names",
            seeds: [
                "2026-01-05T08:00:00.123Z", "2026-01-05", "5 January 2026", "05/Jan/26 9:00 AM",
                "20270115T080000.123Z-e69de29bb2d1d643.json",
            ], words: ["-", "Jan", "2026", "T", ":", "Z", "٣", "99"]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let (time, day) = (Timestamp(text), Day(text))
            if let time { try ensure(Timestamp(time.description) == time, "\(time) is not read again") }
            if let day {
                try ensure(Day(day.description) == day && day.description == text, "\(day) is not read again")
            }
            let name = RecordName(fileName: bytes)
            return time != nil || day != nil || name != nil || Day(imported: text) != nil
        },
        FuzzTarget(
            "keys as names",
            seeds: ["2.4.0", "RFC-1", "../.git", "a/b", "é", "con", String(repeating: "x", count: 300)],
            words: ["..", "/", "\\", ".git", "~1", "%", "\0", "\n"]
        ) { bytes in
            let key = String(decoding: bytes, as: UTF8.self)
            let name = try KeyEncoding.encoded(key)
            let isPlain = name.utf8.allSatisfy { allowed.contains($0) } && !name.hasPrefix(".")
            try ensure(isPlain && name.isEmpty == key.isEmpty, "\(name) can leave its place")
            guard let decoded = try KeyEncoding.decoded(name) else { return false }
            try ensure(decoded.utf8.elementsEqual(key.utf8), "\(name) is not read again")
            return true
        },
    ]

    private static let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".utf8)
    private static let versionWords = [
        ".", "-", "rc", "-rc1", "+", "alpha", "SNAPSHOT", "0", "00", "9", "999999999", "jre", "_", ".lock", "M1",
    ]

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
}
