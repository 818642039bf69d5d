import Changes
import Git
import Ledger
import System

/// A file that is kept in the ledger with the result of a test.
struct Attachment {
    let file: KeptFile
    let statement: TestResultStatement.Attachment

    /// - Throws: `Failure` for a file that is too large; `SystemError` for one that cannot be read.
    init(path: String) throws {
        let bytes = try File.read(path, limit: KeptFile.sizeLimit + 1)
        guard bytes.count <= KeptFile.sizeLimit else {
            throw Failure(
                .refused, "\(path.quoted) is larger than \(KeptFile.sizeLimit) bytes, and cannot be kept in the ledger",
                hints: ["keep it elsewhere, and write its digest into the note: `sha256sum \(path)`"])
        }
        file = try KeptFile(bytes)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        statement = .init(name: name, digest: file.digest, size: bytes.count)
    }
}
