import Changes
import Git
import Ledger
import Releases

/// Every release tag went through the gate (H3), and is where its manifest says (T11).
enum TagAudit {
    static func findings(in facts: AuditFacts) -> [AuditFinding] {
        facts.tags.compactMap { finding($0, facts) } + facts.records.compactMap { foreignManifest($0, facts) }
            + otherTags(facts)
    }

    private static func otherTags(_ facts: AuditFacts) -> [AuditFinding] {
        let scheme = facts.policies.inForce?.scheme ?? .natural
        let floating = facts.floatingTags.map { name in
            AuditFinding(
                .tagFloating, .remark, "tag \(name)", "it shares its commit with a release and moves on: it is none",
                mend: ["git show --no-patch \(name)"])
        }
        guard !facts.unreadTags.isEmpty else { return floating }
        return floating + [
            AuditFinding(
                .tagUnread, .remark, "other tags",
                "no release tags, by the policy's patterns and \(scheme.rawValue) versions: "
                    + facts.unreadTags.joined(separator: ", "), mend: ["git tag --list"])
        ]
    }

    /// A manifest that no `sluice tag` made: it is no base, whatever tag comes.
    private static func foreignManifest(_ record: JudgedRecord, _ facts: AuditFacts) -> AuditFinding? {
        guard facts.isTold(record.path), record.stored.authorship.counts,
            let manifest = RecordedManifest(record.stored)
        else { return nil }
        let policies = [facts.policies.policy(at: record.policy), facts.policies.inForce].compactMap { $0 }
        guard !policies.isEmpty, !policies.contains(where: { $0.accepts(manifest) }) else { return nil }
        let path = record.path.pathText
        return AuditFinding(
            .manifest, .drift, path,
            "\(manifest.by.name) wrote it for \(manifest.tag) as release \(manifest.release), which is not a tag of theirs "
                + "to make: it is no base",
            commit: facts.entry(of: record.path)?.commit, mend: [facts.log(of: path)])
    }

    private static func finding(_ tag: TagStanding, _ facts: AuditFacts) -> AuditFinding? {
        let make = { (code: AuditCode, severity: AuditFinding.Severity, what: String, mend: [ShellCommand]) in
            AuditFinding(code, severity, "tag \(tag.name)", what, commit: tag.target, mend: mend)
        }
        switch tag.state {
        case .released, .adopted: return nil
        case .unapproved:
            return make(
                .tagUnapproved, .drift, "no gate was asked for it: the ledger holds no manifest that counts",
                ["git show --no-patch \(tag.name)", "sluice gate tag \(tag.version)"])
        case .moved(let commit):
            return make(
                .tagMoved, .drift, "it is not on \(commit.abbreviated), where the ledger has it",
                ["git ls-remote origin refs/tags/\(tag.name)", "git show --no-patch \(tag.name)"])
        case .replaced:
            return make(
                .tagReplaced, .drift, "it is not the tag that was made with its manifest, and does not name it",
                ["git ls-remote origin refs/tags/\(tag.name)", "git show --no-patch \(tag.name)"])
        case .missing(let commit):
            return make(
                .tagMissing, .drift, "the ledger has it on \(commit.abbreviated); it is not in this clone",
                ["git fetch --tags"])
        case .beyond(let tip):
            return make(
                .tagBeyond, .falsified, "it names the state \(tip.abbreviated) of the ledger, which this one lacks",
                ["git fetch origin \(facts.branch):\(facts.branch)"])
        }
    }
}

/// Releases that the gate would refuse today.
enum ReleaseAudit {
    static func findings(in releases: [AuditedRelease], _ facts: AuditFacts) -> [AuditFinding] {
        releases.flatMap { release in
            guard facts.isTold(release.manifest) else { return [AuditFinding]() }
            return population(release)
                + release.findings.map { finding in
                    AuditFinding(
                        .verdict, .drift, "release \(release.version), \(finding.code.rawValue)\(finding.subjectWords)",
                        "the gate would refuse it today: found \(finding.found), expected \(finding.expected)",
                        mend: ["sluice gate tag \(release.version)"])
                }
        }
    }
}

extension ReleaseAudit {
    /// The commits that the manifest lists are those of the release.
    private static func population(_ release: AuditedRelease) -> [AuditFinding] {
        guard !release.absent.isEmpty || !release.unlisted.isEmpty else { return [] }
        let names = { (commits: [ObjectID]) in
            commits.isEmpty ? "none" : commits.map(\.abbreviated).joined(separator: ", ")
        }
        return [
            AuditFinding(
                .manifest, .drift, "release \(release.version)",
                "its manifest lists what it does not have: \(names(release.absent)); and does not list what it has: "
                    + names(release.unlisted), mend: ["sluice log \(release.version)"])
        ]
    }
}

extension Finding {
    fileprivate var subjectWords: String {
        switch subject {
        case .release, .message: ""
        case .item(let item): " \(item.shown)"
        case .commit(let commit): " \(commit.abbreviated)"
        }
    }
}

/// What messages claim without effect: IDs that are none (L2), approvals (T6).
enum MessageAudit {
    static func findings(in facts: AuditFacts) -> [AuditFinding] {
        let links = facts.claims.probableLinks.filter { facts.isTold($0.time) }.map { link in
            let commit = link.commit.abbreviated
            return AuditFinding(
                .probableLink, .drift, "commit \(commit), \(link.suggestion)",
                "its message says \(String(decoding: link.text, as: UTF8.self)), which links to nothing",
                commit: link.commit,
                mend: [
                    "sluice link \(commit) \(link.suggestion) --reason \"…\"",
                    "sluice unlink \(commit) \(link.suggestion) --reason \"…\"",
                ])
        }
        let claims = facts.claims.approvals.filter { facts.isTold($0.time) }.map { claim in
            AuditFinding(
                .claim, .remark, "commit \(claim.commit.abbreviated)",
                "its message says \"\(String(decoding: claim.text, as: UTF8.self))\": a claim, never an approval",
                commit: claim.commit,
                mend: ["git show \(claim.commit.abbreviated)"])
        }
        return links + claims
    }
}
