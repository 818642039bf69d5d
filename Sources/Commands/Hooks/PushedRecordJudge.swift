import Changes
import Git
import Ledger

/// Says of each record that a push adds, beyond its form, name and place, whether its writer may say that. Everything that a
/// server asks of a single record is asked here.
struct PushedRecordJudge {
    private let repository: Repository
    private let tip: ObjectID
    /// The policy in force before the push, those that it brings, and so every one by which the record can have been made.
    private let policies: [Policy]
    /// What tags will mark once the push is done: those that it makes or moves, by their full names.
    private let tags: [String: ObjectID]

    /// - Parameter old: the ledger before the push; nil where the push starts it.
    /// - Throws: `LedgerProblem` where the policy that the push leaves in force cannot be used.
    init(_ ledger: LedgerReader, since old: ObjectID?, tags: [String: ObjectID]) throws {
        self.tags = tags
        repository = ledger.repository
        tip = ledger.tip
        let current = try ledger.policy()
        let before = try old.map { try LedgerReader(ledger.repository, branch: ledger.branch, tip: $0).policyVersion() }
        let earlier = try (min(before ?? 1, current.version)..<current.version).compactMap { version -> Policy? in
            let text = try ledger.policyText(version: version)
            // One that this program cannot use is no reason for anything.
            return try? Policy(text: text, version: version)
        }
        policies = earlier + [current]
    }

    /// - Throws: a refusal that names the record by its path.
    func check(_ stored: StoredRecord, at path: String) throws {
        try refuseUncounted(stored, path)
        try refuseStranger(stored, path)
        try refuseForeignTag(stored, path)
        try refuseUnknownTip(stored.record.statement.ledgerSeen, path)
    }

    /// What would decide nothing is not taken in.
    private func refuseUncounted(_ stored: StoredRecord, _ path: String) throws {
        guard case .discounted(let discount) = stored.authorship else { return }
        let what =
            switch discount {
            case .unsigned: "the policy wants \(path) signed, and it is not"
            case .unknownKey: "\(path) is signed with a key that the policy does not know"
            case .outOfTime(let person): "\(path) is signed with a key of \(person) that does not count at its time"
            }
        throw Failure(
            .refused, what,
            hints: ["`sluice policy show` tells whose keys count; sign with one of them and say it again"])
    }

    private func refuseStranger(_ stored: StoredRecord, _ path: String) throws {
        guard case .signOff(let statement) = stored.record.statement,
            !policies.contains(where: { $0.mayAct(stored.author, as: statement.role) })
        else { return }
        throw Failure(
            .refused, "\(stored.author) may not speak for \(statement.role), but does so in \(path)",
            hints: ["`sluice policy show` tells who may; `sluice policy edit` changes that"])
    }

    /// A manifest is for the tag of its release, on the commit that it was made for. One whose tag has not come yet is taken.
    private func refuseForeignTag(_ stored: StoredRecord, _ path: String) throws {
        guard let manifest = RecordedManifest(stored) else { return }
        guard policies.contains(where: { $0.accepts(manifest) }) else {
            let isNamed = policies.contains { $0.version(ofTag: manifest.tag) == manifest.release }
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
        guard let seen, try !repository.contains(seen) || !repository.isAncestor(seen, of: tip) else { return }
        throw Failure(
            .notVerified,
            "\(path) was written in view of \(seen.abbreviated), which the pushed ledger does not contain",
            hints: ["`sluice sync` brings what the server has, and pushes what is joined with it"])
    }
}
