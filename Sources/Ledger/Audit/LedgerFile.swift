package import Git

/// A file that stands in the ledger, with what its place and its content have to say for it.
package struct LedgerFile: Sendable {
    package enum Content: Sendable {
        /// A record that is what its name and place say; whose word it is, was not looked at.
        case record(StoredRecord)
        /// The text of a version of the policy.
        case policy(version: Int)
        /// A file that records name by its digest, which it has.
        case attachment
        /// One of those that stand at the root: what the branch is, its format, the tags that were there before.
        case root
        /// Nothing that a ledger has.
        case stray
        case broken(LedgerProblem.Fault)

        /// Whether it is nothing that a ledger holds, so that it decides nothing.
        package var isStrange: Bool {
            switch self {
            case .record, .policy, .attachment, .root: false
            case .stray, .broken: true
            }
        }
    }

    /// From the ledger's root. Bytes: nobody says that it is one that a ledger has.
    package let path: [UInt8]
    package let blob: ObjectID
    package let content: Content

    package init(path: [UInt8], blob: ObjectID, content: Content) {
        self.path = path
        self.blob = blob
        self.content = content
    }

    package var record: StoredRecord? { if case .record(let stored) = content { stored } else { nil } }

    /// The folder that it stands in, with the slash at its end.
    package var folder: ArraySlice<UInt8> {
        path[..<((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)]
    }
}

extension LedgerReader {
    /// The folders that records stand in.
    package static let folders = ["aside", "commits", "environments", "items", "releases", "tests", "trust"]

    private static let readme = "README.md"
    static let format = "format"

    /// What stands at the root of each commit of a ledger, always the same.
    package static let rootFiles = [readme, format, AdoptedTags.fileName]

    /// How many levels of folders a ledger has at most, with room for those of later formats: what lies deeper decides
    /// nothing, and nobody looks there.
    static let levels = 32

    /// The files that differ between two trees of the ledger, sorted by path; a folder that is too deep is given as one.
    package func changes(from old: ObjectID?, to new: ObjectID?) throws -> [PathChange] {
        try repository.changes(from: old, to: new, levels: Self.levels)
    }

    /// Everything that stands in the ledger, sorted by path; what is not as it has to be is told as such, and links and
    /// submodules are never followed.
    ///
    /// - Throws: `RepositoryProblem` for an object that cannot be read.
    package func files() throws -> [LedgerFile] {
        // Without a policy nothing can be told of any file.
        _ = try policyVersions()
        return try changes(from: nil, to: root).compactMap { change in
            guard let entry = change.new else { return nil }
            return LedgerFile(path: change.path, blob: entry.id, content: try content(entry, at: change.path))
        }
    }

    /// The files that are no records, and nothing else that a ledger holds, without those that are set aside. Sorted by path.
    package func strangeFiles() throws -> [LedgerFile] {
        let strange = try files().filter(\.content.isStrange)
        let known = try setAside(among: Set(strange.map(\.blob)))
        return strange.filter { !known.contains($0.blob) }
    }

    /// Whether a file, at a path of this ledger or of an earlier commit, is something that a ledger holds. Whoever can push can
    /// add anything else, and where that is gone nothing is lost.
    package func isGenuine(_ entry: TreeEntry, at path: [UInt8]) throws -> Bool {
        switch try content(entry, at: path) {
        case .record, .attachment: true
        // What says what the branch is decides nothing, and hosts let anybody edit it in a browser.
        case .root: !path.elementsEqual(Self.readme.utf8)
        case .policy(let version): try policyVersions()[version]?.statement?.text == entry.id
        case .stray, .broken: false
        }
    }

    /// The first file of an earlier tree of the ledger that a later one lacks or holds otherwise, if it was genuine.
    package func loss(from old: ObjectID, to new: ObjectID) throws -> PathChange? {
        try repository.loss(from: old, to: new, levels: Self.levels) { change in
            try change.old.map { try isGenuine($0, at: change.path) } ?? false
        }
    }

    /// Whether a tree is one of this ledger, by the identity that its format names. Others, joined to it by whoever can push,
    /// have nothing of this ledger to lose.
    package func isLedger(_ tree: ObjectID) throws -> Bool {
        guard let format = try repository.entry(at: [Self.format], in: tree), format.mode == .file else { return false }
        return try format.id == repository.entry(at: [Self.format], in: root)?.id
    }

    private func content(_ entry: TreeEntry, at path: [UInt8]) throws -> LedgerFile.Content {
        let names = path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        guard names.count > 1 else {
            let isKnown = Self.rootFiles.contains(names[0])
            guard entry.mode == .file, !Self.folders.contains(names[0]), names[0] != KeptFile.folder else {
                return .broken(.notAFile)
            }
            return isKnown ? .root : .stray
        }
        if names[0] == KeptFile.folder {
            return try fault(ofKeptFile: entry, at: names).map { .broken($0) } ?? .attachment
        }
        let folder = Array(names.dropLast())
        // The last part of the path is the entry's name in its tree.
        let file = TreeEntry(name: Array(names[names.count - 1].utf8), id: entry.id, mode: entry.mode)
        if isPolicyText(file, in: folder), let version = Policy.version(named: folder[folder.count - 1]) {
            return entry.mode == .file && folder.count == 2 ? .policy(version: version) : .broken(.notAFile)
        }
        guard Self.folders.contains(folder[0]) || RecordName(fileName: file.name) != nil else {
            return entry.mode == .file ? .stray : .broken(.notAFile)
        }
        do {
            return .record(try unjudged(file, path: folder, subject: nil))
        } catch LedgerProblem.notVerified(_, let fault) {
            return .broken(fault)
        }
    }
}
