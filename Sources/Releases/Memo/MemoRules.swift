import Git
import System

/// On what the answers in a memo depend, beside the objects.
enum MemoRules {
    /// To be raised whenever merges or losses are judged otherwise, or changes are told apart by something else.
    private static let version = 3

    static func fingerprint() -> UInt64 {
        let texts = ["\(version)", Repository.libraryVersion, ExternalProgram.stamp(of: "git")]
        return Checksum.of(Array(texts.joined(separator: "\n").utf8))
    }
}
