import Glibc

/// A time zone whose rules this machine has (tzfile(5)). Read from its file: the C library would read it from the variable TZ, which
/// is the whole process's, and which no other thread may look at meanwhile.
package struct SystemZone: Sendable {
    /// What clocks show at a moment.
    package struct Reading: Hashable, Sendable {
        /// The clock's seconds since 1970, as if it showed UTC.
        package let seconds: Int64
        package let abbreviation: String
    }

    private let file: ZoneFile

    /// - Parameter name: as the IANA has it: `Europe/Berlin`.
    /// - Returns: nil where the machine has no rules of such a zone.
    package init?(named name: String) {
        guard !name.isEmpty, !name.hasPrefix("/"), !name.contains(".."), !name.utf8.contains(0),
            let bytes = try? File.read("/usr/share/zoneinfo/\(name)", limit: 1 << 20), let file = ZoneFile(bytes)
        else { return nil }
        self.file = file
    }

    /// The name of the zone that this process works in: that of TZ, or the one that /etc/localtime leads to; nil where
    /// neither says one.
    package static var current: String? {
        if let name = getenv("TZ").map({ String(cString: $0) }) {
            return name.hasPrefix(":") ? String(name.dropFirst()) : name.isEmpty ? "UTC" : name
        }
        guard let path = realpath("/etc/localtime", nil) else { return nil }
        defer { free(path) }
        let marker = "/zoneinfo/"
        let text = String(cString: path)
        return text.firstRange(of: marker).map { String(text[$0.upperBound...]) }
    }

    /// What its clocks show at a moment of so many seconds since 1970.
    package func reading(at seconds: Int64) -> Reading {
        let period = file.period(at: seconds)
        return Reading(seconds: seconds + period.offset, abbreviation: period.abbreviation)
    }
}
