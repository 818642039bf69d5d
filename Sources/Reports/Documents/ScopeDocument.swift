package import Changes
package import Git
import Ledger
package import Releases

/// The ends of a range in JSON: `{"revision": …, "commit": …, "rule": …}` for the base, without the rule for the rest.
package struct EndDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    /// - Parameters:
    ///   - revision: how people name it; null where there is none.
    ///   - rule: how a base was chosen.
    package init(revision: String?, commit: ObjectID?, rule: String? = nil) {
        json = .object(["revision": revision.orNull, "commit": commit.orNull, "rule": rule])
    }
}

extension ReleaseScope {
    package var baseDocument: EndDocument {
        EndDocument(revision: base?.revision, commit: base?.commit, rule: rule.rawValue)
    }

    package var candidateDocument: EndDocument { EndDocument(revision: candidateRevision, commit: candidate) }

    /// `2.4.0 ← v2.3.0 (same line)`.
    package var sentence: String { "\(version) ← \(baseName) (\(rule.rawValue))" }

    /// The candidate as people read it: what named it, and the first digits of the commit.
    package var candidateName: String {
        guard ObjectID(candidateRevision) == nil else { return candidate.abbreviated }
        return "\(candidateRevision) (\(candidate.abbreviated))"
    }

    /// The base as people read it: a name, or the first digits of a commit's.
    package var baseName: String {
        guard let base else { return "the beginning" }
        return ObjectID(base.revision)?.abbreviated ?? base.revision
    }
}
