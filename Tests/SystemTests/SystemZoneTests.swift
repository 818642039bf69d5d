import Foundation
import System
import TestSupport
import Testing

@Suite("Time zones, read from their files")
struct SystemZoneTests {
    /// Changes in spring and autumn, half hours, none at all, a summer that goes on over new year, one that Ireland calls winter, a
    /// date skipped, days that begin in the evening of another one.
    private static let zones = [
        "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo",
        "Europe/Dublin",
        "Pacific/Apia", "America/Nuuk", "Africa/Casablanca", "Asia/Gaza", "Antarctica/Troll", "Etc/GMT+5", "UTC",
        "Asia/Jerusalem", "America/Santiago", "Pacific/Chatham", "Africa/Johannesburg",
    ]

    @Test("What clocks show is what date(1) says, before, within and after the moments in the file", arguments: zones)
    func agreesWithDate(name: String) throws {
        let zone = try #require(SystemZone(named: name), "the package tzdata is missing")
        var numbers = SystemRandomNumberGenerator()
        let random = (0..<400).map { _ -> Int64 in Int64.random(in: -5_000_000_000...8_000_000_000, using: &numbers) }
        // Each hour around the changes of some years.
        let years: [Int64] = [1_743_210_000, 1_761_440_400, 2_216_250_000, 4_000_000_000]
        let changes = years.flatMap { start -> [Int64] in
            Array(stride(from: start - 40 * 86_400, to: start + 40 * 86_400, by: 10_800))
        }
        let moments = random + changes + [0, -1]
        let found = moments.map { moment in
            let reading = zone.reading(at: moment)
            return "\(moment) \(reading.seconds - moment) \(reading.abbreviation)"
        }
        #expect(found == (try said(by: name, moments)))
    }

    /// Without a file there is no zone; nor is one read from elsewhere.
    @Test(arguments: ["", "Europe/Atlantis", "../zoneinfo/UTC", "/etc/localtime", "tzdata.zi", "Europe"])
    func knowsNoOthers(name: String) {
        #expect(SystemZone(named: name) == nil)
    }

    /// Whatever a file holds, it is read or refused.
    @Test func standsDamage() throws {
        let whole = try Array(Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/Berlin")))
        #expect(ZoneFile(whole) != nil)
        for length in stride(from: 0, to: whole.count - 40, by: 7) { #expect(ZoneFile(Array(whole[..<length])) == nil) }
        for place in 0..<min(whole.count, 2000) {
            var damaged = whole
            damaged[place] ^= 0xFF
            _ = ZoneFile(damaged)?.period(at: 1_700_000_000)
        }
    }

    /// By the program, as it reads the same files with other code.
    private func said(by zone: String, _ moments: [Int64]) throws -> [String] {
        var date = ExternalProgram("date", ["--file=-", "+%s %::z %Z"])
        date.environment = ["TZ": zone, "LC_ALL": "C"]
        date.input = Array(moments.map { "@\($0)\n" }.joined().utf8)
        let answer = try date.run()
        try #require(answer.status == 0, "\(answer.errorText)")
        return answer.text.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            let parts = words[1].dropFirst().split(separator: ":").compactMap { Int64($0) }
            let offset = parts[0] * 3600 + parts[1] * 60 + parts[2]
            return "\(words[0]) \(words[1].hasPrefix("-") ? -offset : offset) \(words.count > 2 ? words[2] : "")"
        }
    }
}
