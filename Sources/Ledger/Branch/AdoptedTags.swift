package import Git

/// The release tags that were there when the ledger was made: nobody could ask a gate about them.
///
/// Kept in the file `adopted` of the ledger's first commit, one `<commit> <tag>` a line; never changed after.
package struct AdoptedTags: Hashable, Sendable {
    package static let fileName = "adopted"

    private let tags: [String: ObjectID]
    /// The commits that any of them was on.
    package let commits: Set<ObjectID>

    package init(_ tags: [String: ObjectID]) {
        self.tags = tags
        commits = Set(tags.values)
    }

    init(text: [UInt8]) {
        let lines = text.split(separator: UInt8(ascii: "\n")).compactMap { line -> (String, ObjectID)? in
            guard let id = ObjectID(hex: line.prefix(ObjectID.digitCount)) else { return nil }
            return (String(decoding: line.dropFirst(ObjectID.digitCount + 1), as: UTF8.self), id)
        }
        self.init(Dictionary(lines) { first, _ in first })
    }

    var text: [UInt8] {
        Array(names.map { "\(tags[$0] ?? .zero) \($0)\n" }.joined().utf8)
    }

    /// Sorted.
    package var names: [String] { tags.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    /// The commit that the tag was on; nil for a tag that came later.
    package subscript(tag name: String) -> ObjectID? { tags[name] }
}

extension LedgerReader {
    package func adoptedTags() throws -> AdoptedTags {
        let name = Array(AdoptedTags.fileName.utf8)
        let said = try policyStatement(version: 1).statement.adopted
        guard let entry = try entries(at: [])?.first(where: { $0.name == name }) else {
            guard said == nil else { throw LedgerProblem.notVerified(path: AdoptedTags.fileName, .missing) }
            return AdoptedTags([:])
        }
        guard said == nil || said == entry.id else {
            throw LedgerProblem.notVerified(path: AdoptedTags.fileName, .name)
        }
        guard entry.mode == .file else { throw LedgerProblem.notVerified(path: AdoptedTags.fileName, .notAFile) }
        return AdoptedTags(text: try repository.blob(entry.id))
    }
}

extension LedgerReader {
    /// The names of the tags that are releases whatever else is tagged: adopted ones, and those with a manifest.
    package func recordedTags() throws -> Set<String> {
        try Set(adoptedTags().names + releases().flatMap(\.manifests).map(\.tag))
    }
}
