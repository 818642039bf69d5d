import Changes
import Git
import Ledger
import System
import TestSupport
import Testing

/// A repository whose policy demands signed decisions: Dana is its administrator and wrote TASK-1; Quinn and Rene are QA.
final class SignedRepository {
    let test: TestRepository

    /// - Parameter more: further sections of the policy.
    init(more: String = "", threshold: Int = 1) throws {
        test = try TestRepository()
        try test.git("config", "gpg.format", "ssh")
        for name in ["dana", "quinn", "rene", "mallory"] { try makeKey(name) }
        try test.commit("TASK-1: first")
        try use("dana")
        let made = try test.sluice("init", "--no-hooks", "--key", "TASK=task", "--admin-key", keyFile("dana") + ".pub")
        try #require(made.status == 0, "\(made.errors)")
        try edit(more, threshold: threshold)
        try #require(try test.sluice("task", "add", "TASK-1", "--title", "First").status == 0)
        try #require(try test.sluice("release", "new", "1.0.0").status == 0)
        try #require(try test.sluice("release", "add", "1.0.0", "TASK-1").status == 0)
    }

    /// Records the policy with Quinn and Rene as QA; by whoever is signing now.
    func edit(_ more: String, threshold: Int = 1) throws {
        let edited = try test.sluice(
            "policy", "edit", "--file", "-", "--reason", "test", input: Array(policy(more, threshold: threshold).utf8))
        try #require(edited.status == 0, "\(edited.errors)")
    }

    func policy(_ more: String, threshold: Int = 1) throws -> String {
        """
        [item "TASK"]
            kind = task
        [release]
            tag = v{version}
            branch = main
        [sign-off]
            role = qa
        [signature]
            required = decisions
        [role "administrator"]
            member = dana
        [role "qa"]
            member = quinn
            member = rene
            threshold = \(threshold)
        [person "dana"]
            email = dana@example.org
            key = \(try publicKey("dana"))
        [person "quinn"]
            email = quinn@example.org
            key = \(try publicKey("quinn"))
        [person "rene"]
            email = rene@example.org
            key = \(try publicKey("rene"))
        \(more)
        """
    }

    func makeKey(_ name: String) throws {
        let made = try test.start(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", keyFile(name)])
            .wait()
        try #require(made.status == 0, "\(made.errors)")
    }

    func keyFile(_ name: String) -> String { "\(test.path)/.git/key-\(name)" }

    /// The line of the `.pub` file without its comment.
    func publicKey(_ name: String) throws -> String {
        let text = String(decoding: try File.read(keyFile(name) + ".pub"), as: UTF8.self)
        return text.split(separator: " ").prefix(2).joined(separator: " ")
    }

    /// Signs what follows with this key.
    func use(_ name: String) throws { try test.git("config", "user.signingkey", keyFile(name) + ".pub") }

    @discardableResult
    func approve(by name: String, _ arguments: String..., person: TestSupport.Person = .tester) throws -> CommandResult
    {
        try use(name)
        return try test.sluice("approve", "TASK-1", "--release", "1.0.0", person: person)
    }

    func gate(_ version: String = "1.0.0") throws -> CommandResult { try test.sluice("gate", "tag", version) }
}

/// OpenPGP, beside SSH.
extension SignedRepository {
    /// Makes an OpenPGP key for Sam, who is QA from now on, and signs what follows with it.
    ///
    /// - Parameter hasExpired: whether the key ended long ago. The clock that signs with it is one of before.
    func useOpenPGP(hasExpired: Bool = false, roles: String = "") throws {
        let home = "\(test.path)/.git/gnupg"
        try File.makeFolder(home)
        try #require(try test.start(["chmod", "700", home]).wait().status == 0)
        test.variables["GNUPGHOME"] = home
        if hasExpired { try test.write(".git/gnupg/gpg.conf", "faked-system-time 20250102T000000\n") }
        let make = [
            "gpg", "--batch", "--quiet", "--passphrase", "", "--quick-gen-key", "Sam <sam@example.org>", "ed25519",
            "sign", hasExpired ? "2025-02-01" : "never",
        ]
        let made = try test.start(make).wait()
        try #require(made.status == 0, "\(made.errors)")
        let listed = try test.start(["gpg", "--with-colons", "--list-secret-keys"]).wait().output
        let fingerprint = try #require(
            listed.split(separator: "\n").first { $0.hasPrefix("fpr:") }?.split(separator: ":").last.map(String.init))
        try use("dana")
        try edit(sam(fingerprint, key: exported(fingerprint, from: home)) + "\n" + roles)
        try test.git("config", "gpg.format", "openpgp")
        try test.git("config", "user.signingkey", fingerprint)
    }

    /// Lets an administrator record that Sam's key was revoked. Sam signs on all the same.
    func revokeOpenPGP(roles: String = "") throws {
        let (home, other) = ("\(test.path)/.git/gnupg", "\(test.path)/.git/revoked")
        let fingerprint = try test.git("config", "user.signingkey")
        let revoked = try test.start(
            [
                "sh", "-c",
                "cp -r \(home) \(other) && sed 's/^:-----/-----/' \(home)/openpgp-revocs.d/\(fingerprint).rev | "
                    + "gpg --homedir \(other) --batch --quiet --import",
            ]
        ).wait()
        try #require(revoked.status == 0, "\(revoked.errors)")
        try useSSH()
        try use("dana")
        try edit(sam(fingerprint, key: exported(fingerprint, from: other)) + "\n" + roles)
        try test.git("config", "gpg.format", "openpgp")
        try test.git("config", "user.signingkey", fingerprint)
    }

    private func sam(_ fingerprint: String, key: String) -> String {
        """
        [person "sam"]
            email = sam@example.org
            key = openpgp \(fingerprint) \(key)
        [role "qa"]
            member = sam
        """
    }

    private func exported(_ fingerprint: String, from home: String) throws -> String {
        try test.start(
            [
                "sh", "-c",
                "gpg --homedir \(home) --export --export-options export-minimal \(fingerprint) | base64 -w0",
            ]
        ).wait().output
    }

    /// Signs what follows with SSH keys again.
    func useSSH() throws { try test.git("config", "gpg.format", "ssh") }

    /// To be called at last: the agent outlives the program that started it.
    func endOpenPGP() { _ = try? test.start(["gpgconf", "--kill", "all"]).wait() }
}

/// What somebody can do who may push to the ledger, but whose word counts for nothing.
extension SignedRepository {
    var reader: LedgerReader { get throws { try LedgerReader(Repository.open(at: test.path)) } }

    /// The record as `approve` would write it, by whoever Git says it is.
    func approval(
        release: String = "1.0.0", item: String = "TASK-1", by person: TestSupport.Person = .tester,
        decision: SignOffStatement.Decision = .approve, at seconds: Int? = nil
    ) throws -> Record {
        let version = try #require(Version(release))
        let id = try #require(ItemID(item))
        let content = [try #require(ObjectID(try test.resolve("main")))]
        return Record(
            at: Timestamp(seconds: Int64(seconds ?? test.time)), by: .init(name: person.name, email: person.email),
            repository: try reader.identity, after: [],
            statement: .signOff(
                .init(release: version, item: id, role: "qa", decision: decision, content: content, note: nil)))
    }

    /// An armoured signature of a record's line.
    func signature(
        of record: Record, by name: String, namespace: String = "sign-off@sluice"
    ) throws -> [UInt8] {
        let signed = try test.start(
            ["ssh-keygen", "-Y", "sign", "-q", "-n", namespace, "-f", keyFile(name)], input: record.line()
        ).wait()
        try #require(signed.status == 0, "\(signed.errors)")
        return Array(signed.output.utf8)
    }

    /// Puts a record into the ledger with plain Git, under the name that its content gives it.
    func forge(_ record: Record, _ signature: [UInt8] = [], about subject: Subject? = nil) throws {
        let bytes = record.line() + signature
        let blob = try #require(ObjectID(try test.git("hash-object", "-w", "--stdin", input: bytes)))
        let folder = try (subject ?? record.statement.subject).folder()
        let name = RecordName(at: record.at, blob: blob).description
        try put(blob, at: (folder + [name]).joined(separator: "/"))
    }

    /// Takes back what a body does to the ledger.
    func forAWhile(_ body: () throws -> Void) throws {
        let branch = "refs/heads/" + LedgerLocation.defaultBranch
        let tip = try test.resolve(branch)
        try body()
        try test.git("update-ref", branch, tip)
        _ = try test.start(["rm", "-f", "\(test.path)/.git/sluice/ledger-seen"]).wait()
    }

    func put(_ blob: ObjectID, at path: String) throws {
        let branch = LedgerLocation.defaultBranch
        try test.git("read-tree", "--index-output=\(test.path)/.git/forged", branch)
        test.variables["GIT_INDEX_FILE"] = "\(test.path)/.git/forged"
        defer { test.variables["GIT_INDEX_FILE"] = nil }
        try test.git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)")
        let tree = try test.git("write-tree")
        let commit = try test.git("commit-tree", "-p", branch, "-m", "forged", tree)
        try test.git("update-ref", "refs/heads/" + branch, commit)
    }
}
