import Glibc

/// The zones that the machine knows (tzfile(5)).
///
/// The C library reads the zone from the variable TZ, which is the whole process's: only commands that run no threads ask.
package enum SystemZone {
    /// What clocks show at a moment of so many seconds since 1970.
    package struct Reading: Sendable {
        /// The same clock's seconds since 1970, as if it showed UTC.
        package let seconds: Int64
        package let abbreviation: String
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

    /// Whether the machine has the rules of a zone.
    package static func isKnown(_ name: String) -> Bool {
        let isName = !name.isEmpty && !name.hasPrefix("/") && !name.contains("..")
        return name == "UTC" || isName && File.exists("/usr/share/zoneinfo/\(name)")
    }

    /// - Parameter zone: one that is known.
    package static func reading(at seconds: Int64, in zone: String) -> Reading {
        let before = getenv("TZ").map { String(cString: $0) }
        setenv("TZ", zone, 1)
        tzset()
        defer {
            if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
            tzset()
        }
        var (moment, parts) = (time_t(seconds), tm())
        localtime_r(&moment, &parts)
        let abbreviation = parts.tm_zone.map { String(cString: $0) } ?? zone
        return Reading(seconds: seconds + Int64(parts.tm_gmtoff), abbreviation: abbreviation)
    }
}
