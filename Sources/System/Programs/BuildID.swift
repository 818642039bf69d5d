import CSystem
import Glibc

/// The ID that the linker wrote into this program (`--build-id`, elf(5)).
package enum BuildID {
    package static var ofThisProgram: [UInt8]? {
        // The kernel says where it put the program's headers (getauxval(3)); a static program stands where they say.
        let start = UnsafePointer<Elf64_Phdr>(bitPattern: getauxval(UInt(AT_PHDR)))
        let headers = UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(getauxval(UInt(AT_PHNUM))))
        for header in headers where header.p_type == PT_NOTE {
            guard let notes = UnsafeRawPointer(bitPattern: UInt(header.p_vaddr)) else { continue }
            if let id = id(in: UnsafeRawBufferPointer(start: notes, count: Int(header.p_memsz))) { return id }
        }
        return nil
    }

    /// Reads notes: the sizes of name and content, a type, the name, the content, the last two padded to four bytes.
    static func id(in notes: UnsafeRawBufferPointer) -> [UInt8]? {
        var rest = notes[...]
        while rest.count >= 12 {
            let header = UnsafeRawBufferPointer(rebasing: rest)
            let words = (0..<3).map { header.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
            let (name, content) = (Int(words[0]), Int(words[1]))
            let begin = 12 + (name + 3) / 4 * 4
            guard rest.count >= begin + content else { return nil }
            if words[2] == UInt32(NT_GNU_BUILD_ID), rest.dropFirst(12).starts(with: "GNU\0".utf8) {
                return Array(rest.dropFirst(begin).prefix(content))
            }
            rest = rest.dropFirst(begin + (content + 3) / 4 * 4)
        }
        return nil
    }
}
