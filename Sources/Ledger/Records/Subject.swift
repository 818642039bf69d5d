package import Changes
package import Git

/// What a record is about; it decides the folder in which the record stands.
package enum Subject: Hashable, Sendable {
    case item(ItemID)
    case commit(ObjectID)
    case release(Version)
    case releaseItem(Version, ItemID)
    case testCase(ItemID)
    case environment(String)
    case policy(Int)
    /// A file of the ledger, by its content.
    case file(ObjectID)

    /// The folder's names from the ledger's root.
    package func folder() throws -> [String] {
        switch self {
        case .item(let item): try ["items"] + Self.place(of: item.description)
        case .commit(let commit): try ["commits"] + Self.place(of: commit.description)
        case .release(let version): try ["releases", KeyEncoding.encoded(version.recorded)]
        case .releaseItem(let version, let item):
            try Subject.release(version).folder() + ["items"] + Self.place(of: item.description)
        case .environment(let name): try ["environments", KeyEncoding.encoded(name)]
        case .testCase(let id): try ["tests"] + Self.place(of: id.description)
        case .policy(let number): ["trust", String(number)]
        case .file(let blob): try ["aside"] + Self.place(of: blob.description)
        }
    }

    /// The subjects as their folders lie in the tree: read so, many share the folders above theirs.
    package static func inFolderOrder(_ subjects: Set<Subject>) throws -> [Subject] {
        try subjects.map { (folder: try $0.folder().joined(separator: "/"), subject: $0) }
            .sorted { $0.folder < $1.folder }.map(\.subject)
    }

    private static func place(of key: String) throws -> [String] {
        try KeyEncoding.fanOut(key) + [KeyEncoding.encoded(key)]
    }
}
