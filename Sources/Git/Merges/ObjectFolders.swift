import CLibgit2
import Glibc

extension Repository {
    /// The folders in which this repository's objects are, absolute, as bytes: its own, and, where the environment named the
    /// repository, those that the environment names besides. A push that is being checked lies in the latter (git-receive-pack,
    /// "QUARANTINE ENVIRONMENT").
    var objectFolders: [[UInt8]] {
        let common = git_repository_commondir(pointer).map { rawBytes($0) } ?? []
        let own = [common + Array("objects".utf8)]
        guard isFromEnvironment else { return own.map(absolute) }
        let named = getenv("GIT_OBJECT_DIRECTORY").map { [rawBytes($0)] } ?? []
        let others = getenv("GIT_ALTERNATE_OBJECT_DIRECTORIES").map { ObjectFolderList.folders(in: rawBytes($0)) } ?? []
        return (own + named + others).filter { !$0.isEmpty }.map(absolute)
    }
}

private func rawBytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
    [UInt8](UnsafeRawBufferPointer(start: text, count: strlen(text)))
}

private func absolute(_ path: [UInt8]) -> [UInt8] {
    guard path.first != UInt8(ascii: "/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return rawBytes(here) + [UInt8(ascii: "/")] + path
}

/// Lists of object folders, as Git reads them from its environment and from `objects/info/alternates`.
enum ObjectFolderList {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// The folders of a list with colons between them. One that begins with a quote is written as a C string (git(1),
    /// `GIT_ALTERNATE_OBJECT_DIRECTORIES`).
    static func folders(in list: [UInt8]) -> [[UInt8]] {
        var (folders, rest) = ([[UInt8]](), list[...])
        while !rest.isEmpty {
            if rest.first == quote, let (folder, behind) = unquoted(rest) {
                folders.append(folder)
                rest = behind
            } else {
                let end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
                folders.append(Array(rest[..<end]))
                rest = rest[end...]
            }
            rest = rest.dropFirst()
        }
        return folders
    }

    /// A line of `objects/info/alternates` that names a folder, whatever bytes its path has.
    static func line(for folder: [UInt8]) -> [UInt8] {
        var line = [quote]
        for byte in folder {
            switch byte {
            case quote, backslash: line += [backslash, byte]
            case 0x20..<0x7F: line.append(byte)
            default: line += [backslash] + [byte >> 6, byte >> 3 & 7, byte & 7].map { $0 + UInt8(ascii: "0") }
            }
        }
        return line + [quote, UInt8(ascii: "\n")]
    }

    /// The text of a C string, and what follows it.
    private static func unquoted(_ text: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>)? {
        var (result, rest) = ([UInt8](), text.dropFirst())
        while let byte = rest.popFirst(), byte != quote {
            guard byte == backslash else {
                result.append(byte)
                continue
            }
            guard let escaped = unescaped(&rest) else { return nil }
            result.append(escaped)
        }
        return rest.startIndex > text.startIndex && text[rest.startIndex - 1] == quote ? (result, rest) : nil
    }

    private static let escapes = Dictionary(
        uniqueKeysWithValues: zip("abfnrtv\"\\".utf8, [7, 8, 12, 10, 13, 9, 11, 34, 92] as [UInt8]))

    private static func unescaped(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
        guard let first = rest.popFirst() else { return nil }
        if let known = escapes[first] { return known }
        let digits = [first] + rest.prefix(2)
        rest = rest.dropFirst(2)
        guard digits.count == 3, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }) else { return nil }
        return digits.reduce(0) { $0 &* 8 &+ ($1 - UInt8(ascii: "0")) }
    }
}
