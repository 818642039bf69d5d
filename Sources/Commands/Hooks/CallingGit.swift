import Git
import Glibc
import System

/// The `git` that called this program, directly or through the shell and other hooks.
enum CallingGit {
    /// Its command: `fetch`, `tag`; nil where no `git` is among the callers.
    static func command() -> String? { caller()?.command }

    /// Whether `git commit` called with `--amend`; nil where another command did, or the callers cannot be seen. Git gives no
    /// word of it to `commit-msg`, and to `prepare-commit-msg` only where the message is that of the last commit.
    static func amends() -> Bool? {
        guard let caller = caller(), caller.command == "commit" else { return nil }
        return amends(in: caller.words)
    }

    /// Git takes beginnings of options, and the last one of a pair (gitcli).
    static func amends(in words: [String]) -> Bool {
        let options = words.prefix { $0 != "--" }
        func isGiven(_ word: String, _ option: String) -> Bool { word.count > 3 && option.hasPrefix(word) }
        let last = options.last { isGiven($0, "--amend") || isGiven($0, "--no-amend") && $0.count > 6 } ?? ""
        return last.hasPrefix("--am")
    }

    /// The nearest one, with the number of its process and its command line.
    static func caller() -> (process: Int32, command: String, words: [String])? {
        var process = getppid()
        while process > 1 {
            if let words = words(of: process), let command = command(in: words) { return (process, command, words) }
            guard let parent = parent(of: process) else { return nil }
            process = parent
        }
        return nil
    }

    /// The command in a command line of Git, after the options of `git` itself (git(1)); nil for other programs.
    static func command(in words: [String]) -> String? {
        guard let program = words.first?.split(separator: "/").last else { return nil }
        if program.hasPrefix("git-") { return String(program.dropFirst("git-".count)) }
        guard program == "git" else { return nil }
        var rest = words.dropFirst()
        while let option = rest.first, option.hasPrefix("-") {
            rest = rest.dropFirst(optionsWithValue.contains(option) ? 2 : 1)
        }
        return rest.first ?? ""
    }

    private static let optionsWithValue = [
        "-c", "-C", "--git-dir", "--work-tree", "--namespace", "--config-env", "--super-prefix", "--attr-source",
    ]

    private static func words(of process: pid_t) -> [String]? {
        try? File.read("/proc/\(process)/cmdline").split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func parent(of process: pid_t) -> pid_t? { field(1, of: process).flatMap { pid_t($0) } }

    /// When a process started, in ticks since the machine did: numbers of processes come again.
    static func start(of process: pid_t) -> String? { field(19, of: process) }

    /// Reads proc(5), `stat`: a field after the name, which may hold anything in parentheses. The parent is the second, the
    /// time of the start the twentieth.
    private static func field(_ number: Int, of process: pid_t) -> String? {
        guard let line = try? File.read("/proc/\(process)/stat"), let end = line.lastIndex(of: UInt8(ascii: ")")) else {
            return nil
        }
        let fields = line[(end + 1)...].split(separator: UInt8(ascii: " "))
        return fields.count > number ? String(decoding: fields[number], as: UTF8.self) : nil
    }
}
