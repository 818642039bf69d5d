import Changes
import Git
import Ledger
import Releases
import Reports
import System

/// Packed evidence as it lies in a folder or an archive. Nothing in it is believed.
struct EvidenceReader {
    /// By their paths, which are plain.
    let files: [String: [UInt8]]
    /// What does not belong there: links, names that no evidence has.
    let strange: [String]
    /// The sums that the files have, as the package should tell them.
    let sums: [UInt8]
    /// In bytes, of all files together. Holes count, so that a small archive cannot hold a file without end.
    private static let sizeLimit: Int64 = 1 << 30

    /// - Throws: a failure where there is no such folder or archive.
    init(_ path: String) throws {
        guard !File.isFolder(path) else {
            try self.init(folder: path)
            return
        }
        guard File.exists(path) else {
            throw Failure(.usage, "there is no \(path.quoted)", hints: ["`sluice evidence <release>` packs evidence"])
        }
        let unpacked = try PrivateFolder()
        // What it is given that way, tar takes for no compressed archive, which can become any size.
        var tar = ExternalProgram(
            "tar",
            [
                "--extract", "--ignore-zeros", "--file", "-", "--keep-old-files", "--no-same-owner",
                "--no-same-permissions", "--directory", unpacked.path,
            ])
        tar.input = try File.read(path, limit: Int(Self.sizeLimit))
        tar.environment = ["LC_ALL": "C", "TAR_OPTIONS": nil]
        let answer = try tar.run()
        // Of two members of one name, other programs show the other one.
        guard try !answer.errorText.contains("Cannot open: File exists") && !Self.namesTwice(tar.input) else {
            throw Failure(
                .notVerified, "\(path.quoted) holds two files of one name",
                hints: ["`tar --list --verbose --file \(path)` shows them"])
        }
        let names = try File.names(inFolder: unpacked.path)
        guard answer.status == 0, names.count == 1, File.isFolder("\(unpacked.path)/\(names[0])") else {
            throw Failure(
                .notVerified, "\(path.quoted) is no archive of evidence",
                hints: ["`tar --list --file \(path)` tells what it holds"])
        }
        try self.init(folder: "\(unpacked.path)/\(names[0])")
    }

    /// Whether an archive has two members of one name, of whatever type, also behind its end mark.
    private static func namesTwice(_ archive: [UInt8]) throws -> Bool {
        var tar = ExternalProgram("tar", ["--list", "--ignore-zeros", "--file", "-"])
        tar.input = archive
        tar.environment = ["LC_ALL": "C", "TAR_OPTIONS": nil]
        let names = try tar.run().text.split(separator: "\n").map { line in
            line.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        }
        return Set(names).count < names.count
    }

    private init(folder: String) throws {
        let listing = try File.listing(below: folder)
        let (plain, other) = (listing.files.filter(Self.isPlain), listing.files.filter { !Self.isPlain($0) })
        strange = listing.others + other
        var room = Self.sizeLimit
        for path in listing.files {
            let size = File.size("\(folder)/\(path)") ?? 0
            guard size <= room else {
                throw Failure(.notVerified, "there is more in it than in any evidence, with \(path.quoted)")
            }
            room -= size
        }
        var files: [String: [UInt8]] = [:]
        for path in plain { files[path] = try File.read("\(folder)/\(path)") }
        self.files = files
        sums = try EvidenceSums.text(of: plain.filter { $0 != EvidenceSums.fileName }, in: folder)
    }

    private static func isPlain(_ path: String) -> Bool {
        path.utf8.allSatisfy { byte in
            byte < 0x80 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
                || "._-/".utf8.contains(byte)
        }
    }

    var origin: EvidenceOrigin? { files[EvidenceOrigin.fileName].flatMap { EvidenceOrigin(document: $0) } }

    /// The ledger's files, sorted by path.
    var packed: [PackedFile] {
        files.compactMap { path, bytes in
            EvidencePaths.packedPath(of: path).map { PackedFile(path: $0, bytes: bytes) }
        }.sorted { $0.path < $1.path }
    }
}
