import Glibc
import System

/// Who made or committed a change, as the commit says: a claim, not a proof.
package struct Signature: Hashable, Sendable {
    package let name: [UInt8]
    package let email: [UInt8]
    /// Seconds since 1970 in UTC.
    package let time: Int64
    /// Minutes east of UTC.
    package let offset: Int

    /// Reads `Name <email> seconds +hhmm` (gitformat-commit) as Git does (`split_ident_line` in its ident.c): the address
    /// ends at the first `>`, the time begins after the last one. Lenient, as old histories are: what lacks reads as empty.
    package init(line: ArraySlice<UInt8>) {
        let open = line.firstIndex(of: UInt8(ascii: "<")) ?? line.endIndex
        let close = line[open...].firstIndex(of: UInt8(ascii: ">"))
        name = Array(line[..<open].trimmingSpaces())
        email = close.map { Array(line[(open + 1)..<$0].trimmingSpaces()) } ?? []
        let rest = line.lastIndex(of: UInt8(ascii: ">")).map { line[($0 + 1)...] } ?? []
        let words = rest.split(separator: UInt8(ascii: " "), maxSplits: 2)
        time = Self.time(inLine: line)
        let zone = words.dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
        offset = zone / 100 * 60 + zone % 100
    }

    /// The seconds behind the address; 0 where there is no number, or one that no clock shows.
    static func time(inLine line: ArraySlice<UInt8>) -> Int64 {
        let close = line.lastIndex(of: UInt8(ascii: ">")) ?? line.endIndex
        var position = close + 1
        while position < line.endIndex, line[position] == UInt8(ascii: " ") { position += 1 }
        let isNegative = position < line.endIndex && line[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let start = position
        var time: Int64 = 0
        while position < line.endIndex, line[position] != UInt8(ascii: " ") {
            let digit = Int64(line[position]) - Int64(UInt8(ascii: "0"))
            // More digits than any clock has, or no number at all.
            guard 0...9 ~= digit, position - start < 18 else { return 0 }
            time = time * 10 + digit
            position += 1
        }
        return isNegative ? -time : time
    }
}

/// A commit, read from its raw bytes; fields that few readers need are taken from the bytes when asked for. Shared, as walks
/// hand thousands of them from list to list.
package final class Commit: Sendable, Identifiable {
    package let id: ObjectID
    package let tree: ObjectID
    package let parents: [ObjectID]
    private let bytes: [UInt8]
    private let authorLine: Range<Int>
    private let committerLine: Range<Int>
    private let messageStart: Int
    /// The message in UTF-8, where the commit names another encoding that it is in.
    private let converted: [UInt8]?

    package var author: Signature { Signature(line: bytes[authorLine]) }
    package var committer: Signature { Signature(line: bytes[committerLine]) }
    /// The author without the time: `Name <email>`, as it was written.
    package var authorIdentity: ArraySlice<UInt8> { bytes[authorLine].upToAddress }
    package var committerIdentity: ArraySlice<UInt8> { bytes[committerLine].upToAddress }

    /// Whether both have one author and one committer, as they were written.
    package func hasSameMakers(as other: Commit) -> Bool {
        authorIdentity.hasSameBytes(as: other.authorIdentity)
            && committerIdentity.hasSameBytes(as: other.committerIdentity)
    }

    /// The author with the time, as it was written.
    package var authorship: ArraySlice<UInt8> { bytes[authorLine] }
    /// `committer.time` by itself: walks ask for it at every commit.
    package var committerTime: Int64 { Signature.time(inLine: bytes[committerLine]) }
    package var isMerge: Bool { parents.count > 1 }

    /// The message; in UTF-8, unless it is not what it says to be.
    package var message: ArraySlice<UInt8> { converted?[...] ?? bytes[messageStart...] }

    /// Lenient, as Git is: old converters, and people, make commits without an author or a committer. One such commit must
    /// not end the reading of a history. Their names are empty and their time is 0 then.
    ///
    /// - Throws: `RepositoryProblem.corruptObject` where it names no tree, or a parent that is no object.
    init(id: ObjectID, bytes: [UInt8]) throws {
        let refuse = { (reason: String) in RepositoryProblem.corruptObject(id, reason: reason) }
        var head = HeaderCursor(bytes)
        let tree = head.take(Header.tree).flatMap { ObjectID(hex: bytes[$0]) }
        var parents: [ObjectID] = []
        while let line = head.take(Header.parent) {
            guard let parent = ObjectID(hex: bytes[line]) else { throw refuse("it names a parent that is no object") }
            parents.append(parent)
        }
        let author = head.take(Header.author)
        let committer = head.take(Header.committer) ?? head.find(Header.committer)
        let encoding = head.find(Header.encoding)
        guard let tree else { throw refuse("it names no tree") }
        self.id = id
        self.tree = tree
        self.parents = parents
        self.bytes = bytes
        authorLine = author ?? 0..<0
        committerLine = committer ?? 0..<0
        messageStart = head.messageStart
        converted = encoding.flatMap { TextEncoding.utf8(bytes[head.messageStart...], in: bytes[$0]) }
    }

    private enum Header {
        static let tree = Array("tree ".utf8)
        static let parent = Array("parent ".utf8)
        static let author = Array("author ".utf8)
        static let committer = Array("committer ".utf8)
        static let encoding = Array("encoding ".utf8)
    }
}

extension Repository {
    package func commit(_ id: ObjectID) throws -> Commit {
        try Commit(id: id, bytes: bytes(of: id, .commit))
    }
}

extension Repository {
    /// A commit whose hash is still to be verified, where this repository verifies hashes: `Commit.verify`.
    package func unverifiedCommit(_ id: ObjectID) throws -> Commit {
        try Commit(id: id, bytes: unverifiedBytes(of: id, .commit))
    }
}

extension Commit {
    /// - Throws: `RepositoryProblem.corruptObject` where the commit is not what its name stands for.
    package func verify() throws { try Repository.verify(bytes, .commit, are: id) }
}

extension ArraySlice<UInt8> {
    /// Of the line of an author, what comes before the time.
    fileprivate var upToAddress: ArraySlice<UInt8> { self[...(lastIndex(of: UInt8(ascii: ">")) ?? endIndex - 1)] }

    fileprivate func hasSameBytes(as other: ArraySlice<UInt8>) -> Bool {
        withUnsafeBytes { own in
            other.withUnsafeBytes { other in
                guard own.count == other.count else { return false }
                guard let first = own.baseAddress, let second = other.baseAddress else { return own.isEmpty }
                return memcmp(first, second, own.count) == 0
            }
        }
    }

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
