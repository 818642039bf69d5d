import Changes
package import Gate
import Git
import Ledger
import Releases

extension MergeCheck: Judgement {
    /// The merge that was checked; what is different about it in another way is in `ways`.
    var proposal: MergeProposal? { ways.first?.proposal }

    var range: String { proposal.map { "\($0.base.shownName)..\($0.head.shownName)" } ?? "" }

    var question: String { "check \(range)" }

    var decision: String {
        let refusing = findings.filter(refuses)
        if !refusing.isEmpty { return "refused \(refusing.counts)" }
        return findings.isEmpty ? "passed" : "passed (\(counted(findings.count, "warning")))"
    }

    var title: String { "Check of \(range): \(isPassed ? "passed" : "refused")" }

    var summary: [String] { ways.map(\.sentence) + unjudged }

    var suite: String { "sluice.check" }

    var askedCodes: [RuleCode] { Self.codes }

    var policyVersion: Int { ways.first?.policy.version ?? 0 }

    var ledgerBranch: String { ways.first?.ledger.branch ?? "" }

    /// The releases that would have the commits, each once.
    var releases: [Version] { ways.flatMap { $0.landings.map(\.version) }.unique(by: \.self) }

    /// The things that could not be judged, with the commands that let them be judged.
    var unjudged: [String] {
        guard let proposal, releases.isEmpty, !proposal.isEmpty else { return [] }
        let reason: String
        if proposal.result == nil {
            let paths = proposal.conflicts.prefix(3).map(\.pathText).joined(separator: ", ")
            let more = proposal.conflicts.count > 3 ? " and \(proposal.conflicts.count - 3) more" : ""
            let place = paths.isEmpty ? "" : " at \(paths)\(more)"
            reason =
                "both sides conflict\(place) (`git merge \(proposal.base.revision.quotedForShell)` into the branch resolves that)"
        } else {
            let branch = proposal.branch.map { " for \($0)" } ?? ""
            reason = "none is planned\(branch) and not tagged (`sluice release new <version>` plans one)"
        }
        return ["what the merge does to a release is not judged: \(reason)"]
    }

    func subject(of finding: Finding) -> String {
        switch finding.subject {
        case .release: "release"
        case .item(let item): item.shown
        case .commit(let commit): "commit \(commit.abbreviated)"
        case .message: "message of the squash commit"
        }
    }

    /// What the ledger knows of an item.
    func item(_ id: ItemID) -> Item? { ways.lazy.compactMap { $0.items[id] }.first }
}

extension CheckFacts {
    /// `2 commits, release 1.1.0 would have them`
    var sentence: String {
        guard !proposal.isEmpty else {
            return "\(proposal.head.shownName) has no commit that \(proposal.base.shownName) lacks"
        }
        let what =
            proposal.squashMessage.map { message in
                "one squash commit \"\(String(decoding: message.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))\""
            } ?? counted(contents.commits.count, "commit")
        let names = landings.map(\.version.description).joined(separator: ", ")
        return names.isEmpty ? what : "\(what), which would come into release \(names)"
    }
}

extension History.End {
    /// A name as it was given, or the first digits of a commit's.
    var shownName: String { ObjectID(revision)?.abbreviated ?? revision }
}
