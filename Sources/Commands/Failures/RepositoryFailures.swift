import Changes
import Git
import Reports
import System

extension RepositoryProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .notARepository(let path):
            Failure(
                .cannotDecide, "no Git repository at or above \(path)",
                hints: ["go into one, name one with `-C <path>`, or make one with `git init`"])
        case .foreignOwner(let path):
            Failure(
                .cannotDecide, "\(path) belongs to another user",
                hints: ["if you trust it: `git config --global --add safe.directory \(path)`"])
        case .unsupportedObjectFormat(let format):
            Failure(
                .cannotDecide, "the repository's object format is \(format), which libgit2 1.5 cannot read",
                hints: ["Sluice needs a repository of format sha1: `git init --object-format=sha1`"])
        case .unsupportedReferenceStorage(let format):
            Failure(
                .cannotDecide, "the repository keeps its references as \(format), which libgit2 1.5 cannot read",
                hints: ["`git refs migrate --ref-format=files` turns them into files"])
        case .unsupportedExtension(let message):
            Failure(
                .cannotDecide, "the repository uses an extension that libgit2 1.5 does not know: \(message)",
                hints: ["`git config --get-regexp '^extensions'` lists the extensions in use"])
        case .missingObject(let id, let isPartial):
            Failure(.cannotDecide, "object \(id) is not in this clone", hints: [Self.fix(id, isPartial)])
        case .corruptObject(let id, let reason):
            Failure(
                .cannotDecide, "object \(id) cannot be read: \(reason)",
                hints: ["`git fsck` lists what is damaged; `git fetch --refetch` gets it again"])
        case .shallow(let id):
            Failure(
                .cannotDecide, "this clone is shallow: its history ends at \(id.abbreviated), within what is needed",
                hints: ["`git fetch --unshallow --tags` brings the rest"])
        case .incompleteMerge(let id, let isPartial):
            Failure(
                .cannotDecide, "this clone lacks a part of what merge \(id.abbreviated) was made from",
                hints: [isPartial ? Self.fix(id, true) : "`git fetch --unshallow --tags` brings the rest"])
        case .unknownRevision(let name):
            Failure(
                .cannotDecide, "'\(name)' names nothing in this clone",
                hints: ["`git branch -a` and `git tag` list what is here; `git fetch --all --tags` asks the remotes"])
        case .ambiguousRevision(let name):
            Failure(
                .usage, "'\(name)' could mean several things",
                hints: ["name it in full: refs/heads/\(name), refs/tags/\(name), or more digits of the commit"])
        case .notACommit(let name, let kind):
            Failure(
                .cannotDecide, "\(name) marks a \(kind.rawValue), not a commit",
                hints: ["a release is a commit: tag one under another version"])
        case .brokenReference(let broken):
            Failure(
                .cannotDecide, "\(broken.name) names no object: \(broken.file) is empty or damaged",
                hints: broken.last.map { last -> [Hint] in
                    [
                        "if it is the ledger's branch: `sluice doctor --fix` lets it name \(last.abbreviated) again",
                        "else: `rm \(broken.file)`, then `git update-ref \(broken.name) \(last)`, its last value by the reflog",
                    ]
                } ?? [
                    "if it is the ledger's branch: `sluice doctor --fix` lets it name the remote's again",
                    "else: `rm \(broken.file)`, then `git fetch` brings what a remote has",
                ])
        case .referenceBusy(let name):
            Failure(
                .cannotDecide, "\(name) is being changed by another process",
                hints: [
                    "try again; `sluice doctor` tells who holds its lock, and `--fix` removes one that nobody holds"
                ])
        case .unknownIdentity(let reason):
            Failure(
                .cannotDecide, "Git does not know who you are, and every record names who wrote it",
                hints: [
                    "`git config --global user.name \"Your Name\"`",
                    "`git config --global user.email you@example.org`",
                ]
                    + reason.split(separator: "\n").filter { $0.hasPrefix("fatal: ") }.map {
                        "git says: \($0.dropFirst(7))"
                    })
        case .remoteFailed(let remote, let errors):
            Failure(
                .cannotDecide, "\(remote) cannot be reached",
                hints: errors.split(separator: "\n").map { "git says: \($0)" } + [
                    "`git ls-remote \(remote)` tries it alone"
                ])
        case .programFailed(let program, let arguments, let status, let errors):
            Failure(
                .cannotDecide, "\(program) \(arguments.first ?? "") ended with status \(status)",
                hints: errors.split(separator: "\n").map { "\(program) says: \($0)" })
        }
    }

    private static func fix(_ id: ObjectID, _ isPartialClone: Bool) -> Hint {
        isPartialClone
            ? "this is a partial clone: `git fetch --refetch --no-filter` brings all objects"
            : "`git fetch --refetch` gets it again; `git fsck` lists what else is missing"
    }
}

extension GitError: FailureConvertible {
    var failure: Failure {
        if message.hasSuffix("Permission denied") || message.hasSuffix("Read-only file system") {
            return Failure(
                .cannotDecide, "the repository cannot be written to: \(message)",
                hints: ["`ls -ld \"$(git rev-parse --git-common-dir)\"` tells whose it is"])
        }
        if ["No space left on device", "File too large", "Disk quota exceeded"].contains(where: message.hasSuffix) {
            return Failure(
                .cannotDecide, "the repository cannot be written to: \(message)",
                hints: ["nothing was changed; `df .`, `quota` and `ulimit -f` tell what room there is"])
        }
        if code == .notFound,
            let id = message.split(whereSeparator: { !$0.isHexDigit }).compactMap({ ObjectID(String($0)) }).first
        {
            return Failure(
                .cannotDecide, "object \(id) is not in this clone",
                hints: [
                    "in a partial clone: `git fetch --refetch --no-filter` brings all objects",
                    "else: `git fetch --refetch` gets it again; `git fsck` lists what else is missing",
                ])
        }
        return Failure(
            .cannotDecide, "libgit2 cannot go on: \(message)",
            hints: ["`git fsck` tells whether the repository is damaged"])
    }
}

extension SystemError: FailureConvertible {
    var failure: Failure {
        guard let missingProgram else { return Failure(.cannotDecide, "cannot \(action): \(reason)") }
        return Failure(
            .cannotDecide, "this machine does not have \(SafeText.line(missingProgram)), which this needs",
            hints: [
                SystemProgram.named(missingProgram)?.installationHint
                    ?? "install it, or add its folder to PATH: `command -v \(missingProgram)` shows where it is found"
            ])
    }
}

extension SystemProgram {
    var installationHint: Hint { "`\(installation)` installs it, as root, on Debian and Ubuntu" }

    /// What comes before hints that call the program: how to install it, where this machine does not have it.
    var hintsWhereMissing: [Hint] {
        isInstalled ? [] : ["this machine does not have \(name): \(installationHint)"]
    }
}
