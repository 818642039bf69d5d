import Glibc

/// The processes of this machine, as proc(5) shows them to this user.
package struct RunningProcesses: Sendable {
    private struct Seen: Sendable {
        let id: Int
        /// Whether this process runs under it, and waits for nothing that it does there.
        let isCaller: Bool
        let name: String
        let folder: String?
        let files: Set<String>
    }

    private let seen: [Seen]
    /// How many could be looked into, and how many could not.
    package var visible: Int { seen.count }
    package var hidden: Int { hiddenOwners.count }
    /// The users of those that could not be looked into, one for each process.
    private let hiddenOwners: [UInt32]

    package init() {
        let ids = ((try? File.names(inFolder: "/proc")) ?? []).compactMap { Int($0) }
        let callers = Self.callers()
        var seen: [Seen] = []
        var hidden: [UInt32] = []
        for id in ids where id != Int(getpid()) {
            guard let descriptors = try? File.names(inFolder: "/proc/\(id)/fd") else {
                // One that has just ended holds nothing.
                if let owner = File.owner("/proc/\(id)") { hidden.append(owner) }
                continue
            }
            let name = (try? File.read("/proc/\(id)/comm")) ?? []
            seen.append(
                Seen(
                    id: id, isCaller: callers.contains(id),
                    name: String(decoding: name.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self),
                    folder: File.realPath("/proc/\(id)/cwd"),
                    files: Set(descriptors.compactMap { File.realPath("/proc/\(id)/fd/\($0)") })))
        }
        self.seen = seen
        hiddenOwners = hidden
    }

    /// Whether a user, who is not an administrator, runs something that could not be looked into. What an administrator
    /// runs unseen holds no files of others.
    package func hasHidden(of owner: UInt32) -> Bool { hiddenOwners.contains(owner) }

    /// Those that have a file open.
    package func holding(_ path: String) -> [Int] {
        guard let path = File.realPath(path) else { return [] }
        return seen.filter { $0.files.contains(path) }.map(\.id)
    }

    /// Those of Git and Sluice that work in one of some folders, or below one.
    package func working(in folders: [String]) -> [Int] {
        seen.filter { process in
            guard !process.isCaller, process.name.hasPrefix("git") || process.name == "sluice",
                let folder = process.folder
            else {
                return false
            }
            return folders.contains { folder == $0 || folder.hasPrefix($0 + "/") }
        }.map(\.id)
    }

    /// This process and those that called it.
    private static func callers() -> Set<Int> {
        var ids: Set<Int> = []
        var next = Int(getpid())
        while next > 1, ids.insert(next).inserted {
            guard let line = try? File.read("/proc/\(next)/stat"), let end = line.lastIndex(of: UInt8(ascii: ")"))
            else {
                break
            }
            let fields = line[(end + 1)...].split(separator: UInt8(ascii: " "))
            next = fields.count > 1 ? Int(String(decoding: fields[1], as: UTF8.self)) ?? 0 : 0
        }
        return ids
    }
}
