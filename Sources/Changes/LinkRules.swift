/// What the policy says about reading messages.
package struct LinkRules: Sendable, Hashable {
    /// What becomes of the keys that lead the commits which a squash merge lists in its body.
    package enum SquashBodies: String, Sendable, CaseIterable {
        /// The listed subjects are not read at all.
        case off
        /// They are mentions, as all other text of the body.
        case mention
        /// They put their items in scope.
        case scope
    }

    /// Where IDs link besides trailers and closing words.
    package enum Place: String, Sendable, CaseIterable {
        /// In front of the subject: `KEY-1: …`, `[KEY-1] …`, `feat: KEY-1 …`.
        case lead
        /// In the scope of a conventional commit: `feat(KEY-1): …`.
        case scope
        /// At the end of the subject: `… (KEY-1)`, `… [#12]`, `… #12`.
        case tail
        /// Anywhere in the subject.
        case title
        /// In front of each line of the first paragraph.
        case lines
        /// In a paragraph of their own below the subject: `bug 12`.
        case alone
    }

    /// What hosts write at the end of a subject: `(#12)` names the request that was merged.
    package enum Requests: String, Sendable, CaseIterable {
        /// The number is an item, as in trackers that count issues and requests together.
        case items
        case ignore
    }

    /// The commits that a merge of `feature/KEY-1-short` gives to KEY-1.
    package enum MergedBranches: String, Sendable, CaseIterable {
        /// The merge belongs to KEY-1.
        case merge
        /// So do the commits that it brought and that name nothing themselves.
        case commits
    }

    /// The allow-list: only these keys make IDs.
    package var keys: [String]
    /// How the IDs of a key are written, besides `KEY-12`; the first is the one that people see.
    package var forms: [String: [ItemForm]] = [:]
    /// Where IDs link; in front of the subject where the policy says nothing.
    package var places: [Place] { statedPlaces.isEmpty ? [.lead] : statedPlaces }
    package var statedPlaces: [Place] = []
    package var requests = Requests.ignore
    /// What may stand in front of the IDs that lead a subject.
    package var prefixes: [SubjectPrefix] { statedPrefixes ?? SubjectPrefix.allCases }
    package var statedPrefixes: [SubjectPrefix]?
    /// Whether `rfc-12` is something else than `RFC-12`. Branch names are always read without regard to case.
    package var caseSensitive = true
    /// Names of the trailers whose values are IDs, compared without case as Git does.
    package var trailers: [String] = []
    /// Names of the trailers that also say the item is fixed, such as `Closes-Bug`.
    package var closingTrailers: [String] = []
    /// Words that close the items named right after them, such as `Fixes`; compared without case; none: off.
    package var closingWords: [String] = []
    /// What may be written before a bare number, and the key it stands for: `["#": "GH", "AB#": "AB"]`; empty: off.
    /// A mark that begins with a letter and ends with `#` links wherever it stands, others only in trailers and after closing words.
    package var numberMarks: [String: String] = [:]
    package var squashBodies = SquashBodies.mention
    /// Whether a trailer that Git does not see (`HiddenTrailer.Cause`) counts.
    package var lenientTrailers = true
    /// Whether the names of merged branches count.
    package var branchNames = true
    package var mergedBranches = MergedBranches.merge
    /// Whether the commits that a merge brought may belong to the items in its branch's name.
    package var linksMergedCommits: Bool { branchNames && mergedBranches == .commits }
    /// The text that begins a comment line (git-config, `core.commentString`): one character or several.
    package var commentString = Self.usualCommentString

    package static let usualCommentString = Array("#".utf8)

    package init(keys: [String]) {
        self.keys = keys
    }
}

extension LinkRules {
    /// The item that a text names, in any form that messages may use.
    package func item(named text: String) -> ItemID? {
        ItemScanner(forms: FormTable(self)).item(named: Array(text.utf8)[...])
    }
}
