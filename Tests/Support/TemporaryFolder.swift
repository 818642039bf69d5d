import Foundation

/// A folder that is removed with its last owner, or kept and named on standard error where `SLUICE_KEEP=1`.
package final class TemporaryFolder {
    /// Absolute, without symbolic links.
    package let path: String

    package init() throws {
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        let folder = parent.appendingPathComponent("sluice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        if ProcessInfo.processInfo.environment["SLUICE_KEEP"] == "1" {
            FileHandle.standardError.write(Data("kept: \(path)\n".utf8))
        } else {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Makes a folder of that name, and its parents; gives its absolute path.
    package func makeFolder(_ name: String) throws -> String {
        let folder = "\(path)/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }
}
