import CLibgit2

extension Repository {
    /// Names the change that a commit makes to its only parent, exactly: unlike a patch ID, every blank counts, and so do
    /// modes and the bytes of binary files. Only the places in the files do not. What people decided about a commit may
    /// be carried over to another one only by this.
    ///
    /// - Parameter reversed: name the change that takes the commit's back.
    /// - Returns: nil for merges, and for commits that change nothing.
    package func exactPatch(of commit: Commit, reversed: Bool = false) throws -> ObjectID? {
        guard !commit.isMerge else { return nil }
        let parent = try commit.parents.first.map { try self.commit($0).tree }
        return reversed ? try exactPatch(from: commit.tree, to: parent) : try exactPatch(from: parent, to: commit.tree)
    }

    /// The same for the change between any two trees; nil is the empty one.
    package func exactPatch(from old: ObjectID?, to new: ObjectID?) throws -> ObjectID? {
        let changes = try changes(from: old, to: new)
        guard !changes.isEmpty else { return nil }
        var text: [UInt8] = []
        for change in changes { try append(change, to: &text) }
        return try Self.id(of: text, .blob)
    }

    /// Files larger than this are told by their names alone, as binary ones would be: comparing them costs seconds.
    private static let comparedSize = 1 << 20

    private func append(_ change: PathChange, to text: inout [UInt8]) throws {
        let modes = [change.old, change.new].map { $0.map { "\($0.mode.rawValue)" } ?? "none" }
        text += "\(change.path.count) ".utf8 + change.path + " \(modes[0]) \(modes[1])\n".utf8
        if change.old?.id == change.new?.id { return }
        guard let old = try content(of: change.old), let new = try content(of: change.new) else {
            text += "\(change.old?.id ?? .zero) \(change.new?.id ?? .zero)\n".utf8
            return
        }
        let lines = LineDifferences(from: old, to: new)
        try lines.find()
        text += "\(lines.text.count)\n".utf8 + lines.text
    }

    /// Nil for what has no lines: submodules and large files.
    private func content(of entry: TreeEntry?) throws -> [UInt8]? {
        guard let entry else { return [] }
        guard entry.mode != .submodule else { return nil }
        guard let size = try header(of: entry.id)?.size, size <= Self.comparedSize else { return nil }
        return try blob(entry.id)
    }
}

/// The lines that differ between two texts, with three lines around them, as a text without line numbers.
private final class LineDifferences {
    private let old: [UInt8]
    private let new: [UInt8]
    private(set) var text: [UInt8] = []

    init(from old: [UInt8], to new: [UInt8]) {
        self.old = old
        self.new = new
    }

    func find() throws {
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
        options.flags = GIT_DIFF_INDENT_HEURISTIC.rawValue | GIT_DIFF_FORCE_TEXT.rawValue
        let code = git_diff_buffers(
            old, old.count, nil, new, new.count, nil, &options, nil, nil,
            { _, _, payload in LineDifferences.take([UInt8(ascii: "@"), UInt8(ascii: "\n")], for: payload) },
            { _, _, line, payload in
                guard let line, let content = line.pointee.content else { return -1 }
                let bytes = UnsafeRawBufferPointer(start: content, count: line.pointee.content_len)
                return LineDifferences.take([UInt8(bitPattern: line.pointee.origin)] + bytes, for: payload)
            }, Unmanaged.passUnretained(self).toOpaque())
        try check(code)
    }

    private static func take(_ bytes: [UInt8], for payload: UnsafeMutableRawPointer?) -> CInt {
        guard let payload else { return -1 }
        Unmanaged<LineDifferences>.fromOpaque(payload).takeUnretainedValue().text += bytes
        return 0
    }
}
