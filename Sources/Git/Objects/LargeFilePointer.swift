/// What Git LFS commits in the place of a large file: a short text that names the file's content, which lies elsewhere
/// (git-lfs, docs/spec.md).
package enum LargeFilePointer {
    /// A pointer is shorter, in bytes.
    package static let sizeLimit = 1024

    /// Whether a file is such a text: its first line names the version, and others the SHA-256 and the size of the content.
    package static func isOne(_ file: [UInt8]) -> Bool {
        guard file.count < sizeLimit else { return false }
        let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let first = lines.first, first.elementsEqual(version), lines.last?.isEmpty == true else { return false }
        return lines.contains { $0.starts(with: oid) && $0.count == oid.count + 64 }
            && lines.contains { line in
                line.starts(with: size) && line.count > size.count
                    && line.dropFirst(size.count).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            }
    }

    private static let version = Array("version https://git-lfs.github.com/spec/v1".utf8)
    private static let oid = Array("oid sha256:".utf8)
    private static let size = Array("size ".utf8)
}
