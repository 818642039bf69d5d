import Changes
import Gate
import Git
import Ledger
import Releases
import Reports
import System

/// One run of `link` or `unlink`: all words are checked before the first record is written, in one ledger commit.
struct LinkSession {
    private let invocation: Invocation<LinkParameters>
    private let belongs: Bool
    private let workspace: Workspace
    private let commits: [Commit]
    /// The commit whose items answer for those, where it carries them over.
    private let carrier: Commit?
    /// The items as they were typed.
    private let items: [String]
    private let reason: String

    init(_ invocation: Invocation<LinkParameters>, belongs: Bool, carries carried: String? = nil) throws {
        self.invocation = invocation
        self.belongs = belongs
        let words = (invocation.commit.map { [$0] } ?? []) + invocation.items
        items = invocation.stdin ? words : Array(words.dropFirst())
        guard invocation.stdin || !words.isEmpty else {
            throw Failure(.usage, "which commit?", hints: ["name one, or many on standard input with --stdin"])
        }
        if carried != nil {
            guard items.isEmpty, !invocation.exempt, !invocation.stdin, invocation.release == nil else {
                throw Self.wrongCarrier
            }
        } else {
            guard invocation.exempt == items.isEmpty else { throw Self.wrongWords(invocation) }
            guard invocation.exempt || invocation.release == nil else { throw Self.wrongRelease }
        }
        reason = try Self.reason(invocation, isNeeded: belongs || !invocation.exempt)
        workspace = try Workspace(invocation)
        let repository = workspace.repository
        let revisions = invocation.stdin ? try Self.revisionsOnStandardInput() : [words[0]]
        let named = try (revisions + (carried.map { [$0] } ?? [])).map {
            try repository.commit(repository.commitID(ofRevision: $0))
        }
        carrier = carried == nil ? nil : named[0]
        commits = (carried == nil ? named : [named[1]]).unique(by: \.id)
    }

    func run() throws -> ExitStatus {
        let verb = belongs ? "link" : "unlink"
        let shown = commits.count == 1 ? commits[0].id.abbreviated : counted(commits.count, "commit")
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append("\(verb): \(shown)") { ledger in
            let release = try release(in: ledger)
            let linked = try linked(ledger)
            guard invocation.exempt else { return try links(linked, ledger) }
            let person = try workspace.speaker(author, .exemption, policy: ledger.policy())
            return try linked.compactMap { try exemption($0, in: release, by: person) }
        }
        try tell(written)
        return .yes
    }

    /// The release that loses the commits or brings them back; nil where they are asked about as they come.
    private func release(in ledger: LedgerReader) throws -> Version? {
        guard let name = invocation.release else { return nil }
        guard try ledger.policy().recordsReleaseOfExemptions else {
            throw LedgerProblem.formatTooOld(format: try ledger.policy().needs)
        }
        let version = try ledger.release(named: name)
        guard try ledger.release(version) != nil else { throw try ledger.unknownRelease(version) }
        return version
    }

    private func linked(_ ledger: LedgerReader) throws -> [LinkedCommit] {
        try CommitLinker(workspace.repository, policy: ledger.policy(), ledger: ledger).leaving(release(in: ledger))
            .link(commits)
    }

    private func links(_ linked: [LinkedCommit], _ ledger: LedgerReader) throws -> [Statement] {
        let policy = try ledger.policy()
        if let carrier { return try carry(linked, by: carrier, ledger) }
        let named =
            belongs
            ? try ledger.knownItems(named: items, policy: policy).map(\.id)
            : try items.map { try policy.item(named: $0) }
        return linked.flatMap { commit -> [Statement] in
            // A link beyond doubt says something new where a doubtful record took it away.
            let known = belongs ? commit.certainItems : commit.items
            return Set(named).filter { known.contains($0) != belongs }.sorted().map { item in
                .link(LinkStatement(commit: commit.commit.id, item: item, belongs: belongs, reason: reason))
            }
        }
    }

    /// What a commit carries over belongs to its items, which are approved with both.
    private func carry(_ carried: [LinkedCommit], by carrier: Commit, _ ledger: LedgerReader) throws -> [Statement] {
        let linker = try CommitLinker(workspace.repository, policy: ledger.policy(), ledger: ledger)
        guard let items = try linker.link([carrier]).first?.items, !items.isEmpty else {
            throw Failure(
                .refused, "\(carrier.id.abbreviated) belongs to no item, so that nobody answers for what it carries",
                hints: ["`sluice link \(carrier.id.abbreviated) <item> --reason \"…\"` says what it belongs to"])
        }
        return carried.flatMap { commit in
            items.filter { !commit.items.contains($0) }.map { item in
                .link(
                    LinkStatement(
                        commit: commit.commit.id, item: item, belongs: true,
                        reason: "carried over by \(carrier.id.abbreviated): \(reason)"))
            }
        }
    }

    /// Nil where it says nothing new; the word of another person is new, as one's own commits need that.
    private func exemption(_ linked: LinkedCommit, in release: Version?, by person: Person) throws -> Statement? {
        let id = linked.commit.id
        let statement = Statement.exemption(
            ExemptionStatement(commit: id, exempt: belongs, reason: reason, release: release))
        switch linked.exemption {
        case .byHand(_, let earlier): return belongs && earlier.isSamePerson(as: person) ? nil : statement
        case nil: return belongs ? statement : nil
        case .merge, .paths, .author, .subtree:
            guard !belongs else { return statement }
            throw Failure(
                .refused, "\(id.abbreviated) is exempt by the policy, not by hand",
                hints: ["`sluice policy edit` changes what is exempt; `sluice link` names the items that it belongs to"]
            )
        }
    }

    private func tell(_ written: [StoredRecord]) throws {
        if written.isEmpty { invocation.console.note("Nothing changes, it is so already.") }
        let ledger = try workspace.ledger()
        for linked in try linked(ledger) {
            try warnOfOwnExemption(linked, ledger)
            if invocation.wantsJSON {
                let document = CommitLinksDocument(linked)
                let text = invocation.stdin ? JSONText.line(document) : JSONText.document(document)
                invocation.console.write(text)
            } else {
                invocation.console.print(CommitLinksText(linked).sentence)
            }
        }
    }

    /// An exemption that the gate does not count.
    private func warnOfOwnExemption(_ linked: LinkedCommit, _ ledger: LedgerReader) throws {
        guard belongs, invocation.exempt else { return }
        let mailmap = try workspace.repository.mailmap(at: linked.commit.id)
        guard let person = linked.ownExemption(under: try ledger.policy(), mailmap: mailmap) else { return }
        let release: ShellCommand = invocation.release.map { " --release \($0)" } ?? ""
        let id = linked.commit.id.abbreviated
        invocation.console.warn(
            "\(id): \(SegregationRule.ownExemption(by: person)); the gate expects \(SegregationRule.exemptionExpected)",
            hints: ["by someone else: `sluice link \(id) --exempt\(release) --reason \"…\"`"])
    }

    private static func revisionsOnStandardInput() throws -> [String] {
        let lines = try File.readStandardInput().split(separator: UInt8(ascii: "\n"))
        guard !lines.isEmpty else {
            throw Failure(.usage, "standard input names no commit", hints: ["write one commit a line"])
        }
        return try lines.map { try GivenText.text($0, of: "standard input") }
    }

    private static let wrongCarrier = Failure(
        .usage, "--carries goes with one commit, and without items, --exempt and --stdin",
        hints: ["`sluice link <commit> --carries <commit of the other line> --reason \"…\"`"])

    private static let wrongRelease = Failure(
        .usage, "--release goes with --exempt",
        hints: ["`sluice link <commit> --exempt --release <version> --reason \"…\"`"])

    private static func wrongWords(_ invocation: Invocation<LinkParameters>) -> Failure {
        Failure(
            .usage, invocation.exempt ? "an exempt commit has no items" : "which items?",
            hints: ["name either items or --exempt"])
    }

    private static func reason(_ invocation: Invocation<LinkParameters>, isNeeded: Bool) throws -> String {
        let reason = try ItemAttribute.reason.normalised(invocation.reason ?? "")
        guard reason.isEmpty, isNeeded else { return reason }
        throw Failure(.usage, "a word by hand needs a reason", hints: ["say why with --reason"])
    }
}
