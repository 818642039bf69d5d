import Git

/// On what the answers in a memo depend, beside the objects.
enum MemoRules {
    /// To be raised whenever merges are judged otherwise, or changes are told apart by something else.
    private static let version = 1

    static func fingerprint(in repository: Repository) -> UInt64 {
        let texts = ["\(version)", Repository.libraryVersion, ExternalProgram.stamp(of: "git")]
        // Git merges as they say.
        let attributes = (try? File.read(repository.commonDirectory + "/info/attributes")) ?? []
        return Checksum.of(Array(texts.joined(separator: "\n").utf8) + attributes)
    }
}
