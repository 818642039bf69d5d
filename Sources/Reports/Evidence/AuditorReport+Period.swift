import Changes
import Gate
import Git
import Ledger
import Releases

/// What else happened between the release before and this one.
extension AuditorReport {
    var configuration: [Page.Block] {
        let rows = (evidence.manifest.configuration ?? []).flatMap { file in
            file.changes.map { change in
                [
                    file.configurationItem ?? "", file.path, change.key, change.sentence,
                    change.items.map(\.description).orNone("NONE"),
                ]
            } + (file.moreChanges > 0 ? [["", file.path, "", "\(file.moreChanges) more", ""]] : [])
        }
        guard !rows.isEmpty else { return [.paragraph("None.")] }
        return [.table(["configuration item", "file", "key", "change", "items"], rows: rows)]
    }

    var emergencies: [Page.Block] {
        let items = evidence.manifest.items.filter { evidence.item($0)?[.type] == "emergency" }
        guard !items.isEmpty else { return [.paragraph("No item of the release is an emergency.")] }
        return [.list(items.map { "\(title(of: $0)): \(evidence.item($0)?[.reason] ?? "no reason is recorded")" })]
            + records(on: .emergencyReviews, "No later review is recorded.")
    }

    var rejections: [Page.Block] {
        let records = evidence.audit.records.filter { record in
            switch record.statement {
            case .signOff(let statement):
                statement.release == evidence.origin.version && statement.decision != .approve
            case .plan(let statement):
                statement.release == evidence.origin.version && statement.drop?.isEmpty == false
            default: false
            }
        }
        return table(of: records.map(\.stored), "Nothing was rejected, revoked or dropped from the plan.")
    }

    var byHand: [Page.Block] {
        let commits = Set(evidence.manifest.commits.map(\.commit))
        let records = evidence.audit.records.filter { record in
            if case .commit(let commit) = record.statement.subject { commits.contains(commit) } else { false }
        }
        return table(of: records.map(\.stored), "Nothing was linked or exempted by hand in this release.")
    }

    var policies: [Page.Block] {
        let records = evidence.audit.records.filter { record in
            record.statement.kind == .policy && record.stored.record.at <= evidence.tagged
                && (previous.map { record.stored.record.at > $0 } ?? true)
        }
        let since = previous.map { "From the release before, \($0.shown) UTC, to the tag" } ?? "Up to the tag"
        return [.paragraph("\(since), \(evidence.tagged.shown) UTC.")]
            + table(of: records.map(\.stored), "The policy, its people and its roles did not change.")
    }

    /// When the release before was tagged, as far as the ledger tells.
    private var previous: Timestamp? {
        let earlier = evidence.audit.records.filter { record in
            guard case .manifest(let manifest) = record.statement else { return false }
            return manifest.candidate == evidence.manifest.base && manifest.release != evidence.origin.version
        }
        return earlier.map(\.stored.record.at).filter { $0 < evidence.tagged }.max()
    }

    var discounted: [Page.Block] {
        let records = evidence.audit.records.filter { !$0.stored.authorship.counts || !$0.today.counts }
        return table(of: records.map(\.stored), "All records count.")
    }
}
