import Changes
import Git

/// One reference that is about to change, as Git tells its hooks (githooks).
struct ReferenceUpdate {
    /// The full name.
    let name: String
    /// What it is to name; zero where it is to be deleted.
    let new: ObjectID

    var reference: Reference { Reference(name: name, target: new) }
    var isTag: Bool { name.hasPrefix(Self.tags) }
    var isDeletion: Bool { new.isZero }

    static let tags = "refs/tags/"

    /// Reads lines of `<old> <new> <name>`, as `pre-receive` and `reference-transaction` get them. What they say of the
    /// old value is no use: it may be what the caller expects, or zero for "whatever it is".
    static func list(_ input: [UInt8]) throws -> [ReferenceUpdate] {
        try lines(input) { words in words.count == 3 ? (words[2], words[1]) : nil }
    }

    /// Reads lines of `<local name> <local value> <remote name> <remote value>`, as `pre-push` gets them.
    static func pushed(_ input: [UInt8]) throws -> [ReferenceUpdate] {
        try lines(input) { words in words.count == 4 ? (words[2], words[1]) : nil }
    }

    private static func lines(
        _ input: [UInt8], _ parts: ([ArraySlice<UInt8>]) -> (name: ArraySlice<UInt8>, new: ArraySlice<UInt8>)?
    ) throws -> [ReferenceUpdate] {
        try input.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let (name, new) = parts(line.split(separator: UInt8(ascii: " "))) else { throw unreadable(line) }
            let text = String(decoding: name, as: UTF8.self)
            if let id = ObjectID(hex: new) { return ReferenceUpdate(name: text, new: id) }
            // A symbolic reference (`ref:refs/heads/main`) is no tag of a release.
            guard !text.hasPrefix(tags) else { throw unreadable(line) }
            return nil
        }
    }

    private static func unreadable(_ line: ArraySlice<UInt8>) -> Failure {
        Failure(
            .cannotDecide, "cannot read what Git wants to change: '\(String(decoding: line, as: UTF8.self))'",
            hints: ["a tag has to name an object, not another reference"])
    }
}
