package import Changes
package import Git

/// The file name of a record: its time and the first 16 digits of its blob's ID. Names sort by time.
package struct RecordName: Hashable, Comparable, Sendable, TextField, CustomStringConvertible {
    package let description: String

    package init(at time: Timestamp, blob: ObjectID) {
        var text = time.compact
        text.append(UInt8(ascii: "-"))
        text += blob.description.utf8.prefix(16)
        text += Self.ending
        description = String(decoding: text, as: UTF8.self)
    }

    /// Nil for a file name that no record has.
    package init?(fileName: [UInt8]) {
        guard fileName.count == 20 + 1 + 16 + 5, fileName[20] == UInt8(ascii: "-"), fileName.suffix(5) == Self.ending
        else { return nil }
        description = String(decoding: fileName, as: UTF8.self)
    }

    private static let ending = ArraySlice(".json".utf8)

    /// The first digits of its blob's ID, enough for people to name it by.
    package var shortName: String { String(digits.prefix(8)) }

    /// The digits of the hash.
    var digits: Substring { description.dropFirst(21).prefix(16) }

    /// Whether a person means it who types the whole name or the first digits of its blob's ID.
    package func isNamed(by text: String) -> Bool {
        !text.isEmpty && (description == text || description.dropFirst(21).dropLast(5).hasPrefix(text.lowercased()))
    }

    /// The time of its record; nil where the name holds none.
    var time: Timestamp? { Timestamp(compact: Array(description.utf8.prefix(20))) }

    /// Whether the name is the one that this record must have.
    package func matches(time: Timestamp, blob: ObjectID) -> Bool { self == RecordName(at: time, blob: blob) }

    /// Whether the name holds the hash of this file.
    func fits(blob: ObjectID) -> Bool {
        description.utf8.dropFirst(21).prefix(16).elementsEqual(blob.description.utf8.prefix(16))
    }

    /// Any text: a record that names another one which cannot be is found to miss it.
    init(_ text: String) { description = text }

    package var json: JSONValue { .string(description) }

    package static func < (left: RecordName, right: RecordName) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
