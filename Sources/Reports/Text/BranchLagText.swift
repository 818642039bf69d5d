package import Changes
import Git
package import Releases

extension BranchLag {
    /// `main is 1 commit behind origin/main`.
    package var sentence: String {
        let own = ahead == 0 ? "" : "\(counted(ahead, "commit")) ahead of and "
        return "\(branch) is \(own)\(counted(behind, "commit")) behind \(upstream.tracked.shortName)"
    }

    /// The same, with the command that brings what the branch lacks.
    package var advice: Hint { "\(sentence): `\(fix)` brings \(behind == 1 ? "it" : "them")" }
}

extension BranchLag: JSONConvertible {
    package var json: JSONValue {
        .object([
            "branch": branch, "upstream": upstream.tracked.shortName, "ahead": ahead, "behind": behind, "mend": fix,
        ])
    }
}
