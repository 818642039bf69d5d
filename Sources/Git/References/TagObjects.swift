import Glibc
import System

extension Repository {
    /// Writes an annotated tag object, signed where Git is configured so (`tag.gpgSign`), and lets no reference name it.
    ///
    /// Git can only make such an object together with its reference, so it works in a folder of its own that shares
    /// this repository's objects and configuration.
    package func writeTagObject(named name: String, on target: ObjectID, message: String) throws -> ObjectID {
        let folder = try File.makeTemporaryFolder()
        defer { _ = try? ExternalProgram("rm", ["-rf", folder]).run() }
        try File.makeFolder(folder + "/refs")
        try File.makeFolder(folder + "/objects")
        try File.replace(folder + "/HEAD", with: Array("ref: refs/heads/none\n".utf8))
        let settings = "[include]\n\tpath = \"\(Self.quoted(commonDirectory + "/config"))\"\n"
        try File.replace(folder + "/config", with: Array(settings.utf8))
        var git = ExternalProgram(
            "git",
            [
                "-c", "core.hooksPath=/dev/null", "-c", "core.bare=true", "tag", "-a", "--cleanup=verbatim", "-F", "-",
                name, "\(target)",
            ])
        git.environment = [
            "GIT_DIR": folder, "GIT_OBJECT_DIRECTORY": commonDirectory + "/objects", "GIT_WORK_TREE": nil,
            "GIT_INDEX_FILE": nil, "GIT_COMMON_DIR": nil,
        ]
        git.input = Array(message.utf8)
        _ = try git.output()
        let written = try File.read(folder + "/refs/tags/" + name).prefix(ObjectID.digitCount)
        guard let id = ObjectID(hex: written) else { throw RepositoryProblem.unknownRevision(name) }
        return id
    }

    private static func quoted(_ path: String) -> String {
        path.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : "\($0)" }.joined()
    }

    /// Moves several references in one transaction: all of them or none (git-update-ref, `--stdin`). Hooks are asked.
    ///
    /// - Throws: `RepositoryProblem.programFailed` with what Git or a hook said.
    package func update(
        _ moves: [(name: String, to: ObjectID, expecting: ExpectedValue)], reason: String
    ) throws {
        let lines = moves.map { move in
            switch move.expecting {
            case .absent: "create \(move.name) \(move.to)"
            case .exactly(let old): "update \(move.name) \(move.to) \(old)"
            }
        }
        var git = ExternalProgram("git", ["--git-dir", gitDirectory, "update-ref", "-m", reason, "--stdin"])
        git.input = Array((["start"] + lines + ["prepare", "commit", ""]).joined(separator: "\n").utf8)
        _ = try git.output()
    }
}
