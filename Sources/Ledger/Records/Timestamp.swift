package import FoundationEssentials

/// A moment in UTC to the millisecond, as records hold it: `2026-11-22T21:21:00.123Z` (ISO 8601).
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Reads the form that `description` writes; nil for any other.
    package init?(_ text: some StringProtocol) {
        let characters = Array(text.utf8)
        guard characters.count == 24, characters[19] == UInt8(ascii: "."), characters[23] == UInt8(ascii: "Z"),
            let milliseconds = Int64(String(decoding: characters[20..<23], as: UTF8.self)),
            let date = try? Date(String(decoding: characters[..<19], as: UTF8.self) + "Z", strategy: .iso8601)
        else { return nil }
        self.milliseconds = Int64(date.timeIntervalSince1970) * 1000 + milliseconds
        guard description.utf8.elementsEqual(characters) else { return nil }
    }

    package var seconds: Int64 { Int64((Double(milliseconds) / 1000).rounded(.down)) }

    package var date: Date { Date(timeIntervalSince1970: Double(seconds)) }

    package var description: String {
        let remainder = milliseconds - seconds * 1000
        let fraction = String(1000 + remainder).dropFirst()
        return date.formatted(.iso8601).dropLast() + ".\(fraction)Z"
    }

    /// The form of record names, which sorts by time and has no character that a path could not hold.
    package var compact: String { String(description.filter { $0 != "-" && $0 != ":" }) }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Timestamp(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a time: \(text)"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
