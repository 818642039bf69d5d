import Git
import Glibc
import System

/// The ledger by which `pre-receive` judged the tags of a push, kept for the transactions that follow.
///
/// A server can take one reference of a push and refuse another: by an `update` hook that protects a branch, or because
/// somebody was faster. The ledger of the push, which opened the gate, need not be there when its tag is. A note that says the
/// same as the ledger spares a second look; where it is missing or says something else, the tag is judged again.
struct JudgedPush {
    private let folder: String
    private let path: String

    /// - Parameter receiver: the process of `git receive-pack`, which calls all hooks of a push.
    init(in repository: Repository, receiver: Int32) {
        folder = repository.commonDirectory + "/sluice"
        path = "\(folder)/\(Self.prefix)\(receiver)-\(CallingGit.start(of: receiver) ?? "")"
    }

    /// Nil where this hook was not called by a push.
    init?(in repository: Repository) {
        guard let caller = CallingGit.caller(), caller.command == "receive-pack" else { return nil }
        self.init(in: repository, receiver: caller.process)
    }

    private static let prefix = "push-"

    func keep(_ tip: ObjectID) throws {
        try File.makeFolder(folder)
        removeLeft()
        try File.replace(path, with: Array("\(tip)\n".utf8), isSynced: false)
    }

    /// Whether the push was judged by this ledger.
    func wasJudged(by tip: ObjectID) -> Bool {
        (try? File.read(path, limit: 100)) == Array("\(tip)\n".utf8)
    }

    func forget() { try? File.remove(path) }

    /// A push that took nothing has no `post-receive`.
    private func removeLeft() {
        for name in (try? File.names(inFolder: folder)) ?? [] where name.hasPrefix(Self.prefix) {
            let process = name.dropFirst(Self.prefix.count).prefix { $0 != "-" }
            if !File.exists("/proc/\(process)") { try? File.remove("\(folder)/\(name)") }
        }
    }
}
