import Foundation
import Git
import TestSupport
import Testing

/// Objects as they are, and as damage leaves them.
@Suite struct ObjectTests {
    @Test("reads the bytes of every kind of object that Git reads")
    func readsTheBytesOfEveryKindOfObject() throws {
        let test = try TestRepository()
        try test.commit("first", files: ["a": "b\n", "folder/c": "d\n"])
        try test.tag("v1")
        let repository = try test.opened()
        let kinds: [(ObjectKind, String)] = [
            (.commit, "HEAD"), (.tree, "HEAD^{tree}"), (.blob, "HEAD:a"), (.tag, "v1"),
        ]
        for (kind, name) in kinds {
            let id = try test.id(name)
            let found = try repository.object(id)
            #expect(found.kind == kind)
            #expect(try found.bytes == test.tryGit("cat-file", kind.rawValue, name).outputBytes)
            #expect(try repository.header(of: id)?.size == found.bytes.count)
            #expect(try Repository.id(of: found.bytes, kind) == id)
        }
    }

    @Test("finds objects in packs, and those of an alternate")
    func findsObjectsInPacksAndAlternates() throws {
        let test = try TestRepository()
        let commit = try test.commit("first")
        try test.git("gc", "--quiet")
        let borrower = try test.clone(options: ["--reference", test.path])
        for place in [test, borrower] {
            #expect(try place.opened().commit(try place.id(commit)).message.elementsEqual("first".utf8))
        }
    }

    /// They are inflated in one way up to some size, and in another above.
    @Test("reads packed objects of every small size, and of sizes around a page")
    func readsPackedObjectsOfEverySize() throws {
        let test = try TestRepository()
        var random = SystemRandomNumberGenerator()
        let blobs = (Array(0...600) + Array(4000...4200)).map { size in
            (0..<size).map { _ in UInt8.random(in: size.isMultiple(of: 2) ? 0...255 : 97...99, using: &random) }
        }
        let repository = try test.opened()
        let ids = try blobs.map { try Repository.id(of: $0, .blob) }
        for (place, bytes) in blobs.enumerated() {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(test.path)/blob\(place)"))
        }
        try test.git("add", ".")
        try test.commit("blobs")
        try test.git("repack", "--quiet", "-a", "-d", "-f", "--window=0")
        #expect(!FileManager.default.fileExists(atPath: test.looseFile(of: ids[0])))
        for (id, bytes) in zip(ids, blobs) { #expect(try repository.blob(id) == bytes) }
    }

    @Test("F7: a packed object that is longer or shorter than its header says is damaged", arguments: [-1, 1])
    func refusesAPackedObjectOfAnotherSize(difference: Int) throws {
        let test = try TestRepository()
        try test.commit("first", files: ["a": "ten bytes\n"])
        let id = try test.id("HEAD:a")
        try test.git("repack", "--quiet", "-a", "-d")
        let packs = "\(test.path)/.git/objects/pack"
        let pack = try #require(FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(".pack") })
        let name = "\(packs)/\(pack)"
        let listed = try test.tryGit("verify-pack", "-v", name.replacingOccurrences(of: ".pack", with: ".idx")).output
        let line = try #require(listed.split(separator: "\n").first { $0.hasPrefix(id.description) })
        let offset = try #require(line.split(separator: " ").last.flatMap { Int($0) })
        var bytes = try Data(contentsOf: URL(fileURLWithPath: name))
        // A size below 16 is the low half of the one byte of the header (gitformat-pack).
        #expect(bytes[offset] == 0x30 | 10)
        bytes[offset] = UInt8(0x30 | (10 + difference))
        try FileManager.default.removeItem(atPath: name)
        try bytes.write(to: URL(fileURLWithPath: name))
        // What is hashed again would be found out in any case.
        let repository = try test.opened()
        repository.verifiesHashes = false
        #expect {
            let object = try repository.object(id)
            Issue.record("read \(object.bytes.count) bytes")
        } throws: { error in
            guard case .corruptObject(id, _) = error as? RepositoryProblem else { return false }
            return true
        }
    }

    @Test("R13: a missing object is an error with its name, also in a partial clone")
    func namesAMissingObject() throws {
        let test = try TestRepository()
        try test.commit("first", files: ["a": "1\n"])
        let id = try test.id("HEAD:a")
        try FileManager.default.removeItem(atPath: test.looseFile(of: id))
        #expect(throws: RepositoryProblem.missingObject(id, partialClone: false)) { try test.opened().blob(id) }
        #expect(try test.opened().header(of: id) == nil)
        #expect(try !test.opened().contains(id))
        try test.git("config", "extensions.partialClone", "origin")
        #expect(throws: RepositoryProblem.missingObject(id, partialClone: true)) { try test.opened().blob(id) }
    }

    @Test("F7: a damaged object is an error with its name", arguments: Damage.allCases)
    func namesADamagedObject(damage: Damage) throws {
        let test = try TestRepository()
        try test.commit("first", files: ["a": String(repeating: "text\n", count: 200), "b": "other\n"])
        let id = try test.id("HEAD:a")
        let file = test.looseFile(of: id)
        let other = try Data(contentsOf: URL(fileURLWithPath: test.looseFile(of: try test.id("HEAD:b"))))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        try FileManager.default.removeItem(atPath: file)
        try damage.applied(to: bytes, other: other).write(to: URL(fileURLWithPath: file))
        #expect { try test.opened().blob(id) } throws: { error in
            guard case .corruptObject(id, _) = error as? RepositoryProblem else { return false }
            return true
        }
    }

    @Test func refusesAnObjectOfAnotherKind() throws {
        let test = try TestRepository()
        try test.commit("first")
        let tree = try test.id("HEAD^{tree}")
        let problem = RepositoryProblem.corruptObject(tree, reason: "it is a tree, not a commit")
        #expect(throws: problem) { try test.opened().commit(tree) }
    }
}

enum Damage: CaseIterable, Sendable {
    case truncated, emptied, flipped, swapped

    func applied(to bytes: Data, other: Data) -> Data {
        switch self {
        case .truncated: return bytes.prefix(bytes.count / 2)
        case .emptied: return Data()
        case .flipped:
            var changed = bytes
            changed[bytes.count / 2] ^= 0xFF
            return changed
        case .swapped: return other
        }
    }
}

extension TestRepository {
    func looseFile(of id: ObjectID) -> String {
        "\(path)/.git/objects/\(id.description.prefix(2))/\(id.description.dropFirst(2))"
    }
}
