import Foundation
import TestSupport
import Testing

/// A machine that lacks a program: each message names it and the package that has it, and `doctor` lists it.
@Suite("programs that a machine lacks")
struct MissingProgramTests {
    private struct Check: Decodable {
        let check: String
        let state: String
        let found: String
        let mend: [String]
    }

    private static let programs = [
        "git", "sh", "ssh-keygen", "gpg", "gpgv", "gpg-agent", "gpgconf", "tar", "gzip", "sha256sum", "env", "rm",
        "cat",
    ]

    /// A search path with all of these programs but some.
    private func path(without missing: String..., in test: TestRepository) throws -> [String: String] {
        let folder = ".git/programs-\(missing.joined(separator: "-"))"
        let names = Self.programs.filter { !missing.contains($0) }.joined(separator: " ")
        let script = "mkdir -p \(folder) && for name in \(names); do ln -s \"$(command -v $name)\" \(folder)/; done"
        let made = try test.start(["sh", "-c", script]).wait()
        try #require(made.status == 0, "\(made.errors)")
        return ["PATH": "\(test.path)/\(folder)"]
    }

    private func programs(_ test: TestRepository, _ path: [String: String], status: Int32) throws -> [Check] {
        let result = try test.sluice("doctor", "--json", environment: path)
        #expect(result.status == status, "\(result.output)\(result.errors)")
        return try JSONDecoder().decode([Check].self, from: Data(result.outputBytes)).filter { $0.check == "programs" }
    }

    @Test("ssh-keygen, where decisions are signed")
    func sshKeygen() throws {
        let test = try SignedRepository().test
        let path = try path(without: "ssh-keygen", in: test)
        for words in [["gate", "tag", "1.0.0"], ["approve", "TASK-1", "--release", "1.0.0"], ["audit"]] {
            let result = try test.start([Places.program] + words, environment: path).wait()
            #expect(result.status == 3, "\(words)")
            #expect(
                result.errors.contains("error: this machine does not have ssh-keygen, which this needs\n"), "\(words)")
            #expect(result.errors.contains("hint: `apt-get install openssh-client` installs it"), "\(words)")
        }
        let checks = try programs(test, path, status: 1)
        #expect(checks.map(\.state) == ["problem"] && checks[0].mend == ["apt-get install openssh-client"])
        #expect(
            checks[0].found
                == "this machine does not have ssh-keygen, which checks and makes the SSH signatures of the ledger")
        let all = try self.path(in: test)
        let found = try programs(test, all, status: 0)
        #expect(found.map(\.state) == ["ok"] && found[0].found.contains("git, ssh-keygen, sh, tar"), "\(found)")
    }

    @Test("who has no key and no ssh-keygen is told of its package first, by `init` and `doctor`")
    func noKeyAndNoKeygen() throws {
        let plain = try TestRepository()
        try plain.commit("Start")
        let places = try self.path(without: "ssh-keygen", in: plain)
        for key in [["--admin-key", "/no/such/key.pub"], []] {
            let result = try plain.start(
                [Places.program, "init", "--template", "regulated"] + key, environment: places
            ).wait()
            let lines = result.errors.split(separator: "\n")
            let install = lines.firstIndex { $0.contains("`apt-get install openssh-client` installs it") }
            let make = lines.firstIndex { $0.contains("`ssh-keygen -t ed25519` makes an SSH key") }
            #expect(try #require(install) < #require(make), "\(result.errors)")
            #expect(key.isEmpty || result.errors.hasPrefix("error: --admin-key: cannot read /no/such/key.pub"))
        }
        #expect(try programs(plain, places, status: 1).map(\.state) == ["ok"])
        try plain.git("config", "gpg.format", "ssh")
        let checks = try programs(plain, places, status: 1)
        #expect(checks.map(\.state) == ["warning"] && checks.flatMap(\.mend) == ["apt-get install openssh-client"])
    }

    @Test("gpgv and gpg, where the policy has OpenPGP keys")
    func openPGP() throws {
        let signed = try SignedRepository()
        let test = signed.test
        try signed.useOpenPGP()
        defer { signed.endOpenPGP() }
        try #require(try test.sluice("approve", "TASK-1", "--release", "1.0.0", "--role", "qa").status <= 1)
        let path = try path(without: "gpg", "gpgv", in: test)
        let checks = try programs(test, path, status: 1)
        #expect(checks.map(\.state) == ["problem", "warning"])
        #expect(checks.flatMap(\.mend) == ["apt-get install gpgv", "apt-get install gnupg"])
        let gate = try test.sluice("gate", "tag", "1.0.0", environment: path)
        #expect(gate.status == 3 && gate.errors.contains("hint: `apt-get install gpgv`"), "\(gate.errors)")
        let other = try self.path(without: "gpg", in: test)
        let approved = try test.sluice("approve", "TASK-1", "--release", "1.0.0", environment: other)
        #expect(approved.status == 3 && approved.errors.contains("hint: `apt-get install gnupg`"), "\(approved.errors)")
    }

    @Test("who has neither gpg nor a key is told of keys, not of a package alone")
    func noGPGAndNoKey() throws {
        let signed = try SignedRepository()
        try signed.test.git("config", "--unset", "gpg.format")
        try signed.test.git("config", "--unset", "user.signingkey")
        let path = try path(without: "gpg", in: signed.test)
        let result = try signed.test.sluice("approve", "TASK-1", "--release", "1.0.0", environment: path)
        #expect(result.status == 1 && result.errors.contains("Git has no key to sign with (gpg.format openpgp)"))
        #expect(result.errors.contains("hint: with an SSH key: "))
    }

    @Test("git itself")
    func git() throws {
        let test = try TestRepository()
        try test.commit("Start")
        let path = try path(without: "git", in: test)
        let result = try test.sluice("init", environment: path)
        #expect(result.status == 3 && result.errors.contains("this machine does not have git, which this needs\n"))
        #expect(result.errors.contains("hint: `apt-get install git` installs it, as root, on Debian and Ubuntu\n"))
        let checks = try programs(test, path, status: 1)
        #expect(checks.map(\.state) == ["problem"] && checks[0].mend == ["apt-get install git"])
    }

    @Test("an unsigned ledger needs no program for signatures")
    func needsNoMore() throws {
        let test = try TestRepository()
        try test.commit("Start")
        try #require(try test.sluice("init").status == 0)
        let path = try path(without: "ssh-keygen", "gpg", "gpgv", "tar", in: test)
        let checks = try programs(test, path, status: 0)
        #expect(checks.map(\.state) == ["warning"] && checks[0].mend == ["apt-get install tar"], "\(checks)")
    }
}
