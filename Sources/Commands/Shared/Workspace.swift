import Changes
import Git
import Ledger
import Releases
import System

/// The repository that a command works in. Opened once; everything in it is read when it is asked for.
struct Workspace {
    let repository: Repository
    private let environment: Environment
    /// Where remarks go; nil for hooks, which Git calls again and again.
    private let console: Console?
    /// Whether a record ends with the remark that others do not see it yet.
    private let remindsOfSync: Bool

    /// Opens the repository of the invocation's directory (or the one that Git's environment names).
    init<P>(_ invocation: Invocation<P>) throws {
        try self.init(
            directory: invocation.directory, environment: invocation.environment, console: invocation.console,
            remindsOfSync: !invocation.wantsJSON)
    }

    init(directory: String, environment: Environment, console: Console? = nil, remindsOfSync: Bool = false) throws {
        self.remindsOfSync = remindsOfSync
        if directory != "." { try changeFolder(to: directory) }
        repository = try Repository.open()
        self.environment = environment
        self.console = console
    }

    /// The ledger for commands that show or add something; the facts of a gate are read through another (`FactsGatherer`).
    func ledger() throws -> LedgerReader {
        guard let ledger = try ledgerIfAny() else {
            throw LedgerProblem.noLedger(branch: try repository.ledgerBranch(), remote: nil)
        }
        return ledger
    }

    private func tellOfUnreadableMemory() {
        guard let file = LedgerMemory(repository).unreadable else { return }
        console?.noteOnce(
            "\(file) cannot be read: this clone does not notice a ledger that went back; `sluice doctor --fix` fixes it."
        )
    }

    /// For commands that write: who only reads misses nothing, as both are read.
    func tellOfUnjoined() {
        // A ledger that cannot be read is reported by whoever reads it.
        guard let remote = try? repository.ledgerPlaces().unjoined else { return }
        console?.noteOnce(
            "\(remote.shortName) holds records that the local ledger lacks: both are read; `sluice sync` joins them.")
    }

    /// The ledger, or nil where this repository has none yet.
    func ledgerIfAny() throws -> LedgerReader? {
        let location = try repository.ledgerLocation()
        guard !location.tips.isEmpty else { return nil }
        let ledger = try LedgerReader(repository, at: location, remembersSignatures: true)
        tellOfUnreadableMemory()
        return ledger
    }

    /// For pipelines, in which an empty variable is one that nobody gave a value. A signed ledger is refused.
    func warnOfUnpinned(_ first: ObjectID) {
        console?.warn(
            "SLUICE_TRUST is empty: the ledger is read whoever made it, because its decisions are not signed.",
            hints: ["`SLUICE_TRUST=\(first)` refuses any other ledger"])
    }

    /// Writes records of a command; of those that were written it says once how others get them.
    ///
    /// - Parameter author: who acts; nil to read that from Git's settings.
    func writer(by author: Author? = nil) throws -> LedgerWriter {
        let author = try author ?? self.author()
        tellOfUnjoined()
        var writer = LedgerWriter(repository, by: author)
        writer.whenAppended = remindOfSync
        return writer
    }

    /// Says at the end that records are in this clone only, where a remote can take them.
    func remindOfSync() {
        guard remindsOfSync, (try? repository.ledgerRemote()) != nil else { return }
        console?.noteAtEnd("Others see this after `sluice sync`.")
    }

    /// The facts of a release that is shown, in view of a ledger.
    func facts(of version: Version, in ledger: LedgerReader) throws -> GateFacts {
        try facts(of: version, by: FactsGatherer(repository, ledger: ledger, isShowing: true))
    }

    func facts(of version: Version, by gatherer: FactsGatherer) throws -> GateFacts {
        let facts = try gatherer.facts(of: version)
        console?.warn(of: facts.range.scope)
        return facts
    }

    /// The writer of what a server records by itself: by its Git identity, or by one of Sluice's own where it has none.
    func serverWriter() -> LedgerWriter {
        let author = try? author()
        return LedgerWriter(repository, by: author ?? .server(at: Timestamp(milliseconds: millisecondsNow())))
    }

    /// Whose word a statement of this kind would be: where the policy wants it signed, the owner of the key.
    func speaker(_ author: Author, _ kind: Statement.Kind, policy: Policy) throws -> Person {
        guard policy.requiredSignatures.cover(kind) else { return policy.known(author.person) }
        return try signatory(author, policy: policy)
    }

    /// The person of the policy whose key signs here.
    func signatory(_ author: Author, policy: Policy) throws -> Person {
        let signer = try RecordSigner(repository, identity: author.person.description)
        return try policy.signatory(signer.key, at: author.time).person
    }

    /// The time by which windows, ends and reviews are judged, and from which people count: the clock's, whatever
    /// `GIT_COMMITTER_DATE` says. Nobody has to be known to ask.
    func now() -> Timestamp { .now }

    /// The date of what is shown where nothing is decided by it, as in ages and the date of a mail: that of
    /// `GIT_COMMITTER_DATE`, where it is set, or else the clock's.
    func date() -> Timestamp {
        guard environment.nonempty("GIT_COMMITTER_DATE") != nil, let date = committerDateGiven() else { return now() }
        return Timestamp(seconds: date)
    }

    /// Who acts, by the Git identity. `GIT_COMMITTER_DATE`, where it is set, dates what they write, within the bounds that
    /// `LedgerWriter` keeps.
    func author() throws -> Author {
        let now = Timestamp.now
        let identity = try Identity.committer()
        let isGiven = environment.nonempty("GIT_COMMITTER_DATE") != nil
        let time = isGiven ? Timestamp(seconds: identity.signature.time) : now
        let person = Person(
            name: try GivenText.text(identity.signature.name, of: "your name in Git's settings"),
            email: try GivenText.text(identity.signature.email, of: "your address in Git's settings"))
        guard !person.email.isEmpty else {
            throw Failure(
                .refused, "Git knows no address of \(person.name.quoted): whose word this is could not be told",
                hints: ["`git config user.email <address>`"])
        }
        return Author(person: person, time: time, now: now, signature: identity.line)
    }
}

extension Author {
    /// A server to whose Git nobody gave a name.
    fileprivate static func server(at time: Timestamp) -> Author {
        let person = Person(name: "Sluice", email: "sluice@server.invalid")
        return Author(
            person: person, time: time, signature: "\(person.name) <\(person.email)> \(time.seconds) +0000")
    }
}

extension Policy {
    /// The item that a person means; its key has to be one of the policy's.
    func item(named text: String) throws -> ItemID {
        if let item = itemID(named: text) { return item }
        let keys = keys.map(\.name).joined(separator: ", ")
        throw Failure(
            .usage, "\(text.quoted) is no item's ID",
            hints: ["an ID is a key of the policy (\(keys)), a dash and a number: \(self.keys.first?.name ?? "RFC")-12"]
        )
    }
}
