import Glibc
import Synchronization

/// Who besides the owner may use a repository's files (git-config, `core.sharedRepository`).
package enum Sharing: Hashable, Sendable {
    /// As the umask of whoever makes them says.
    case umask
    /// These bits, too: `group`, `all`.
    case added(UInt32)
    /// These bits and no others, whatever the umask is: an octal number.
    case exactly(UInt32)

    /// - Parameter setting: nil where there is none. What Git would refuse means as much as no setting.
    package init(_ setting: String?) {
        switch setting?.lowercased() {
        case nil, "umask", "false", "no", "off", "0": self = .umask
        case "group", "true", "yes", "on", "1", "": self = .added(0o660)
        case "all", "world", "everybody", "2": self = .added(0o664)
        case .some(let digits):
            let mode = UInt32(digits, radix: 8) ?? 0
            self = mode & 0o600 == 0o600 && mode <= 0o777 ? .exactly(mode & 0o666) : .umask
        }
    }

    /// The mode of a file that is made with one and then shared (`calc_shared_perm` of Git): who may read may enter or run, and
    /// what its owner may not write nobody may.
    package func mode(sharing mode: UInt32) -> UInt32 {
        guard var bits = bits else { return mode }
        if mode & 0o200 == 0 { bits &= ~0o222 }
        if mode & 0o100 != 0 { bits |= (bits & 0o444) >> 2 }
        if case .exactly = self { return mode & ~0o777 | bits }
        return mode | bits
    }

    /// That of a folder: what is made in it belongs to its group, too.
    package func folderMode(sharing mode: UInt32) -> UInt32 {
        guard bits != nil else { return mode }
        let shared = self.mode(sharing: mode | 0o700)
        return shared & 0o060 == 0 ? shared : shared | S_ISGID
    }

    private var bits: UInt32? {
        switch self {
        case .umask: nil
        case .added(let bits), .exactly(let bits): bits
        }
    }

    /// Does work of libgit2, which knows the umask only. Writers take turns in one thread; others make files by `File`, which
    /// asks for the process's own umask.
    package func applied<Result>(_ body: () throws -> Result) rethrows -> Result {
        guard let bits else { return try body() }
        let all = bits | (bits & 0o444) >> 2
        let own = Self.processMask
        let before = Glibc.umask(isExact ? ~all & 0o777 : own & ~all)
        defer { Glibc.umask(before) }
        return try body()
    }

    private var isExact: Bool { if case .exactly = self { true } else { false } }
}

extension Sharing {
    /// The umask that this process was started with.
    static let processMask: UInt32 = {
        let mask = Glibc.umask(0o077)
        Glibc.umask(mask)
        return mask
    }()

    /// By the Git directories that were opened: what is made below one is shared as it is.
    private static let folders = Mutex<[String: Sharing]>([:])

    package static func remember(_ sharing: Sharing, in folder: String) {
        _ = processMask
        folders.withLock { $0[folder] = sharing }
    }

    /// How a file at this path is shared; only by the umask outside of all repositories.
    static func ofFile(at path: String) -> Sharing {
        folders.withLock { folders in
            folders.first { path.hasPrefix($0.key + "/") }?.value ?? .umask
        }
    }
}
