import Foundation

/// A repository in a temporary folder, driven by the real `git` and the built `sluice`.
///
/// Nothing of the machine shows through but `PATH`: the environment is cleared, `HOME` is the folder's own. The clock
/// stands still but for one minute with each command, so object IDs are the same in every run.
package final class TestRepository {
    /// The work tree, or the Git directory where the repository is bare: absolute, without symbolic links.
    package let path: String
    /// Who runs the next commands.
    package var person = Person.developer
    /// The time of the last command, in seconds since 1970; starts at 2026-01-05 09:00 UTC. Clones of one another, and their
    /// work trees, have one clock.
    package var time: Int {
        get { clock.time }
        set { clock.time = newValue }
    }
    /// How far the clock moves with each command, in seconds.
    package var pace = 60
    /// Variables for all commands, over those that a test repository has anyway.
    package var variables: [String: String] = [:]

    let folder: TemporaryFolder
    private let clock: Clock

    private final class Clock {
        var time = 1_767_603_540
    }

    /// Makes an empty repository whose branch is `main`.
    package init(bare: Bool = false, objectFormat: String = "sha1") throws {
        folder = try TemporaryFolder()
        path = try folder.makeFolder("repository")
        _ = try folder.makeFolder("home")
        clock = Clock()
        let kind = bare ? ["--bare"] : []
        let format = ["--initial-branch=main", "--template=", "--object-format=\(objectFormat)"]
        try plainGit(["init", "--quiet"] + kind + format + ["."])
    }

    /// A further repository in a folder that another one made; Git has it there already.
    init(path: String, beside other: TestRepository) {
        self.path = path
        folder = other.folder
        person = other.person
        clock = other.clock
        pace = other.pace
        variables = other.variables
    }

    /// Runs `git` a minute later; gives its output without the last line end.
    @discardableResult
    package func git(_ arguments: String..., input: [UInt8] = [], person: Person? = nil) throws -> String {
        tick()
        return try plainGit(arguments, input: input, person: person)
    }

    /// Runs `git` a minute later, where a test expects a refusal.
    package func tryGit(_ arguments: String..., input: [UInt8] = [], person: Person? = nil) throws -> CommandResult {
        tick()
        return try command(["git"] + arguments, input: input, person: person).start().wait()
    }

    /// Runs the built `sluice` a minute later. `directory` is taken from the repository's folder.
    @discardableResult
    package func sluice(
        _ arguments: String..., input: [UInt8] = [], person: Person? = nil,
        environment: [String: String] = [:], directory: String = "."
    ) throws -> CommandResult {
        let program = [Places.program] + arguments
        return try start(program, input: input, person: person, environment: environment, directory: directory).wait()
    }

    /// Starts any program a minute later, for tests that run several at once or other programs than these two.
    package func start(
        _ arguments: [String], input: [UInt8] = [], person: Person? = nil,
        environment: [String: String] = [:], directory: String = "."
    ) throws -> RunningCommand {
        tick()
        return try command(arguments, input: input, person: person, more: environment, directory: directory).start()
    }

    /// Lets another person run the commands of `body`.
    @discardableResult
    package func `as`<Result>(_ person: Person, _ body: () throws -> Result) rethrows -> Result {
        let before = self.person
        self.person = person
        defer { self.person = before }
        return try body()
    }
}

extension TestRepository {
    /// Runs `git` at the time of the last command.
    @discardableResult
    func plainGit(_ arguments: [String], input: [UInt8] = [], person: Person? = nil) throws -> String {
        let result = try command(["git"] + arguments, input: input, person: person).start().wait()
        guard result.status == 0 else { throw CommandFailure(result: result) }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }

    func tick() {
        time += pace
    }

    private func command(
        _ arguments: [String], input: [UInt8], person: Person?,
        more: [String: String] = [:], directory: String = "."
    ) throws -> Subprocess {
        Subprocess(
            arguments: arguments,
            environment: environment(of: person ?? self.person).merging(more) { $1 },
            directory: directory.hasPrefix("/") ? directory : "\(path)/\(directory)",
            input: input,
            scratch: try folder.makeFolder("output"),
            repositoryPath: path)
    }

    /// What a program that was built with a sanitizer is told.
    private static let sanitizers = ProcessInfo.processInfo.environment.filter { name, _ in
        ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"].contains(name)
    }

    /// Automatic maintenance is off: it would run on in a folder that is being removed.
    private func environment(of person: Person) -> [String: String] {
        let own = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "\(folder.path)/home",
            "TMPDIR": folder.path, "TZ": "UTC", "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CEILING_DIRECTORIES": folder.path,
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "maintenance.auto", "GIT_CONFIG_VALUE_0": "false",
            "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "false",
            "GIT_AUTHOR_NAME": person.name, "GIT_AUTHOR_EMAIL": person.email, "GIT_AUTHOR_DATE": "@\(time) +0000",
            "GIT_COMMITTER_NAME": person.name, "GIT_COMMITTER_EMAIL": person.email,
            "GIT_COMMITTER_DATE": "@\(time) +0000",
        ]
        return own.merging(Self.sanitizers) { $1 }.merging(variables) { $1 }
    }
}
