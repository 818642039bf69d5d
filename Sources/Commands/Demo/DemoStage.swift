import Git
import System

/// Where the demo plays: a folder, an environment with nothing of the user's in it, and a clock of its own.
struct DemoStage {
    let folder: String
    /// Where `git` and the other programs are found.
    let searchPath: String

    /// 2026-01-05 08:00 UTC.
    private static let start = 1_767_600_000

    /// Runs a step as its person would: through the shell, errors among the output.
    ///
    /// Each scene has its hour, each step of it its minute, so that every run makes the same commits.
    func run(_ step: DemoStep, hour: Int, minute: Int) throws -> ExternalProgram.Answer {
        let time = Self.start + hour * 3600 + minute * 60
        let variables = environment(of: step.person, time: time).sorted { $0.key < $1.key }
        let script = "exec 2>&1\n\(step.line)"
        var shell = ExternalProgram("env", ["-i"] + variables.map { "\($0.key)=\($0.value)" } + ["sh", "-c", script])
        shell.folder = folder
        return try shell.run()
    }

    private func environment(of person: DemoPerson, time: Int) -> [String: String] {
        [
            "PATH": "\(Self.parent(of: File.thisProgram())):\(searchPath)",
            // No repository around the folder is ever touched.
            "GIT_CEILING_DIRECTORIES": Self.parent(of: folder), "HOME": "\(folder)/.git/home", "TZ": "UTC",
            "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_PAGER": "cat", "GIT_AUTHOR_NAME": person.name, "GIT_AUTHOR_EMAIL": person.email,
            "GIT_AUTHOR_DATE": "@\(time) +0000", "GIT_COMMITTER_NAME": person.name,
            "GIT_COMMITTER_EMAIL": person.email, "GIT_COMMITTER_DATE": "@\(time) +0000",
            "SLUICE_IDENTITY": "0123456789abcdef0123456789abcdef",
        ]
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
