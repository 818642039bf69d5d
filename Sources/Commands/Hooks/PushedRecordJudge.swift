import Changes
import Git
import Ledger

/// Says of each record that a push adds, beyond its form, name and place, whether its writer may say that. Everything that a
/// server asks of a single record is asked here.
struct PushedRecordJudge {
    private let ledger: LedgerReader
    private var repository: Repository { ledger.repository }
    private let policy: Policy
    /// What tags will mark once the push is done: those that it makes or moves, by their full names.
    private let tags: [String: ObjectID]
    /// Whether the push starts the ledger, which is taken as it is then: its keys can have ended long after it was written.
    private let isFirst: Bool

    /// - Throws: `LedgerProblem` where the policy that the push leaves in force cannot be used.
    init(_ ledger: LedgerReader, tags: [String: ObjectID], isFirst: Bool) throws {
        self.ledger = ledger
        self.tags = tags
        self.isFirst = isFirst
        policy = try ledger.policy()
    }

    /// - Throws: a refusal that names the record by its path.
    func check(_ stored: StoredRecord, blob: ObjectID, at path: String) throws {
        try refuseEarly(stored, path)
        try refuseUncounted(stored, path)
        try refuseEndedKey(stored, blob, path)
        try refuseTooLong(stored, path)
        try refuseForeignTag(stored, path)
        try refuseUnknownTip(stored.record.statement.ledgerSeen, path)
    }

    /// What would decide nothing is not taken in.
    private func refuseUncounted(_ stored: StoredRecord, _ path: String) throws {
        guard case .discounted(let discount) = stored.authorship else { return }
        // It is refused below, but not in a ledger that is taken as it is.
        if case .endedKey = discount { return }
        let deed = "\(stored.record.statement.body.deed) (\(path))"
        let what =
            switch discount {
            case .unsigned: "the policy wants \(deed) signed, and it is not"
            case .unknownKey: "\(deed) is signed with a key that the policy does not know"
            case .outOfTime(let person): "\(deed) is signed with a key of \(person) that does not count at its time"
            case .endedKey(let person): "\(deed) is signed with an OpenPGP key of \(person) that has ended"
            case .early: "\(deed) is dated after now"
            case .severalSigners: "\(deed) is signed by several people, and by none as its author"
            case .noRight: "the policy does not let \(stored.author) record \(deed)"
            case .noRightThen(let policy): "policy \(policy) did not let \(stored.author) record \(deed)"
            }
        throw Failure(
            .refused, what,
            hints: ["`sluice policy show` shows who may, and whose keys count; `sluice policy edit` changes that"])
    }

    /// What can open something is not taken in before its time.
    private func refuseEarly(_ stored: StoredRecord, _ path: String) throws {
        guard stored.record.at > .now + policy.clockTolerance, stored.record.statement.effect.contains(.opens) else {
            return
        }
        throw Failure(
            .refused, "\(path) is dated after now (it is \(Timestamp.now))",
            hints: [
                "set the clock of the machine that wrote it right, then `sluice doctor --fix` there records it anew",
                "`[ledger] clock-tolerance` of the policy says how far clocks may be ahead",
            ])
    }

    /// Who has a key that has ended can still sign with it, and give the record any date. What shuts is taken all the same.
    private func refuseEndedKey(_ stored: StoredRecord, _ blob: ObjectID, _ path: String) throws {
        let now = Timestamp.now
        guard !isFirst, let end = try ledger.endOfKey(behind: stored, blob: blob, before: now) else { return }
        let deed = "\(stored.record.statement.body.deed) (\(path))"
        let again: Hint =
            "set another key of yours (`git config user.signingkey`), then `sluice doctor --fix` records it anew"
        switch end {
        case .byPolicy(let end):
            throw Failure(
                .refused, "\(deed) is signed with a key of \(stored.author) that ended at \(end) (it is \(now))",
                hints: [again, "`until=` in the policy shows when a key ends; `sluice policy edit` changes that"])
        case .byItsOwnWord(let doubt):
            throw Failure(
                .refused,
                "\(deed) is signed with an OpenPGP key of \(stored.author) that "
                    + (doubt == .revoked ? "was revoked" : "has expired, or the signature has"),
                hints: [
                    again,
                    "a key that got a later end (`gpg --quick-set-expire`) counts again once `sluice policy edit` records it",
                ])
        }
    }

    private func refuseTooLong(_ stored: StoredRecord, _ path: String) throws {
        guard case .waiver(let waiver) = stored.record.statement, waiver.ends == nil,
            let excess = policy.excess(of: waiver, from: stored.record.at)
        else { return }
        throw Failure(
            .refused, "\(path): \(excess)", hints: ["`[waiver] longest` of the policy says how long waivers may last"])
    }

    /// A manifest is for the tag of its release, on the commit that it was made for. One whose tag has not come yet is taken.
    private func refuseForeignTag(_ stored: StoredRecord, _ path: String) throws {
        guard let manifest = RecordedManifest(stored) else { return }
        guard policy.accepts(manifest) else {
            let isNamed = policy.version(ofTag: manifest.tag) == manifest.release
            throw Failure(
                .refused,
                isNamed
                    ? "\(stored.author) may not tag releases, but does so in \(path)"
                    : "\(path) is the manifest of \(manifest.release), and names \(manifest.tag), which is not its tag",
                hints: ["`sluice policy show` shows how release tags are named, and who makes them"])
        }
        let name = "refs/tags/" + manifest.tag
        guard let object = try tags[name] ?? repository.reference(name)?.target else { return }
        let target = try repository.commitID(peeling: object, named: "tag \(manifest.tag)")
        guard target != manifest.candidate else { return }
        throw Failure(
            .refused,
            "\(path) is the manifest of \(manifest.tag) on \(manifest.candidate.abbreviated), but the tag is on "
                + target.abbreviated,
            hints: ["`git fetch --tags` brings the tag; a later version can be tagged instead"])
    }

    private func refuseUnknownTip(_ seen: ObjectID?, _ path: String) throws {
        guard let seen, try !repository.contains(seen) || !repository.isAncestor(seen, of: ledger.tip) else { return }
        throw Failure(
            .notVerified,
            "\(path) was written in view of \(seen.abbreviated), which the pushed ledger does not contain",
            hints: ["`sluice sync` brings what the server has, and pushes what is joined with it"])
    }
}
