import Changes
import Foundation

@testable import Git

extension FuzzTarget {
    /// Git's objects, as they stand in the object database.
    static let objects = [
        FuzzTarget("commits", seeds: commitSeeds, words: objectWords) { bytes in
            guard let commit = try? Commit(id: .zero, bytes: bytes) else { return false }
            for signature in [commit.author, commit.committer] {
                _ = (signature.name, signature.email, signature.offset)
            }
            try ensure(commit.committer.time == commit.committerTime, "two times")
            try ensure(commit.message.count < bytes.count, "a message without a head")
            _ = (commit.authorIdentity, commit.committerIdentity, commit.authorship)
            return true
        },
        FuzzTarget(
            "tags", seeds: tagSeeds, words: objectWords + ["-----BEGIN PGP SIGNATURE-----\n", "Sluice-Manifest: x\n"]
        ) { bytes in
            guard let tag = try? Tag(id: .zero, bytes: bytes) else { return false }
            _ = tag.mentions("Sluice-Manifest")
            _ = trailers(in: tag.message)
            return true
        },
        FuzzTarget(
            "trees", bytes: { treeSeeds },
            words: ["100644 ", "40000 ", "160000 ", "120000 ", "100755 a\0", "a", "\0", "/"]
        ) { bytes in
            let listing = try? TreeListing(bytes, id: .zero)
            let arena = try TreeArena(size: max(1, bytes.count))
            let places = bytes.withUnsafeBytes { try? RawTree(copying: $0, into: arena).places(nil) }
            guard let listing else { return false }
            let entries = listing.entries.map { listing.treeEntry($0) }
            // Git's order is none where names hold slashes, which it never writes (`base_name_compare`).
            guard !entries.contains(where: { $0.name.contains(UInt8(ascii: "/")) }) else { return true }
            let written = Repository.treeBytes(entries)
            let again = try TreeListing(written, id: .zero)
            try ensure(again.entries.map { again.treeEntry($0) } == entries, "a tree changed")
            if let places {
                try ensure(places.count == entries.count + 1, "\(places.count - 1) of \(entries.count) entries")
            }
            return true
        },
        FuzzTarget(
            "git-config", seeds: ["[a \"b\"]\n\tc = d\n\te\n[f]\n\tg = \"h # i\" ; j\n\tk = l\\\n m\n"],
            words: ["[", "]", "\"", "\\", "=", "\n", "#", "[include]\npath=/etc/passwd\n"]
        ) { bytes in
            guard let settings = try? Configuration(text: bytes) else { return false }
            return (try? settings.entries()) != nil
        },
    ]

    private static let id = "0123456789abcdef0123456789abcdef01234567"
    private static let commitSeeds = [
        "tree \(id)\nparent \(id)\nauthor A U Thor <a@example.org> 1500000000 +0200\ncommitter C <c@example.org> 1500000001 -0330\n\nRFC-1: x\n",
        "tree \(id)\nauthor A <> -1 +0000\ncommitter B <b> 99999999999 +9999\nencoding ISO-8859-1\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END PGP SIGNATURE-----\n\nm",
        "tree \(id)\nparent \(id)\nparent \(id)\ncommitter C <c@example.org> 1500000001 -0330\nmergetag object \(id)\n type commit\n\nm\n",
    ]
    private static let tagSeeds = [
        "object \(id)\ntype commit\ntag v1\ntagger A <a@example.org> 1500000000 +0000\n\nRelease 1\n\nSluice-Manifest: releases/1/x.json\nSluice-Ledger: \(id)\n",
        "object \(id)\ntype tree\ntag x\n\nm\n-----BEGIN SSH SIGNATURE-----\nx\n-----END SSH SIGNATURE-----\n",
    ]
    private static let objectWords = [
        "\n", "\n\n", "tree ", "parent ", "author ", "committer ", "object ", "type ", "commit\n", "<", ">", " +0000",
        "-", id, "gpgsig ", "\n ",
        "9999999999999999999", "encoding ",
    ]
    private static let treeSeeds: [[UInt8]] = {
        let id = [UInt8](repeating: 0xAB, count: 20)
        func entry(_ text: String) -> [UInt8] { Array(text.utf8) + [0] + id }
        return [
            entry("100644 a") + entry("40000 b") + entry("100755 b.c") + entry("120000 d") + entry("160000 e"),
            entry("100664 old"), entry("40000 a") + entry("100644 a.b"), [],
        ]
    }()
}
