import Foundation
import Git
import TestSupport
import Testing

/// What `sluice evidence verify` believes, and what it does not.
@Suite struct EvidenceVerifyTests {
    private let story: EvidenceStory

    init() throws { story = try EvidenceStory() }

    @Test func believesWhatWasPacked() throws {
        let here = try story.verify()
        #expect(here.status == 0, "\(here.output)\(here.errors)")
        #expect(here.output.hasPrefix("evidence of release 1.0.0: verifies\n"))
        #expect(here.output.contains("asked again by the packed records: open"))
        let archive = "\(story.folder).tar"
        try #require(try story.test.sluice("evidence", "1.0.0", "-o", archive).status == 0)
        #expect(try story.verify(archive).status == 0)
    }

    @Test("a clone without a ledger derives the verdict from the package alone, and nothing is written into it")
    func needsNoLedger() throws {
        let clone = try story.test.clone()
        try clone.git("remote", "remove", "origin")
        let before = try clone.git("count-objects", "-v")
        let result = try story.verify(in: clone)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("this clone has no ledger"))
        #expect(try clone.git("count-objects", "-v") == before)
    }

    @Test("what was signed with OpenPGP is checked by the keys of the policy alone")
    func believesOpenPGP() throws {
        let story = try EvidenceStory(byOpenPGP: true)
        let clone = try story.test.clone()
        let result = try story.verify(in: clone)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        let approval = try #require(
            try story.files.first { path in
                try path.hasSuffix(".json") && story.read(path).firstRange(of: Array("BEGIN PGP SIGNATURE".utf8)) != nil
            })
        var bytes = try story.read(approval)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: ":")))
        bytes[place + 2] ^= 1
        try story.write(approval, bytes)
        try story.sumAnew()
        #expect(try story.verify(in: clone).status == 4)
    }

    @Test("an archive that would become larger than any evidence is not unpacked, compressed or with holes")
    func boundsArchives() throws {
        let package = URL(fileURLWithPath: story.folder)
        let place = package.deletingLastPathComponent().path
        let commands = [
            "compressed": "tar -czf bomb.tar \(package.lastPathComponent)",
            "holes": "truncate -s 1T \(package.lastPathComponent)/a && tar -cSf bomb.tar \(package.lastPathComponent)",
            "many holes": """
            truncate -s 600M \(package.lastPathComponent)/a \(package.lastPathComponent)/b &&
                tar -cSf bomb.tar \(package.lastPathComponent)
            """,
        ]
        for (name, command) in commands.sorted(by: { $0.key < $1.key }) {
            let made = try story.test.start(["sh", "-c", command], directory: place).wait()
            try #require(made.status == 0, "\(made.errors)")
            let result = try story.verify("\(place)/bomb.tar")
            #expect(result.status == 4, "\(name): \(result.output)\(result.errors)")
            #expect(result.errors.contains(name == "compressed" ? "is no archive" : "than in any evidence"), "\(name)")
        }
    }

    @Test("an archive with two files of one name is refused: other programs show the other one")
    func refusesASecondMember() throws {
        let package = URL(fileURLWithPath: story.folder)
        let (place, name) = (package.deletingLastPathComponent().path, package.lastPathComponent)
        for spelling in ["\(name)/manifest.json", "./\(name)/manifest.json"] {
            let script = "rm -f two.tar; tar -cf two.tar \(name) && tar -rPf two.tar \(spelling)"
            try #require(try story.test.start(["sh", "-c", script], directory: place).wait().status == 0)
            let result = try story.verify("\(place)/two.tar")
            #expect(result.status == 4 && result.errors.contains("holds two files of one name"), "\(result.errors)")
        }
    }

    @Test("one byte changed in any file is found")
    func findsEveryChangedByte() throws {
        for path in try story.files {
            let bytes = try story.read(path)
            guard !bytes.isEmpty else { continue }
            var other = bytes
            other[bytes.count / 2] ^= 1
            try story.write(path, other)
            let result = try story.verify()
            #expect(result.status == 4, "\(path): \(result.output)\(result.errors)")
            try story.write(path, bytes)
        }
        #expect(try story.verify().status == 0)
    }

    @Test("one byte changed is found also where the digests were made to fit")
    func findsChangesBehindNewDigests() throws {
        // Of the records, and of the files that are made of them, one of each sort: `EvidenceComparisonTests` has all of these.
        let files = try story.files
        let made = files.filter { $0.hasSuffix(".sig") || $0.hasSuffix(".line") }
        let records = files.filter { $0.hasPrefix("records/") && !made.contains($0) }
        let others = ["commits", "evidence.json", "policy/1", "policy/2", "report.md", "verdict.json"]
        let places = ["records/items", "records/releases", "records/trust/1", "records/trust/2", "records/format"]
        let chosen = places.compactMap { place in records.first { $0.hasPrefix(place) } }
        try #require(
            chosen.count == places.count && files.filter(others.contains).count == others.count && made.count > 1)
        for path in chosen + made.prefix(2) + others {
            let bytes = try story.read(path)
            guard !bytes.isEmpty else { continue }
            var other = bytes
            other[bytes.count / 2] ^= 1
            try story.write(path, other)
            try story.sumAnew()
            let result = try story.verify()
            #expect(result.status == 4 || path == "verdict.json" && result.status == 1, "\(path): \(result.output)")
            try story.write(path, bytes)
        }
        try story.sumAnew()
        #expect(try story.verify().status == 0)
    }

    @Test("a file that was added, left out or made a link is found")
    func findsOtherFiles() throws {
        try story.write("note", Array("x\n".utf8))
        #expect(try story.verify().status == 4)
        try story.sumAnew()
        #expect(try story.verify().output.contains("it is no part of this evidence"))
        try FileManager.default.removeItem(atPath: "\(story.folder)/note")
        try FileManager.default.createSymbolicLink(
            atPath: "\(story.folder)/note", withDestinationPath: "/etc/hostname")
        #expect(try story.verify().status == 4)
        try FileManager.default.removeItem(atPath: "\(story.folder)/note")
        try FileManager.default.removeItem(atPath: "\(story.folder)/commits")
        try story.sumAnew()
        let result = try story.verify()
        #expect(result.status == 4)
        #expect(result.output.contains("commits\n    it is missing"))
    }

    @Test("a record that is withheld is found by the clone's ledger")
    func findsWhatIsWithheld() throws {
        let item = try #require(
            try story.files.first { $0.hasPrefix("records/items/") && $0.hasSuffix(".json") })
        let folder = (item as NSString).deletingLastPathComponent
        for name in try story.files where name.hasPrefix(folder) {
            try FileManager.default.removeItem(atPath: "\(story.folder)/\(name)")
        }
        try story.sumAnew()
        let result = try story.verify()
        #expect(result.status == 4)
        #expect(result.output.contains("the evidence leaves it out"), "\(result.output)")
    }

    @Test("T9: evidence from another ledger than the trusted one is false")
    func heedsThePin() throws {
        let clone = try story.test.clone()
        let result = try clone.sluice(
            "evidence", "verify", story.folder, environment: ["SLUICE_TRUST": String(repeating: "2", count: 40)])
        #expect(result.status == 4)
        #expect(result.output.contains("it was replaced"))
    }

    @Test("a verdict that is another one today is told with what differs, exit status 1")
    func tellsAnotherVerdict() throws {
        let clone = try story.test.clone()
        try clone.commit("TASK-1: later")
        try clone.git("tag", "-f", "-a", "-m", "moved", "v1.0.0", "HEAD")
        let result = try story.verify(in: clone)
        #expect(result.status == 1, "\(result.output)\(result.errors)")
        #expect(result.output.contains("verdict, open\n    packed: true; here and now: false"))
    }

    @Test("R13: a clone that lacks commits, tags or the ledger's state says what it takes, exit status 3")
    func needsWhatItRestsOn() throws {
        let clone = try story.test.clone()
        try clone.git("tag", "-d", "v1.0.0")
        let untagged = try story.verify(in: clone)
        #expect(untagged.status == 3, "\(untagged.output)\(untagged.errors)")
        #expect(untagged.output.contains("git fetch --tags"))
        let old = try story.test.clone("old")
        try old.git("update-ref", "refs/heads/sluice/ledger", "origin/sluice/ledger~1")
        try old.git("remote", "remove", "origin")
        let rewound = try story.verify(in: old)
        #expect(rewound.status == 3, "\(rewound.output)\(rewound.errors)")
        let nothing = try TestRepository()
        try nothing.commit("other")
        #expect(try story.verify(in: nothing).status == 3)
        #expect(try story.test.sluice("evidence", "verify", "nowhere").status == 2)
    }
}
