import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Repositories that several users share: core.sharedRepository and the umask")
struct SharedModesTests {
    private let clone: TestRepository
    private let server: TestRepository

    init() throws {
        clone = try TestRepository()
        try clone.makeLedger()
        try clone.addItems(["RFC-1"])
        try clone.commit("RFC-1: first")
        server = try clone.clone("server.git", bare: true)
        try server.git("remote", "remove", "origin")
    }

    private func run(umask: String, _ arguments: [String], environment: [String: String] = [:]) throws -> CommandResult
    {
        try server.start(
            ["sh", "-c", "umask \(umask); exec \"$@\"", "sh"] + arguments, environment: environment
        ).wait()
    }

    /// Writes loose objects, a pack, a branch and tag, and Sluice's own files.
    private func write(umask: String) throws {
        let program = Places.program
        try clone.write("many.csv", "id,title\n" + (101...180).map { "RFC-\($0),many\n" }.joined())
        let commands = [
            ["hooks", "install", "--server"], ["rfc", "add", "--title", "one"], ["import", "\(clone.path)/many.csv"],
            ["log", "main"], ["rfc", "show", "RFC-1"],
        ]
        for arguments in commands {
            let result = try run(umask: umask, [program] + arguments)
            try #require(result.status == 0, "\(arguments): \(result.errors)")
        }
    }

    /// Paths below the Git directory with their modes, without what Git or nobody shares.
    private func modes() throws -> [(path: String, mode: UInt32)] {
        let files = try #require(FileManager.default.enumerator(atPath: server.path))
        return files.compactMap { $0 as? String }.sorted().compactMap { path in
            var status = stat()
            return lstat("\(server.path)/\(path)", &status) == 0 ? (path, status.st_mode) : nil
        }
    }

    private func share(_ value: String) throws {
        try server.git("config", "core.sharedRepository", value)
        let fix = try server.start(["sh", "-c", "chmod -R g+rwX . && find . -type d -exec chmod g+s {} +"]).wait()
        try #require(fix.status == 0)
    }

    @Test("what Sluice writes, the group can write", arguments: ["022", "027", "077"])
    func sharesWithTheGroup(umask: String) throws {
        try share("group")
        try write(umask: umask)
        for (path, mode) in try modes() where path.split(separator: "/").first != "hooks" {
            let isFolder = mode & S_IFMT == S_IFDIR
            let wanted: UInt32 = isFolder ? 0o2770 : mode & 0o200 == 0 ? 0o440 : 0o660
            #expect(mode & wanted == wanted, "\(path) has mode \(String(mode, radix: 8))")
        }
        #expect(try modes().contains { $0.path.hasPrefix("objects/pack/pack-") && $0.path.hasSuffix(".pack") })
        #expect(try modes().contains { $0.path == "sluice/ledger-seen" })
        let doctor = try run(umask: umask, [Places.program, "doctor"])
        #expect(doctor.output.contains("modes         ok       as core.sharedRepository says"), "\(doctor.output)")
    }

    @Test(
        "without it, the umask alone counts",
        arguments: [("022", 0o022), ("027", 0o027), ("077", 0o077)] as [(String, UInt32)])
    func obeysTheUmask(umask: String, mask: UInt32) throws {
        let before = Set(try modes().map(\.path))
        try write(umask: umask)
        for (path, mode) in try modes() where !before.contains(path) && !path.hasPrefix("hooks") {
            #expect(mode & mask == 0, "\(path) has mode \(String(mode, radix: 8))")
        }
    }

    @Test(
        "everyone may read; an octal number replaces the umask",
        arguments: [("all", 0o774), ("0640", 0o640)] as [(String, UInt32)])
    func sharesAsIsSaid(value: String, bits: UInt32) throws {
        try share(value)
        let before = Set(try modes().map(\.path))
        try write(umask: "077")
        for (path, mode) in try modes() where !before.contains(path) && !path.hasPrefix("hooks") {
            let isFolder = mode & S_IFMT == S_IFDIR
            let readers = bits & 0o044
            let wanted = isFolder ? readers | readers >> 2 : readers
            #expect(mode & wanted == wanted, "\(path) has mode \(String(mode, radix: 8))")
            if value == "0640" { #expect(mode & 0o027 == 0, "\(path) has mode \(String(mode, radix: 8))") }
        }
    }

    @Test("hooks can be run by whoever pushes, whatever the umask was: Git skips one that it may not run")
    func installsHooksThatAllCanRun() throws {
        try write(umask: "077")
        for (path, mode) in try modes() where path.hasPrefix("hooks/") {
            #expect(mode & 0o555 == 0o555, "\(path)")
        }
    }

    @Test func doctorFindsAndFixesModes() throws {
        try share("group")
        try write(umask: "022")
        let spoil = "chmod g-w refs/heads objects/pack && chmod 600 sluice/ledger-seen && chmod g-s objects"
        try #require(try server.start(["sh", "-c", spoil]).wait().status == 0)
        let found = try server.sluice("doctor")
        #expect(found.status == 1)
        #expect(found.output.contains("and 3 more are not shared as core.sharedRepository says"), "\(found.output)")
        let fixed = try server.sluice("doctor", "--fix")
        #expect(fixed.status == 0 && fixed.output.contains("as core.sharedRepository says"), "\(fixed.output)")
        try share("umask")
        #expect(try !server.sluice("doctor").output.contains("modes"))
    }

    @Test(
        "two users of one group: after Sluice wrote, the other one pushes with plain Git",
        .enabled(if: geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")),
        arguments: ["022", "027", "077"])
    func letsColleaguesPush(umask: String) throws {
        let prepare = try server.start([
            "sh", "-c",
            "git config core.sharedRepository group && chgrp -R 64300 . && chmod -R g+rwX . && "
                + "find . -type d -exec chmod g+s {} + && chmod a+rx \"$(dirname \"$PWD\")\" && chown 64301 . && "
                + "printf '[safe]\\n\\tdirectory = *\\n' > ../gitconfig && cp -r ../repository ../second && "
                + "chown -R 64301:64300 ../repository && chown -R 64302:64300 ../second",
        ]).wait()
        try #require(prepare.status == 0, "\(prepare.errors)")
        let folder = URL(fileURLWithPath: server.path).deletingLastPathComponent().path
        let users = [("64301", "\(folder)/repository"), ("64302", "\(folder)/second")]
        func act(_ user: Int, _ script: String) throws {
            let (id, place) = users[user]
            let result = try server.start(
                [
                    "setpriv", "--reuid=\(id)", "--regid=64300", "--clear-groups", "sh", "-c",
                    "umask \(umask); cd \"$0\"; \(script)", place,
                ],
                environment: ["GIT_CONFIG_GLOBAL": "\(folder)/gitconfig", "HOME": folder, "SLUICE": Places.program]
            ).wait()
            try #require(result.status == 0, "user \(user), \(script): \(result.errors)\(result.output)")
        }
        let url = "file://\(server.path)"
        try act(0, "\"$SLUICE\" -C \(server.path) hooks install --server")
        for round in 1...2 {
            for user in 0...1 {
                // One writes on the server itself, the other one pushes what makes loose objects in all folders.
                try act(user, "\"$SLUICE\" -C \(server.path) task add --title 'round \(round)'")
                try act(
                    1 - user,
                    "git fetch -q \(url) && for n in 1 2 3 4 5 6 7 8; do "
                        + "git commit -q --allow-empty -m \"\(round) \(user) $n\"; done && "
                        + "git push -q \(url) HEAD:refs/heads/work-\(round)-\(user) && "
                        + "git fetch -q \(url) +sluice/ledger:sluice/ledger && "
                        + "\"$SLUICE\" task add --title \(round)\(user) && git push -q \(url) sluice/ledger")
            }
        }
        try act(1, "\"$SLUICE\" -C \(server.path) doctor | grep -q 'modes  *ok'")
    }
}
