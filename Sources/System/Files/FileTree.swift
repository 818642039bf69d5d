import Glibc

/// Folders with all that is in them. Links are never followed.
extension File {
    /// What stands in a folder, at any depth, by its path from there.
    package struct Listing: Sendable {
        /// Ordinary files, sorted by bytes.
        package fileprivate(set) var files: [String] = []
        /// Links, devices and the like.
        package fileprivate(set) var others: [String] = []
    }

    package static func listing(below folder: String) throws -> Listing {
        var result = Listing()
        try collect(folder, "", into: &result)
        result.files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return result
    }

    private static func collect(_ folder: String, _ prefix: String, into result: inout Listing) throws {
        for name in try names(inFolder: folder) {
            let path = "\(folder)/\(name)"
            switch kind(of: path) {
            case S_IFDIR: try collect(path, "\(prefix)\(name)/", into: &result)
            case S_IFREG: result.files.append(prefix + name)
            default: result.others.append(prefix + name)
            }
        }
    }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// A new folder that only this user can enter.
    package static func makeTemporaryFolder() throws -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        guard let template = strdup("\(parent)/sluice-XXXXXX") else { throw SystemError("make a folder") }
        defer { free(template) }
        guard mkdtemp(template) != nil else { throw SystemError("make a folder in \(parent)") }
        return String(cString: template)
    }

    /// Takes away a folder and all that is in it, as far as that can be done.
    package static func removeTree(_ path: String) {
        for name in (try? names(inFolder: path)) ?? [] {
            let child = "\(path)/\(name)"
            if kind(of: child) == S_IFDIR { removeTree(child) } else { unlink(child) }
        }
        rmdir(path)
    }

    package static func kind(of path: String) -> UInt32 {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
    }
}
