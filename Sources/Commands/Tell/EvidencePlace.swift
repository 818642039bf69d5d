import Changes
import Git
import Ledger
import Reports
import System

/// A folder or archive that evidence is written to. It appears as a whole or not at all.
struct EvidencePlace {
    let path: String

    /// - Throws: a failure where something is there already.
    init(_ path: String) throws {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard !File.exists(self.path) else {
            throw Failure(
                .refused, "\(self.path.quoted) is there already, and evidence is never overwritten",
                hints: ["name another place: `--output <folder>` or `--output <name>.tar`"])
        }
    }

    private var isArchive: Bool { path.hasSuffix(".tar") }

    /// - Parameter name: of the folder within an archive, so that its bytes do not depend on where it is written.
    func write(_ files: [EvidenceFile], as name: String) throws {
        guard isArchive else {
            let draft = "\(path).\(millisecondsNow()).new"
            do {
                try Self.write(files, into: draft)
                return try File.move(draft, to: path)
            } catch {
                File.removeTree(draft)
                throw error
            }
        }
        let folder = try PrivateFolder()
        try Self.write(files, into: "\(folder.path)/\(name)")
        var tar = ExternalProgram(
            "tar",
            [
                // GNU tar, "Reproducibility": the same files give the same bytes, whoever packs them and when.
                "--create", "--file", "-", "--format=gnu", "--sort=name", "--mtime=@0", "--owner=0", "--group=0",
                "--numeric-owner", "--mode=u=rwX,go=rX", "--directory", folder.path, "--", name,
            ])
        tar.environment = ["LC_ALL": "C", "TAR_OPTIONS": nil]
        try File.replace(path, with: tar.output())
    }

    private static func write(_ files: [EvidenceFile], into folder: String) throws {
        for file in files {
            let target = "\(folder)/\(file.path)"
            try File.makeFolder(String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)]))
            try File.replace(target, with: file.bytes, isSynced: false)
        }
        try File.replace(
            "\(folder)/\(EvidenceSums.fileName)", with: EvidenceSums.text(of: files.map(\.path), in: folder))
    }
}

/// The digests of a package's files, as `sha256sum` prints and checks them.
enum EvidenceSums {
    static let fileName = "SHA256SUMS"
    /// Few enough for one command line.
    private static let groupSize = 500

    /// - Parameter paths: sorted.
    static func text(of paths: [String], in folder: String) throws -> [UInt8] {
        try stride(from: 0, to: paths.count, by: groupSize).flatMap { start in
            var program = ExternalProgram(
                "sha256sum", ["--"] + paths[start..<min(start + groupSize, paths.count)])
            program.folder = folder
            return try program.output()
        }
    }
}
