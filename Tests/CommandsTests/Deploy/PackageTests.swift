import Foundation
import TestSupport
import Testing

/// `package`, and the rule that asks for it.
@Suite("package") struct PackageTests {
    private let repository: TestRepository

    /// 1.0 is tagged, and changes the configuration item billing.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [configuration-item "billing"]
                    path = billing/**
                [environment "test"]
                    package = required
                [environment "production"]
                    after = test
                """)
        try repository.addItems(["RFC-2"])
        try #require(
            try repository.sluice(
                "rfc", "add", "RFC-1", "--title", "first", "--deployment-plan", "run migrate", "--back-out-plan",
                "restore"
            ).status == 0)
        try repository.write("run", "#!/bin/sh\n")
        try #require(try repository.start(["chmod", "+x", "run"]).wait().status == 0)
        try repository.commit(
            "RFC-1: first",
            files: [
                "billing/app.yaml": "retries: 1\n", "secret.txt": "not left out\n", "a b/ü.txt": "x\r\n",
                "version": "$Format:%H$ $Id$\n",
                ".gitattributes": "secret.txt export-ignore\nversion export-subst ident\n*.txt text\n",
            ])
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
    }

    private func pack(_ words: String...) throws -> CommandResult {
        try repository.start([Places.program, "package", "1.0"] + words, person: .manager).wait()
    }

    private func shell(_ script: String) throws -> String {
        let result = try repository.start(["sh", "-euc", script]).wait()
        try #require(result.status == 0, "\(result.errors)")
        return result.output
    }

    @Test("the way to the environment after it names a package, too")
    func isNamedByPromotion() throws {
        let verdict = try repository.sluice("gate", "deploy", "1.0", "--env", "production")
        #expect(
            verdict.output.contains("sluice deploy 1.0 --env test --package <file> -- <command>\n"),
            "\(verdict.output)")
    }

    @Test("leaves no file behind where its digest cannot be recorded")
    func leavesNothingUnrecorded() throws {
        try repository.write(".git/refs/heads/sluice/ledger.lock", "")
        let refused = try pack()
        #expect(refused.status == 3 && refused.errors.contains("ledger.lock is there, "), "\(refused.errors)")
        #expect(try shell("ls | grep release-1.0 || echo none") == "none\n")
        try FileManager.default.removeItem(atPath: repository.path + "/.git/refs/heads/sluice/ledger.lock")
        #expect(try pack().status == 0)
    }

    @Test("holds the files of the tag, byte for byte, whatever attributes say")
    func holdsTheTaggedTree() throws {
        #expect(try pack().output.hasPrefix("Packed release 1.0 into release-1.0.tar.\nSHA-256 "))
        let listed = try shell(
            """
            tar -xf release-1.0.tar && cd release-1.0 && sha256sum --check --strict --quiet SHA256SUMS
            cd files && find . -type f | LC_ALL=C sort
            """)
        #expect(
            listed.split(separator: "\n").map(String.init) == [
                "./.gitattributes", "./a b/ü.txt", "./billing/app.yaml", "./run", "./secret.txt", "./version",
            ])
        let same = try shell(
            """
            cd release-1.0/files
            for file in secret.txt version 'a b/ü.txt' billing/app.yaml; do
              test "$(git hash-object --no-filters "$file")" = "$(git rev-parse "v1.0:$file")" && echo same
            done
            test -x run && test ! -x version && echo modes
            """)
        #expect(same == "same\nsame\nsame\nsame\nmodes\n")
        let readme = try shell("cat release-1.0/README.md")
        #expect(readme.contains("## Deployment\n\n- **RFC-1** run migrate\n"))
        #expect(readme.contains("## Back-out\n\n- **RFC-1** restore\n"))
    }

    @Test("the same release gives the same bytes, in another clone and at another time")
    func isReproducible() throws {
        let first = try pack()
        let clone = try repository.clone()
        let second = try clone.start([Places.program, "package", "1.0", "-o", "again.tar"], person: .tester).wait()
        #expect(second.status == 0, "\(second.errors)")
        let digests = [first, second].map { $0.output.split(separator: " ").last }
        #expect(digests[0] == digests[1])
        #expect(try pack("--verify", "release-1.0.tar").status == 0)
        let zipped = try pack("-o", "release-1.0.tar.gz")
        #expect(zipped.status == 0)
        #expect(try shell("gzip -dc release-1.0.tar.gz | cmp - release-1.0.tar && echo same") == "same\n")
        #expect(try pack("--verify", "release-1.0.tar.gz").status == 0)
    }

    @Test("--verify tells a file that is another, and --content configuration packs what the release changes alone")
    func verifies() throws {
        try repository.write("other.tar", "other")
        let result = try pack("--verify", "other.tar")
        #expect(result.status == 4 && result.errors.contains("'other.tar' is not what release 1.0 holds"))
        #expect(try pack("--verify", "missing.tar").status == 2)
        #expect(try pack("--content", "configuration", "-o", "c.tar").status == 0)
        #expect(
            try shell("tar -tf c.tar | grep files/ | grep -v /$") == "release-1.0/files/billing/app.yaml\n")
    }

    @Test("never overwrites, and packs nothing that was not tagged through the gate")
    func refuses() throws {
        try #require(try pack().status == 0)
        let again = try pack()
        #expect(again.status == 1 && again.errors.contains("packages are never overwritten"))
        try repository.commit("RFC-2: second")
        try repository.plan("1.1", "RFC-2")
        let untagged = try repository.sluice("package", "1.1")
        #expect(untagged.status == 1 && untagged.errors.contains("release 1.1 was not tagged through the gate"))
    }

    @Test("names pointers of Git LFS, in the README, the manifest and on the terminal")
    func namesPointers() throws {
        #expect(try !pack("--json").output.contains("pointers"))
        let pointer =
            "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "4d", count: 32))\nsize 12345\n"
        try repository.commit("RFC-2: film", files: ["media/film.mp4": pointer, "media/notes.txt": "oid sha256:\n"])
        try repository.approve("1.1", "RFC-2")
        try #require(try repository.sluice("tag", "1.1", person: .manager).status == 0)
        let packed = try repository.sluice("package", "1.1", person: .manager)
        #expect(packed.status == 0)
        #expect(
            packed.errors.hasPrefix(
                """
                warning: 1 file of the package is a pointer of Git LFS, without the content: media/film.mp4
                hint: `git lfs pull` in a checkout of v1.1 brings the content

                """), "\(packed.errors)")
        let contents = try shell("tar -xf release-1.1.tar && cat release-1.1/README.md release-1.1/manifest.json")
        #expect(contents.contains("- A pointer of Git LFS, without the content that it names: media/film.mp4\n"))
        #expect(contents.contains(#""pointers": ["#) && contents.contains(#""media/film.mp4""#))
        #expect(try repository.sluice("package", "1.1", "--verify", "release-1.1.tar").status == 0)
    }

    private func gate(_ environment: String, _ words: String..., status: Int32) throws -> [String] {
        let result = try repository.start(
            [Places.program, "gate", "deploy", "1.0", "--env", environment, "--json"] + words, person: .manager
        ).wait()
        #expect(result.status == status, "\(result.errors)\(result.output)")
        return try JSONDecoder().decode(VerdictAnswer.self, from: Data(result.outputBytes)).codes
    }

    @Test("the gate takes no other file, and from one environment to the next the same one")
    func isAskedFor() throws {
        #expect(try gate("test", status: 1) == ["package"])
        try repository.write("x.tar", "x")
        #expect(try gate("test", "--package", "x.tar", status: 1) == ["package"])
        try #require(try pack().status == 0)
        #expect(try gate("test", "--package", "x.tar", status: 4) == ["package"])
        #expect(try gate("test", "--package", "release-1.0.tar", status: 0) == [])
        let deployed = try repository.start(
            [
                Places.program, "deploy", "1.0", "--env", "test", "--package", "release-1.0.tar", "--", "sh", "-c",
                "echo \"$SLUICE_PACKAGE_SHA256  $SLUICE_PACKAGE\" | sha256sum --check",
            ], person: .manager
        ).wait()
        #expect(deployed.output == "release-1.0.tar: OK\nDeployed 1.0 in test.\n")
        try #require(try pack("--content", "configuration", "-o", "c.tar").status == 0)
        #expect(try gate("production", status: 0) == [])
        #expect(try gate("production", "--package", "c.tar", status: 1) == ["package"])
        #expect(try gate("production", "--package", "release-1.0.tar", status: 0) == [])
    }
}
