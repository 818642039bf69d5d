import CSystem
import Glibc

/// A file that exists in memory only, for programs and functions that want a descriptor or a path.
package final class MemoryFile {
    package let descriptor: Int32

    package init(_ bytes: [UInt8] = []) throws {
        descriptor = memfd_create("sluice", UInt32(SLUICE_MFD_CLOEXEC))
        guard descriptor >= 0 else { throw SystemError("make a memory file") }
        try File.writeAll(bytes, to: descriptor, named: "a memory file")
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit { close(descriptor) }

    package var path: String { "/proc/self/fd/\(descriptor)" }

    package func contents() throws -> [UInt8] {
        lseek(descriptor, 0, SEEK_SET)
        return try File.readAll(descriptor, named: "a memory file")
    }
}
