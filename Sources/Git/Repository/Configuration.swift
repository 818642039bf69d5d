import CLibgit2
import Glibc
import System

/// One setting of a file in git-config syntax.
package struct ConfigurationEntry: Hashable, Sendable {
    /// Section and key in lower case with the subsection between, as written: `item.RFC.kind`.
    package let name: String
    /// Nil where the key stands alone, without `=`, which Git reads as true.
    package let value: String?
}

/// Settings in git-config syntax, parsed by libgit2.
package final class Configuration {
    private let pointer: OpaquePointer
    /// Looked at again with every iteration, by a path that means another file once this one is closed.
    private let file: MemoryFile?

    fileprivate init(owning pointer: OpaquePointer, file: MemoryFile? = nil) {
        self.pointer = pointer
        self.file = file
    }

    deinit { git_config_free(pointer) }

    /// Parses a text that stands in no file.
    ///
    /// - Throws: `GitError` whose message names the line where the text does not parse.
    package convenience init(text: [UInt8]) throws {
        try Library.started.get()
        // libgit2 1.5 parses files only; a memory file has a path but leaves nothing behind.
        let file = try MemoryFile(text)
        let pointer: OpaquePointer = try handle { git_config_new(&$0.pointee) }
        self.init(owning: pointer, file: file)
        try check(git_config_add_file_ondisk(pointer, file.path, GIT_CONFIG_LEVEL_APP, nil, 1))
    }

    /// Has a repository go by these settings and no others.
    func apply(to repository: OpaquePointer) throws { try check(git_repository_set_config(repository, pointer)) }

    /// The value of a key that is given once; the last one where it is repeated; nil where it is not set.
    package func string(_ name: String) throws -> String? {
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        guard try found(git_config_get_string_buf(&buffer, pointer, name)) else { return nil }
        return buffer.ptr.map { String(cString: $0) }
    }

    /// All settings in the order of the text.
    package func entries() throws -> [ConfigurationEntry] {
        let iterator: OpaquePointer = try handle {
            git_config_iterator_new(&$0.pointee, pointer)
        }
        defer { git_config_iterator_free(iterator) }
        var result: [ConfigurationEntry] = []
        while let entry = try next(iterator) { result.append(entry) }
        return result
    }

    private func next(_ iterator: OpaquePointer) throws -> ConfigurationEntry? {
        var entry: UnsafeMutablePointer<git_config_entry>?
        guard try found(git_config_next(&entry, iterator), orNone: .iterationOver) else { return nil }
        guard let setting = entry?.pointee, let name = setting.name else { return nil }
        return ConfigurationEntry(name: String(cString: name), value: setting.value.map { String(cString: $0) })
    }
}

extension Repository {
    /// Whether a setting is true in one of Git's spellings (git-config, "boolean").
    package func isSetTrue(_ name: String) -> Bool {
        guard let value = try? configuration().string(name) else { return false }
        return ["true", "yes", "on", "1"].contains(value.lowercased())
    }

    /// A setting that stands where libgit2 does not look: in the settings of one worktree, in variables, or in what is included by the
    /// addresses of remotes. Git is asked only where there is such a place.
    package func settingThatGitAlone(has name: String) throws -> String? {
        let variables = ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"]
        let isElsewhere =
            try isSetTrue("extensions.worktreeconfig")
            || variables.contains { environmentVariable($0) != nil }
            || configuration().entries().contains { $0.name.hasPrefix("includeif.hasconfig:") }
        guard isElsewhere else { return nil }
        let answer = try ExternalProgram("git", ["--git-dir", gitDirectory, "config", "--get", name]).run()
        let value = answer.text.split(separator: "\n").first.map(String.init) ?? ""
        return answer.status == 0 && !value.isEmpty ? value : nil
    }

    /// The settings of the system, the user and this repository, as they stood when they were first asked for.
    package func configuration() throws -> Configuration {
        if let settings { return settings }
        let read = Configuration(owning: try handle { git_repository_config_snapshot(&$0.pointee, pointer) })
        settings = read
        return read
    }
}
