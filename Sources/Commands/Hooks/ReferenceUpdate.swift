import Changes
import Git

/// One reference that is about to change, as Git tells its hooks (githooks).
struct ReferenceUpdate {
    /// The full name, for display: not every name is UTF-8.
    let name: String
    /// The full name as Git has it.
    let bytes: [UInt8]
    /// What it is to name; zero where it is to be deleted.
    let new: ObjectID

    var reference: Reference { Reference(name: name, target: new) }
    var isTag: Bool { name.hasPrefix(Self.tags) }
    var isDeletion: Bool { new.isZero }

    static let tags = "refs/tags/"

    init(bytes: [UInt8], new: ObjectID) {
        self.bytes = bytes
        self.new = new
        name = String(decoding: bytes, as: UTF8.self)
    }

    /// Whether it moves this branch. By bytes: two names that Swift takes for equal (NFC and NFD) are two branches.
    func moves(branch: String) -> Bool { bytes.elementsEqual("refs/heads/\(branch)".utf8) }

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
            if let id = ObjectID(hex: new) { return ReferenceUpdate(bytes: Array(name), new: id) }
            // A symbolic reference (`ref:refs/heads/main`) is no tag of a release.
            guard !name.starts(with: tags.utf8) else { throw unreadable(line) }
            return nil
        }
    }

    private static func unreadable(_ line: ArraySlice<UInt8>) -> Failure {
        Failure(
            .cannotDecide, "cannot read what Git wants to change: '\(String(decoding: line, as: UTF8.self))'",
            hints: ["a tag has to name an object, not another reference"])
    }
}
