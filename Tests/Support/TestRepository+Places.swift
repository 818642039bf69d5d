import Foundation

/// Files, clones and work trees.
extension TestRepository {
    /// The last part of the path: `repository` for the first one of a test.
    var name: String { URL(fileURLWithPath: path).lastPathComponent }

    /// Writes a file of the work tree, with the folders that it needs.
    package func write(_ name: String, _ text: String) throws {
        try write(name, bytes: Array(text.utf8))
    }

    /// Writes a file of the work tree that need not be UTF-8.
    package func write(_ name: String, bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Makes a file that was written a program. Another process writes it anew: this one may be starting programs, which
    /// for a moment hold what it has open for writing, and a file that is open so cannot be run.
    package func makeExecutable(_ name: String) throws {
        let script = "cp \"$1\" \"$1.new\" && chmod 755 \"$1.new\" && mv \"$1.new\" \"$1\""
        let result = try start(["sh", "-c", script, "sh", "\(path)/\(name)"]).wait()
        guard result.status == 0 else { throw CommandFailure(result: result) }
    }

    /// Reads a file of the work tree, or of the Git directory by `.git/…`.
    package func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
    }

    /// Clones this repository as over a network, into a folder beside it that lives as long as any of the two.
    package func clone(_ name: String = "clone", bare: Bool = false, options: [String] = []) throws -> TestRepository {
        tick()
        let place = "\(folder.path)/\(name)"
        let kind = bare ? ["--bare"] : []
        try plainGit(["clone", "--quiet", "--template="] + kind + options + ["file://\(path)", place])
        return TestRepository(path: place, beside: self)
    }

    /// Clones a repository or bundle of the machine into a test repository of its own.
    package static func clone(from source: String, bare: Bool = true) throws -> TestRepository {
        let parent = try TestRepository(bare: true)
        let place = "\(parent.folder.path)/clone"
        try parent.plainGit(["clone", "--quiet", "--template="] + (bare ? ["--mirror"] : []) + [source, place])
        return TestRepository(path: place, beside: parent)
    }

    /// Adds a linked work tree with a new branch of the same name.
    package func worktree(_ name: String, at revision: String = "HEAD") throws -> TestRepository {
        let place = "\(folder.path)/\(name)"
        try git("worktree", "add", "--quiet", "-b", name, place, revision)
        return TestRepository(path: place, beside: self)
    }
}
