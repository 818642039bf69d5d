import Glibc

/// The encodings that commits name in their header `encoding` (git-commit, `i18n.commitEncoding`), converted by the C library.
package enum TextEncoding {
    /// Those that people write in. Others, and what is behind a slash, would choose among all that the library can load.
    private static let families = [
        "iso-8859-", "iso8859-", "iso_8859-", "latin", "windows-125", "cp125", "cp43", "cp85", "cp86", "cp93", "koi8-",
        "euc-", "eucjp",
        "shift_jis", "shift-jis", "sjis", "iso-2022-jp", "gb", "big5",
    ]

    /// - Returns: nil where the text is none of that encoding, or the encoding is not one of those: then it stays as it is, as in Git.
    package static func utf8(_ text: ArraySlice<UInt8>, in encoding: ArraySlice<UInt8>) -> [UInt8]? {
        let name = String(decoding: encoding, as: UTF8.self).lowercased()
        let isPlain = name.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 >= 0x30 && $0 <= 0x39 || "-_".utf8.contains($0)
        }
        guard isPlain, name.utf8.count <= 20, families.contains(where: name.hasPrefix),
            let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1)
        else { return nil }
        defer { iconv_close(converter) }
        var input = text.map { CChar(bitPattern: $0) }
        // No character of these encodings has more bytes in UTF-8 than four for one.
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        let written = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output -> Int? in
                var (from, left) = (input.baseAddress, input.count)
                var (to, room) = (output.baseAddress, output.count)
                guard iconv(converter, &from, &left, &to, &room) != -1, left == 0,
                    iconv(converter, nil, nil, &to, &room) != -1
                else { return nil }
                return output.count - room
            }
        }
        return written.map { output[..<$0].map { UInt8(bitPattern: $0) } }
    }
}
