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
        try prepare(current, console)
        while true {
            let editorFailure = try edit()
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
                guard wantsAnotherTry(console) else { throw kept(Failure(.usage, "the policy was not changed")) }
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

    /// Starts the editor as Git does (git-var, `GIT_EDITOR`): through the shell, which splits the editor's own words.
    private func edit() throws -> Failure? {
        let answer = try ExternalProgram("git", ["var", "GIT_EDITOR"]).output()
        let editor = String(decoding: answer.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let status = try ExternalProgram("sh", ["-c", editor + " \"$@\"", editor, path]).runInForeground()
        return status == 0 ? nil : Failure(.cannotDecide, "the editor `\(editor)` ended with status \(status)")
    }

    private func wantsAnotherTry(_ console: Console) -> Bool {
        console.note("Press Enter to edit it again, or q and Enter to stop.")
        return readLine().map { !$0.hasPrefix("q") } ?? false
    }

    /// The failure, with a word on where the draft is.
    func kept(_ failure: Failure) -> Failure {
        Failure(failure.status, failure.message, hints: failure.hints + ["your draft is kept at \(path)"])
    }
}
