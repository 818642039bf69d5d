import Changes
import Git
import Ledger
import Reports
import System

/// The next version of the policy while somebody edits it: a file in the Git directory that outlives a failure.
struct PolicyDraft {
    private let version: Int
    private let path: String

    /// - Parameter version: the version that the draft is to become. A draft of a version that somebody else recorded
    ///   meanwhile is never taken up again.
    init(of version: Int, in repository: Repository) {
        self.version = version
        path = "\(repository.gitDirectory)/sluice/policy-\(version).gitconfig"
    }

    /// Lets the user edit until there is no fault left, or they give up.
    ///
    /// - Returns: the text without fault; `current` where nothing was changed, and then no draft stays.
    func edited(from current: [UInt8], _ console: Console) throws -> [UInt8] {
        let editor = try Self.editor()
        try prepare(current, console)
        while true {
            let editorFailure = try edit(with: editor)
            let text = try File.read(path)
            if text == current { try remove() }
            if let editorFailure { throw text == current ? editorFailure : kept(editorFailure) }
            guard text != current else { return current }
            do {
                try GivenText.require(text, of: "the policy")
                _ = try Policy(toRecord: text, version: version)
                return text
            } catch let problem as any FailureConvertible {
                guard Descriptor.input.isTerminal else { throw kept(problem.failure) }
                console.report(problem.failure)
                guard wantsAnotherTry(console) else { throw kept(Failure(.refused, "the policy was not changed")) }
            }
        }
    }

    func remove() throws {
        try File.remove(path)
    }

    private func prepare(_ current: [UInt8], _ console: Console) throws {
        guard !File.exists(path) else {
            return console.note("Taking up the draft at \(path); remove it to begin anew.")
        }
        try File.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
        try File.replace(path, with: current)
    }

    /// The command of the editor that Git uses (git-var, `GIT_EDITOR`).
    ///
    /// - Throws: `Failure` where Git knows none, as on a terminal that can only print (`TERM=dumb`).
    private static func editor() throws -> String {
        let answer = try ExternalProgram("git", ["var", "GIT_EDITOR"]).run()
        let editor = String(decoding: answer.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard answer.status == 0, editor.contains(where: { $0 != " " }) else {
            throw Failure(.cannotDecide, "Git knows no editor for the policy", hints: Self.otherWays)
        }
        return editor
    }

    /// Starts the editor as Git does: through the shell, which splits the editor's own words.
    private func edit(with editor: String) throws -> Failure? {
        let status = try ExternalProgram("sh", ["-c", editor + " \"$@\"", editor, path]).runInForeground()
        guard status != 0 else { return nil }
        // The statuses of a shell that finds no such program, or cannot start it (sh(1p)).
        let reason = [126, 127].contains(status) ? "cannot be started" : "ended with status \(status)"
        return Failure(.cannotDecide, "the editor `\(editor)` \(reason)", hints: Self.otherWays)
    }

    private static let otherWays: [Hint] = [
        "with another editor: `EDITOR=<editor> sluice policy edit`",
        """
        without one: `sluice policy show > policy.gitconfig`, change that file, \
        then `sluice policy edit --file policy.gitconfig`
        """,
    ]

    private func wantsAnotherTry(_ console: Console) -> Bool {
        console.note("Press Enter to edit it again, or q and Enter to stop.")
        return readLine().map { !$0.hasPrefix("q") } ?? false
    }

    /// The failure, with a word on where the draft is.
    func kept(_ failure: Failure) -> Failure {
        Failure(failure.status, failure.message, hints: failure.hints + ["your draft is kept at \(path)"])
    }
}
