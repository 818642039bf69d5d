/// Who made or committed a change, as the commit says: a claim, not a proof.
package struct Signature: Hashable, Sendable {
    package let name: [UInt8]
    package let email: [UInt8]
    /// Seconds since 1970 in UTC.
    package let time: Int64
    /// Minutes east of UTC.
    package let offset: Int

    /// Reads `Name <email> seconds +hhmm` (gitformat-commit); lenient, as old histories are: what lacks reads as empty.
    package init(line: ArraySlice<UInt8>) {
        let open = line.firstIndex(of: UInt8(ascii: "<")) ?? line.endIndex
        let close = line.lastIndex(of: UInt8(ascii: ">")) ?? line.endIndex
        name = Array(line[..<open].trimmingSpaces())
        email = open < close ? Array(line[(open + 1)..<close].trimmingSpaces()) : []
        let rest = close < line.endIndex ? line[(close + 1)...] : []
        let words = rest.split(separator: UInt8(ascii: " "))
        time = words.first.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? 0
        let zone = words.dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
        offset = zone / 100 * 60 + zone % 100
    }
}

/// A commit, read from its raw bytes; fields that few readers need are taken from the bytes when asked for.
package struct Commit: Sendable, Identifiable {
    package let id: ObjectID
    package let tree: ObjectID
    package let parents: [ObjectID]
    private let bytes: [UInt8]
    private let authorLine: Range<Int>
    private let committerLine: Range<Int>
    private let messageStart: Int

    package var author: Signature { Signature(line: bytes[authorLine]) }
    package var committer: Signature { Signature(line: bytes[committerLine]) }
    package var isMerge: Bool { parents.count > 1 }

    /// The message, in whatever encoding it was written.
    package var message: ArraySlice<UInt8> { bytes[messageStart...] }

    /// - Throws: `RepositoryProblem.corruptObject` where a header that Git always writes is missing.
    init(id: ObjectID, bytes: [UInt8]) throws {
        var tree: ObjectID?
        var parents: [ObjectID] = []
        var author = 0..<0
        var committer = 0..<0
        var position = 0
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
            let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let line = bytes[position..<end]
            if line.starts(with: Header.parent) {
                guard let parent = ObjectID(hex: line.dropFirst(Header.parent.count)) else { break }
                parents.append(parent)
            } else if tree == nil, line.starts(with: Header.tree) {
                tree = ObjectID(hex: line.dropFirst(Header.tree.count))
            } else if author.isEmpty, line.starts(with: Header.author) {
                author = (position + Header.author.count)..<end
            } else if committer.isEmpty, line.starts(with: Header.committer) {
                committer = (position + Header.committer.count)..<end
            }
            position = end + 1
        }
        guard let tree else { throw RepositoryProblem.corruptObject(id, reason: "it names no tree") }
        guard !committer.isEmpty else { throw RepositoryProblem.corruptObject(id, reason: "it names no committer") }
        self.id = id
        self.tree = tree
        self.parents = parents
        self.bytes = bytes
        authorLine = author
        committerLine = committer
        messageStart = min(position + 1, bytes.count)
    }

    private enum Header {
        static let tree = Array("tree ".utf8)
        static let parent = Array("parent ".utf8)
        static let author = Array("author ".utf8)
        static let committer = Array("committer ".utf8)
    }
}

extension Repository {
    package func commit(_ id: ObjectID) throws -> Commit {
        try Commit(id: id, bytes: bytes(of: id, .commit))
    }
}

extension ArraySlice<UInt8> {
    func trimmingSpaces() -> ArraySlice<UInt8> {
        let space = UInt8(ascii: " ")
        return drop { $0 == space }.reversedDrop { $0 == space }
    }

    private func reversedDrop(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var result = self
        while let last = result.last, condition(last) { result.removeLast() }
        return result
    }
}
