import Glibc
import System

/// A file or folder of a shared repository that not all of its users can use as they should.
package struct ModeFault: Hashable, Sendable {
    package let path: String
    /// The permissions that it has, and those that Git would have given to it.
    package let mode: UInt32
    package let wanted: UInt32
    /// The group that it should belong to; nil where it does.
    let group: UInt32?

    package init(path: String, mode: UInt32, wanted: UInt32, group: UInt32? = nil) {
        self.path = path
        self.mode = mode
        self.wanted = wanted
        self.group = group
    }

    /// - Throws: `SystemError`, as where it is another user's.
    package func fix() throws {
        // The group first: a change of owner or group takes the set-group-ID bit away (chown(2)).
        if let group, lchown(path, uid_t.max, group) != 0 { throw SystemError("change the group of \(path)") }
        guard chmod(path, wanted) == 0 else { throw SystemError("change the mode of \(path)") }
    }
}

extension Repository {
    /// What users of a shared repository are kept from, sorted by path; none where it is not shared.
    package func modeFaults() -> [ModeFault] {
        var folder = stat()
        guard sharing != .umask, stat(commonDirectory, &folder) == 0 else { return [] }
        var faults = [fault(commonDirectory, group: folder.st_gid)].compactMap { $0 }
        for name in Self.sharedParts { collectFaults("\(commonDirectory)/\(name)", folder.st_gid, into: &faults) }
        return faults
    }

    /// What a push or Sluice reads and writes. Of the rest Git itself shares some and some not.
    private static let sharedParts = ["HEAD", "config", "logs", "objects", "packed-refs", "refs", "sluice"]

    private func collectFaults(_ path: String, _ group: gid_t, into faults: inout [ModeFault]) {
        if let fault = fault(path, group: group) { faults.append(fault) }
        guard File.kind(of: path) == S_IFDIR else { return }
        for name in (try? File.names(inFolder: path)) ?? [] where !Self.isUnfinished(name) {
            collectFaults("\(path)/\(name)", group, into: &faults)
        }
    }

    private static func isUnfinished(_ name: String) -> Bool {
        name.hasPrefix("tmp_") || name.hasPrefix("pack_git2_") || name.hasSuffix(".lock") || name.hasSuffix(".new")
    }

    /// Nil also for what is neither a file nor a folder: a link says nothing of its target.
    private func fault(_ path: String, group: gid_t) -> ModeFault? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        let mode = status.st_mode & 0o7777
        let wanted: UInt32
        switch status.st_mode & S_IFMT {
        case S_IFDIR: wanted = sharing.folderMode(sharing: mode)
        case S_IFREG: wanted = sharing.mode(sharing: mode)
        default: return nil
        }
        let isOfGroup = status.st_gid == group || wanted & 0o070 == 0
        guard mode != wanted || !isOfGroup else { return nil }
        return ModeFault(path: path, mode: mode, wanted: wanted, group: isOfGroup ? nil : group)
    }
}
