import Foundation
import TestSupport
import Testing

@Suite("doctor: what is well, what is not, and what mends it")
struct DoctorTests {
    private struct Check: Decodable {
        let check: String
        let state: String
        let found: String
        let mend: [String]
    }

    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }

    init() throws {
        shared = try SharedLedger()
        try shared.server.sluice("hooks", "install")
        try shared.dana.sluice("hooks", "install")
    }

    private func doctor(_ arguments: String..., at place: TestRepository? = nil, status: Int32 = 0) throws -> [String:
        Check]
    {
        let result = try (place ?? dana).start([Places.program, "doctor", "--json"] + arguments).wait()
        try #require(result.status == status, "\(result.output)\(result.errors)")
        let checks = try JSONDecoder().decode([Check].self, from: Data(result.outputBytes))
        return Dictionary(checks.map { ($0.check, $0) }) { first, _ in first }
    }

    @Test func findsAllWell() throws {
        try dana.sync()
        // The ledger of these tests has an older format.
        var checks = try doctor()
        #expect(checks.removeValue(forKey: "format")?.state == "warning")
        #expect(Set(checks.values.map(\.state)) == ["ok"], "\(checks)")
        #expect(try dana.sluice("doctor").output.hasPrefix("repository    ok       "))
        #expect(try doctor(at: shared.server).values.allSatisfy { $0.state == "ok" || $0.check == "format" })
    }

    @Test func tellsHowTheLedgerIsShared() throws {
        try dana.sluice("rfc", "add", "RFC-7", "--title", "seven")
        try shared.quinn.sluice("rfc", "add", "RFC-8", "--title", "eight")
        try shared.quinn.sync()
        #expect(try doctor()["sharing"]?.found.hasPrefix("origin: 1 commit only here, 0 only there") == true)
        try dana.git("fetch", "--quiet")
        let checks = try doctor()
        #expect(checks["sharing"]?.found.hasPrefix("origin: 1 commit only here, 1 only there") == true)
        #expect(checks["sharing"]?.mend == ["sluice sync"])
        #expect(
            checks["ledger"]?.found.hasPrefix(
                "branch sluice/ledger, read together with origin/sluice/ledger, policy version 1, fingerprint ") == true
        )
    }

    @Test func tellsWhatIsMissing() throws {
        try dana.sluice("hooks", "uninstall")
        try dana.git("update-ref", "-d", "refs/heads/sluice/ledger")
        try dana.git("update-ref", "-d", "refs/remotes/origin/sluice/ledger")
        let checks = try doctor(status: 1)
        #expect(checks["ledger"]?.state == "problem" && checks["hooks"]?.state == "warning")
        let shallow = try shared.server.clone("shallow", options: ["--depth=1", "--no-single-branch"])
        #expect(try doctor(at: shallow)["repository"]?.mend == ["git fetch --unshallow --tags"])
    }

    @Test("which protection can be seen")
    func tellsOfProtection() throws {
        try shared.server.sluice("hooks", "uninstall")
        let open = try #require(try doctor(status: 1)["protection"])
        #expect(
            open.found.contains(
                "no reference-transaction, pre-receive, post-receive; branches can be rewound or deleted"))
        #expect(open.mend == ["sluice -C \(shared.server.path) hooks install --server"])
        try shared.server.git("config", "receive.denyNonFastForwards", "true")
        try shared.server.git("config", "receive.denyDeletes", "true")
        #expect(try doctor()["protection"]?.state == "warning")
        for address in ["https://example.org/shop.git", "git@example.org:shop.git", "ssh://example.org/shop.git"] {
            try dana.git("remote", "set-url", "origin", address)
            #expect(try doctor()["protection"]?.found == "what origin protects cannot be seen from here")
        }
    }

    @Test func findsARemoteByAPathFromTheTopFolder() throws {
        try dana.git("remote", "set-url", "origin", "../server.git")
        try dana.write("deep/file", "1\n")
        let place = try dana.sluice("doctor", directory: "deep")
        #expect(place.output.contains("\(shared.server.path): the hooks of a server are in place"), "\(place.output)")
    }

    private func leave(_ file: String, daysOld days: Double) throws {
        try dana.write(".git/" + file, "")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -86_400 * days)], ofItemAtPath: "\(dana.path)/.git/\(file)")
    }

    @Test("F2: a lock that was left behind is told with its age and path, and removed by --fix")
    func mendsALeftLock() throws {
        let files = ["refs/heads/sluice/ledger.lock", "packed-refs.lock", "index.lock", "sluice/x.lock"]
        for (place, file) in files.enumerated() {
            try leave(file, daysOld: 3)
            let lock = try #require(try doctor(status: 1)["locks"])
            #expect(lock.found.contains(".git/\(file), 3d old: left behind") && lock.mend == ["sluice doctor --fix"])
            #expect(try doctor("--fix")["locks"]?.state == "ok")
            #expect(try dana.sluice("rfc", "add", "RFC-\(7 + place)", "--title", "seven").status == 0)
        }
    }

    @Test func leavesALockThatIsHeldOrYoung() throws {
        let file = "refs/heads/sluice/ledger.lock"
        try leave(file, daysOld: 0)
        #expect(try doctor("--fix")["locks"]?.found.contains("it is young") == true)
        try leave(file, daysOld: 3)
        let handle = try #require(FileHandle(forReadingAtPath: "\(dana.path)/.git/\(file)"))
        let held = try #require(try doctor("--fix")["locks"])
        #expect(held.state == "warning" && held.found.contains("held by process"))
        try handle.close()
        #expect(FileManager.default.fileExists(atPath: "\(dana.path)/.git/\(file)"))
    }

    @Test func removesUnfinishedObjects() throws {
        try leave("objects/pack/tmp_pack_abc", daysOld: 3)
        try leave("objects/ab/tmp_object_git2_abc", daysOld: 3)
        try leave("objects/ab/tmp_obj_young", daysOld: 0)
        #expect(try doctor()["objects"]?.found == "2 unfinished files of writers that ended")
        #expect(try doctor("--fix")["objects"]?.state == "ok")
        #expect(FileManager.default.fileExists(atPath: "\(dana.path)/.git/objects/ab/tmp_obj_young"))
    }

    @Test("packs of imports that were killed: found at once, and removed unless somebody is writing them")
    func removesUnfinishedPacks() throws {
        for name in ["pack_git2_0a1b2c", "pack_git2_3d4e5f"] { try leave("objects/pack/\(name)", daysOld: 0) }
        #expect(try doctor()["objects"]?.found == "2 unfinished files of writers that ended")
        #expect(try doctor("--fix")["objects"]?.state == "ok")
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(dana.path)/.git/objects/pack")
        #expect(!names.contains { $0.hasPrefix("pack_git2_") }, "\(names)")
        let path = "\(dana.path)/.git/objects/pack/pack_git2_held"
        try leave("objects/pack/pack_git2_held", daysOld: 3)
        let handle = try #require(FileHandle(forReadingAtPath: path))
        let held = try #require(try doctor("--fix")["objects"])
        #expect(held.state == "warning" && held.found.contains("may be writing it"), "\(held.found)")
        try handle.close()
        #expect(FileManager.default.fileExists(atPath: path))
    }
}
