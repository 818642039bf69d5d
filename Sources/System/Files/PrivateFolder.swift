import Glibc

/// A folder that only this user can enter, for the files that other programs want by their paths. Gone with its owner.
package final class PrivateFolder: Sendable {
    package let path: String

    /// - Throws: `SystemError`.
    package init() throws { path = try File.makeTemporaryFolder() }

    deinit { File.removeTree(path) }

    /// Writes a file of this name, readable by this user alone, and gives its path.
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = "\(path)/\(name)"
        let descriptor = Glibc.open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemError("write \(file)") }
        defer { close(descriptor) }
        try File.writeAll(bytes, to: descriptor, named: file)
        return file
    }
}
