/// A pattern for paths and branch names, judged on bytes.
///
/// `*` stands for any run of bytes without `/`, `?` for one byte but `/`, `[a-z]` and `[!a-z]` for one byte in or not in
/// a set, `\` takes the meaning from what follows. `**` stands for whole folders: `**/x` is `x` at any depth, `docs/**`
/// is all below `docs`, for which `docs/` is short. A leading `/` only ties the pattern to the top.
package struct PathPattern: Hashable, Sendable {
    /// The pattern as it was written.
    package let text: String
    private let tokens: [Token]
    private let hasSlash: Bool

    /// Reads a pattern as a policy or an option has it.
    package init(_ text: String) throws(PathPatternError) {
        self.text = text
        var parser = try PathPatternParser(text)
        tokens = try parser.tokens()
        hasSlash = text.utf8.contains(UInt8(ascii: "/"))
    }

    /// Whether the pattern covers a file at this path from the top of the tree, without a leading `/`.
    ///
    /// As in `.gitignore`, a pattern without a slash is held against the last part of the path only: `*.md`.
    package func matches(path: [UInt8]) -> Bool {
        guard !hasSlash, let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return matches(path[...]) }
        return matches(path[(slash + 1)...])
    }

    /// Whether the pattern covers a path, or something that would lie below it: a link or a submodule stands for all files below
    /// its path.
    package func reaches(path: [UInt8]) -> Bool {
        if matches(path: path) { return true }
        // What begins with any folder would lie below everything.
        guard hasSlash, tokens.first != .folders else { return false }
        return isBeginning(path + [UInt8(ascii: "/")])
    }

    /// Whether some bytes begin a path that the pattern covers: all places among the tokens where matching can be are followed.
    private func isBeginning(_ bytes: [UInt8]) -> Bool {
        var places = closure(of: [0])
        for byte in bytes {
            places = closure(of: Set(places.flatMap { next(after: $0, byte) }))
            if places.isEmpty { return false }
        }
        return places.contains { $0 < tokens.count }
    }

    /// With the places behind tokens that can stand for nothing.
    private func closure(of places: Set<Int>) -> Set<Int> {
        var (found, open) = (places, Array(places))
        while let place = open.popLast() {
            guard place < tokens.count, tokens[place] == .run || tokens[place] == .folders else { continue }
            if found.insert(place + 1).inserted { open.append(place + 1) }
        }
        return found
    }

    private func next(after place: Int, _ byte: UInt8) -> [Int] {
        guard place < tokens.count else { return [] }
        let isSlash = byte == UInt8(ascii: "/")
        return switch tokens[place] {
        case .byte(let wanted): byte == wanted ? [place + 1] : []
        case .anyByte: isSlash ? [] : [place + 1]
        case .set(let set): set.contains(byte) ? [place + 1] : []
        case .run: isSlash ? [] : [place]
        // Within a folder's name only this token goes on.
        case .folders: [place]
        case .remainder: [place, place + 1]
        }
    }

    /// Whether the pattern covers the branch of this name, given without `refs/heads/`. The whole name counts: `*`
    /// covers `main`, but not `feature/x`; `**` covers both.
    package func matches(branch name: [UInt8]) -> Bool { matches(name[...]) }

    /// Whether the pattern covers the branch of this name, given without `refs/heads/`.
    package func matches(branch name: String) -> Bool { matches(branch: Array(name.utf8)) }

    /// Whether the pattern stands for itself alone.
    package var isLiteral: Bool { !text.utf8.contains { Array("*?[\\".utf8).contains($0) } }

    private func matches(_ subject: ArraySlice<UInt8>) -> Bool {
        var matcher = PathPatternMatcher(tokens: tokens, subject: subject)
        return matcher.matches()
    }
}

extension PathPattern {
    /// One step of a pattern.
    enum Token: Hashable {
        case byte(UInt8)
        /// `?`
        case anyByte
        case set(ByteSet)
        /// `*`
        case run
        /// `**` and the slash behind it: no folder, or any number of them.
        case folders
        /// `**` at the end: anything, but not nothing.
        case remainder
    }

    /// The bytes between brackets. None of them is ever `/`.
    struct ByteSet: Hashable {
        var ranges: [ClosedRange<UInt8>] = []
        var isNegated = false

        func contains(_ byte: UInt8) -> Bool {
            byte != UInt8(ascii: "/") && ranges.contains { $0 ~= byte } != isNegated
        }
    }
}

extension PathPattern: CustomStringConvertible {
    package var description: String { text }
}

extension [UInt8] {
    /// Whether Git would check a file out at this path (`verify_path` in its read-cache.c): `docs/../code` is in no folder that
    /// its name says.
    var isOfWorkTree: Bool {
        split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { name in
            !name.isEmpty && ![".", "..", ".git"].contains(String(decoding: name, as: UTF8.self).lowercased())
        }
    }
}
