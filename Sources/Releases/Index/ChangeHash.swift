import Changes
import Git
import System

/// What stays the same when a commit is carried to another branch, in one number: author, author's time, and subject
/// with all white space between words made one space. The lowest rung of equivalence.
enum ChangeHash {
    static func of(_ commit: Commit, subject: [UInt8]) -> UInt64 {
        let author = Checksum.of(commit.authorship)
        return Checksum.mixed(author, Checksum.of(normalised(subject)))
    }

    private static func normalised(_ subject: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(subject.count)
        for byte in subject {
            let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            if !isSpace { result.append(byte) } else if result.last != UInt8(ascii: " ") { result.append(32) }
        }
        return result
    }
}
