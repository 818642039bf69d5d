import Changes
import Git
import Ledger
import Reports
import System

/// The key that somebody signs with in a clone, what the policy knows of them, and what is still to be done.
struct SigningSetUp {
    enum State: String {
        /// Decisions need no signature.
        case notNeeded = "not-needed"
        /// Git signs with a key of the policy.
        case known
        /// Git signs with a key that the policy does not know.
        case unknown
        /// Git signs with none, and there are keys that it could sign with.
        case atHand = "at-hand"
        case missing
        /// Git's settings name a key or program that cannot be used.
        case unusable
    }

    let state: State
    private let key: SigningKey?
    /// The name of the person in the policy; nil for somebody whom it does not know.
    private let person: String?
    private let roles: [String]
    private let administrators: [String]
    /// Commands that let Git sign, in their order.
    private let commands: [ShellCommand]
    /// What an administrator adds to the policy; empty where nothing is missing.
    private let policyLines: [String]
    /// What an administrator adds for somebody who is to have a role; empty for those who have one.
    private let roleLines: [String]
    /// Why the key cannot be used.
    private let failure: Failure?

    init(_ author: Author, policy: Policy, _ repository: Repository) throws {
        administrators = policy.members[Policy.administrators] ?? []
        let known = policy.people.first { $0.hasAddress(author.person.email) }
        guard policy.requiredSignatures != .none else {
            (state, key, person, commands, failure) = (.notNeeded, nil, known?.id, [], nil)
            roles = policy.roles(of: author.person)
            let stranger = KnownPerson(author.person).named(apartFrom: policy.people)
            roleLines = policy.lines(forARoleOf: (known ?? stranger).id, having: roles)
            policyLines = known == nil && !roleLines.isEmpty ? stranger.sectionLines : []
            return
        }
        let found = FoundKey(author, policy, repository)
        (state, key, commands, failure) = (found.state, found.key, found.commands, found.failure)
        let owner = found.key.flatMap { policy.owner(of: $0.key)?.person }
        let member = owner ?? known
        person = member?.id
        roles = member.map { policy.roles(of: $0.person) } ?? []
        guard let key = found.key, owner == nil else {
            (policyLines, roleLines) = (
                [], member.map { policy.lines(forARoleOf: $0.id, having: policy.roles(of: $0.person)) } ?? []
            )
            return
        }
        let stranger = KnownPerson(author.person, key: key).named(apartFrom: policy.people)
        policyLines = member?.having(key).keySectionLines ?? stranger.sectionLines
        roleLines = policy.lines(forARoleOf: (member ?? stranger).id, having: roles)
    }

    var document: JSONValue {
        .object([
            "state": state.rawValue, "key": key?.text, "person": person, "roles": roles, "commands": commands,
            "administrators": administrators, "policy": Self.text(policyLines), "role": Self.text(roleLines),
        ])
    }

    private static func text(_ lines: [String]) -> String? {
        lines.isEmpty ? nil : lines.map { $0 + "\n" }.joined()
    }

    func tell(_ console: Console) {
        if let failure { console.warn(failure.message, hints: failure.hints) }
        if let sentence { console.print(SafeText.line(sentence)) }
        for command in commands { console.print("  \(SafeText.line(command.text))") }
        if state == .missing { console.print("Then `sluice setup` shows what an administrator adds to the policy.") }
        let who = administrators.isEmpty ? "" : " (\(administrators.joined(separator: ", ")))"
        let administrator = "an administrator\(SafeText.line(who)) adds this with `sluice policy edit`:\n"
        // Without signatures a person needs no section but for a role.
        let (counting, having) = state == .notNeeded ? ([], policyLines + roleLines) : (policyLines, roleLines)
        if let text = Self.text(counting) {
            console.print("\nSo that your decisions count, \(administrator)")
            console.write(SafeText.block(text))
        }
        if let text = Self.text(having) {
            console.print("\nOnly if you are to have a role, \(administrator)")
            console.write(SafeText.block(text))
        }
    }

    private var sentence: String? {
        let shown = key?.key.shown ?? ""
        let having = roles.isEmpty ? "who has no role" : "who has the roles \(roles.joined(separator: ", "))"
        switch state {
        case .notNeeded:
            return "Decisions need no signature, and so no key" + (person.map { ". You are \($0), \(having)." } ?? ".")
        case .known: return "You sign with \(shown), the key of \(person ?? ""), \(having)."
        case .unknown: return "You sign with \(shown), which the policy does not know yet."
        case .atHand: return "Git has no key to sign with. It signs with \(shown) after:"
        case .missing:
            return
                "Git has no key to sign with, and none was found. These commands make one\(needsRoot ? " (the first as root)" : ""):"
        case .unusable: return nil
        }
    }
}

extension SigningSetUp {
    /// Whether `ssh-keygen` has to be installed first.
    private var needsRoot: Bool { commands.first == SystemProgram.sshKeygen.installation }
}

/// The key that Git signs with, or that it could sign with.
private struct FoundKey {
    let state: SigningSetUp.State
    var key: SigningKey?
    var commands: [ShellCommand] = []
    var failure: Failure?

    init(_ author: Author, _ policy: Policy, _ repository: Repository) {
        do {
            let signer = try RecordSigner(repository, identity: author.person.description)
            if let owner = policy.owner(of: signer.key) {
                (state, key) = (.known, owner.key)
                if !owner.key.isValid(at: author.now) {
                    failure = SigningProblem.outOfTime(person: owner.person.id).failure
                }
            } else {
                (state, key) = (.unknown, try Self.signingKey(signer.key))
            }
        } catch SigningProblem.noKey {
            guard let best = KeyAtHand.all().best(for: policy) else {
                (state, commands) = (.missing, Self.making(for: author.person.email))
                return
            }
            (state, key, commands) = (.atHand, SigningKey(best.key), Self.signing(with: best.setting))
        } catch {
            (state, failure) = (.unusable, Failure(error))
        }
    }

    private static func signingKey(_ key: PublicKey) throws -> SigningKey {
        switch key {
        case .ssh: SigningKey(key)
        case .openPGP(let fingerprint): try SigningKey(AdministratorKey.exported(fingerprint))
        }
    }

    private static func signing(with key: String) -> [ShellCommand] {
        ["git config gpg.format ssh", "git config user.signingkey \(key)"]
    }

    private static func making(for address: String) -> [ShellCommand] {
        let file = "\(KeyAtHand.folder)/id_ed25519"
        // A private half without its public one is not to be written over.
        let first: ShellCommand =
            File.exists(file)
            ? "ssh-keygen -y -f \(file) > \(file + ".pub")" : "ssh-keygen -t ed25519 -C \(address) -f \(file)"
        let keygen = SystemProgram.sshKeygen
        return (keygen.isInstalled ? [] : [keygen.installation]) + [first] + signing(with: file + ".pub")
    }
}

/// An SSH key of a person: in a file, or held by the agent.
private struct KeyAtHand {
    let key: PublicKey
    /// The value of Git's `user.signingKey` that has it sign with the key.
    let setting: String

    static var folder: String { (environmentVariable("HOME") ?? "~") + "/.ssh" }

    /// Those of files first.
    static func all() -> [KeyAtHand] {
        let names = (try? File.names(inFolder: folder)) ?? []
        let files = names.filter { $0.hasSuffix(".pub") }.compactMap { name -> KeyAtHand? in
            let path = "\(folder)/\(name)"
            guard let text = try? File.read(path, limit: 1 << 16) else { return nil }
            return SigningKey.ssh(line: String(decoding: text, as: UTF8.self)).map { .init(key: $0, setting: path) }
        }
        return files + ofAgent().filter { held in !files.contains { $0.key == held.key } }
    }

    private static func ofAgent() -> [KeyAtHand] {
        guard environmentVariable("SSH_AUTH_SOCK") != nil, let answer = try? ExternalProgram("ssh-add", ["-L"]).run(),
            answer.status == 0
        else { return [] }
        return answer.text.split(separator: "\n").compactMap { line in
            SigningKey.ssh(line: String(line)).map { .init(key: $0, setting: "key::" + (SigningKey($0).sshLine ?? "")) }
        }
    }
}

extension [KeyAtHand] {
    /// One that the policy knows, or else the first one of the usual type.
    fileprivate func best(for policy: Policy) -> KeyAtHand? {
        first { policy.owner(of: $0.key) != nil } ?? first { $0.key.shown.hasPrefix("ssh-ed25519 ") } ?? first
    }
}

extension Policy {
    fileprivate func roles(of person: Person) -> [String] {
        members.keys.sorted().filter { isMember(person, of: $0) }
    }

    /// The section that gives somebody a role, which is for an administrator to choose; nothing for those who have one.
    fileprivate func lines(forARoleOf name: String, having roles: [String]) -> [String] {
        let asked = askedRoles.filter { $0 != Self.administrators }
        guard roles.isEmpty, let first = asked.first else { return [] }
        let others = asked.count > 1 ? ["# The roles are: \(asked.joined(separator: ", "))."] : []
        return others + ["[role \"\(first)\"]", "\tmember = \(name)"]
    }
}
