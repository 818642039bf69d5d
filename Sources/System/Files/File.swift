import Glibc

/// Whole files, read and written in one go.
package enum File {
    /// - Parameter limit: how many bytes are read at most; what follows stays unread.
    package static func read(_ path: String, limit: Int = .max) throws -> [UInt8] {
        let descriptor = path == "-" ? dup(0) : Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError("read \(path)") }
        defer { close(descriptor) }
        return try readAll(descriptor, named: path, limit: limit)
    }

    package static func readStandardInput() throws -> [UInt8] { try readAll(0, named: "standard input") }

    package static func readAll(_ descriptor: Int32, named name: String, limit: Int = .max) throws -> [UInt8] {
        var result: [UInt8] = []
        // Not an array, all of which would be cleared first: most files are small.
        return try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer in
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw SystemError("read \(name)") }
                result.append(contentsOf: buffer[..<min(count, limit - result.count)])
                if count == 0 || result.count == limit { return result }
            }
        }
    }

    /// Writes beside the file and renames, so that a reader sees the old text or the new one, never half of it.
    ///
    /// - Parameters:
    ///   - mode: nil for that of the file that is there, or what the umask says.
    ///   - isSynced: whether it is on the disk when this returns; what can be made again need not be.
    package static func replace(
        _ path: String, with bytes: [UInt8], mode: UInt32? = nil, isSynced: Bool = true
    ) throws {
        let mode = Sharing.ofFile(at: path).mode(
            sharing: mode ?? Self.mode(path) ?? 0o666 & ~Sharing.processMask)
        // Not by the process's number: in containers many have the same, and one that was killed leaves its draft.
        let draft = "\(path).\(String(UInt32.random(in: 0...UInt32.max), radix: 16)).new"
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("write \(draft)") }
        do {
            defer { close(descriptor) }
            try writeAll(bytes, to: descriptor, named: draft)
            guard !isSynced || fsync(descriptor) == 0, fchmod(descriptor, mode) == 0 else {
                throw SystemError("write \(draft)")
            }
        } catch {
            unlink(draft)
            throw error
        }
        try move(draft, to: path)
    }

    /// Adds a short line to a file that may not be there yet; nothing is added to one that is larger than the limit. Several
    /// processes may do so at once.
    package static func append(_ line: [UInt8], to path: String, limit: Int) throws {
        try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        let descriptor = try openShared(path, O_WRONLY | O_APPEND | O_NOFOLLOW)
        defer { close(descriptor) }
        guard lseek(descriptor, 0, SEEK_END) < limit else { return }
        try writeAll(line, to: descriptor, named: path)
    }

    package static func writeAll(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SystemError("write \(name)") }
            start += count
        }
    }

    package static func move(_ path: String, to target: String) throws {
        guard rename(path, target) == 0 else { throw SystemError("rename \(path) to \(target)") }
    }

    /// Gives what stands at a path, a symbolic link too, a second name; nothing may stand there yet.
    package static func addName(_ name: String, to path: String) throws {
        guard link(path, name) == 0 else { throw SystemError("link \(path) to \(name)") }
    }

    /// Makes a symbolic link.
    package static func makeLink(to target: String, at path: String) throws {
        guard symlink(target, path) == 0 else { throw SystemError("link \(path) to \(target)") }
    }

    /// What a symbolic link holds; nil for what is none.
    package static func target(ofLink path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { readlink(path, $0, bytes.count) } ?? -1
        }
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }

    package static func remove(_ path: String) throws {
        guard unlink(path) == 0 else { throw SystemError("remove \(path)") }
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// When the file was last written, in seconds since 1970; nil where there is none. Anyone can set any time: one that no
    /// calendar of four digits has is brought to its nearer end.
    package static func modified(_ path: String) -> Int64? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return min(max(Int64(status.st_mtim.tv_sec), -62_135_596_800), 253_402_300_799)
    }

    /// In bytes, as far as it says so itself: a file with holes takes less. Nil where there is none.
    package static func size(_ path: String) -> Int64? {
        var status = stat()
        return lstat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// What changes with a file: its path, its size, and when it was last written, links followed; nil where there is none.
    package static func stamp(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// The user whose file it is; nil where there is none.
    package static func owner(_ path: String) -> UInt32? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_uid : nil
    }

    /// The permissions of a plain file; nil where there is none.
    package static func mode(_ path: String) -> UInt32? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return status.st_mode & 0o777
    }

    /// Opens a file that several users of a repository write, and makes it where there is none.
    package static func openShared(_ path: String, _ flags: Int32) throws -> Int32 {
        let descriptor = Glibc.open(path, flags | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw SystemError("write \(path)") }
        var status = stat()
        if fstat(descriptor, &status) == 0 {
            let (mode, sharing) = (status.st_mode & 0o7777, Sharing.ofFile(at: path))
            // Only its owner can; whoever else opened it has what it takes.
            if sharing.mode(sharing: mode) != mode { fchmod(descriptor, sharing.mode(sharing: mode)) }
        }
        return descriptor
    }

    package static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// Makes the folder with all folders above it.
    package static func makeFolder(_ path: String) throws {
        if try makeOneFolder(path) { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw SystemError("make folder \(path)")
        }
        try makeFolder(String(path[..<slash]))
        guard try makeOneFolder(path) else { throw SystemError("make folder \(path)") }
    }

    /// False, with `errno`, where the folder is not there then.
    private static func makeOneFolder(_ path: String) throws -> Bool {
        guard mkdir(path, 0o777) == 0 else { return errno == EEXIST }
        let sharing = Sharing.ofFile(at: path)
        let mode = sharing.folderMode(sharing: 0o777 & ~Sharing.processMask)
        guard sharing == .umask || chmod(path, mode) == 0 else { throw SystemError("share folder \(path)") }
        return true
    }

    /// The names of what is in a folder, sorted.
    package static func names(inFolder path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw SystemError("read folder \(path)") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { name in
                    name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    /// The absolute path with symbolic links followed; nil where nothing is there.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The path by which the search path finds this program, links not resolved: what a link points to changes with each upgrade.
    /// Elsewhere the program itself.
    package static func programOnPath() -> String {
        let program = thisProgram()
        let name = program.split(separator: "/").last.map(String.init) ?? program
        let folders = getenv("PATH").map { String(cString: $0).split(separator: ":") } ?? []
        return folders.lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first { isExecutable($0) && realPath($0) == program } ?? program
    }

    /// The path of the program that runs now.
    package static func thisProgram() -> String { realPath("/proc/self/exe") ?? CommandLine.arguments[0] }
}
