import Glibc
import System

/// Room for the bytes of many trees, which goes back to the system as a whole. Bytes of every size that come and go one by
/// one leave holes, and took twice the memory.
final class TreeArena {
    private let room: UnsafeMutableRawBufferPointer
    private var used = 0

    /// - Throws: `SystemError` where there is no memory.
    init(size: Int) throws {
        let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else { throw SystemError("get memory for trees") }
        room = UnsafeMutableRawBufferPointer(start: start, count: size)
    }

    deinit { munmap(room.baseAddress, room.count) }

    var size: Int { room.count }

    /// To be called when nobody has copies any more.
    func clear() { used = 0 }

    func hasRoom(for count: Int) -> Bool { count <= room.count - used }

    /// A copy that lives as long as this; to be asked for only where there is room.
    func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let target = UnsafeMutableRawBufferPointer(rebasing: room[used..<(used + bytes.count)])
        target.copyMemory(from: bytes)
        used += bytes.count
        return UnsafeRawBufferPointer(target)
    }
}
