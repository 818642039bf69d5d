package import Git
import System

/// A file that a record names by its digest, kept in the ledger under that name: `attachments/<hh>/<hh>/<SHA-256>`.
package struct KeptFile: Sendable {
    /// SHA-256, 64 digits.
    package let digest: String
    package let bytes: [UInt8]

    package static let folder = "attachments"
    /// Bytes; larger ones are refused, and nothing reads them.
    package static let sizeLimit = 1 << 20

    package init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        digest = try Self.digest(of: bytes)
    }

    /// Where it stands, from the ledger's root.
    package var path: [String] { Self.path(of: digest) }

    package static func path(of digest: String) -> [String] {
        let digits = Array(digest)
        return [folder, String(digits[..<2]), String(digits[2..<4]), digest]
    }

    /// By `sha256sum`, which stands on every such machine; few files are kept, and none is read by a gate.
    static func digest(of bytes: [UInt8]) throws -> String {
        var program = ExternalProgram("sha256sum", [])
        program.input = bytes
        return String(decoding: try program.output().prefix(64), as: UTF8.self)
    }
}

extension LedgerReader {
    /// Why a file that stands among the kept ones is not what its name says; nil where it is.
    package func fault(ofKeptFile entry: TreeEntry, at path: [String]) throws -> LedgerProblem.Fault? {
        guard entry.mode == .file else { return .notAFile }
        let name = path[path.count - 1]
        guard name.utf8.count == 64, name.utf8.allSatisfy(\.isHexDigit), path == KeptFile.path(of: name) else {
            return .place
        }
        if let header = try repository.header(of: entry.id), header.size > KeptFile.sizeLimit {
            return .tooLarge(limit: KeptFile.sizeLimit)
        }
        return try KeptFile.digest(of: repository.blob(entry.id)) == name ? nil : .name
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= self || UInt8(ascii: "a")...UInt8(ascii: "f") ~= self
    }
}
