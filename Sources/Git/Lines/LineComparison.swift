import CLibgit2

/// The lines in which two texts differ, by their places, counted from 0 (git-diff, no context).
package struct LineComparison: Sendable {
    /// The lines of the first text that the second one lacks at their place.
    package private(set) var removed: [Int] = []
    /// The lines of the second text that the first one lacks at their place.
    package private(set) var added: [Int] = []

    package init(from old: [UInt8], to new: [UInt8]) throws {
        let found = FoundLines()
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
        options.flags = GIT_DIFF_FORCE_TEXT.rawValue
        options.context_lines = 0
        let code = git_diff_buffers(
            old, old.count, nil, new, new.count, nil, &options, nil, nil, nil,
            { _, _, line, payload in
                guard let line, let payload else { return -1 }
                Unmanaged<FoundLines>.fromOpaque(payload).takeUnretainedValue().take(line.pointee)
                return 0
            }, Unmanaged.passUnretained(found).toOpaque())
        try check(code)
        (removed, added) = (found.removed, found.added)
    }
}

private final class FoundLines {
    var removed: [Int] = []
    var added: [Int] = []

    func take(_ line: git_diff_line) {
        switch UInt8(bitPattern: line.origin) {
        case UInt8(ascii: "-"): removed.append(Int(line.old_lineno) - 1)
        case UInt8(ascii: "+"): added.append(Int(line.new_lineno) - 1)
        default: break
        }
    }
}
