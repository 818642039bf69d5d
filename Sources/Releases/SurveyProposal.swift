package import Changes
package import Ledger

extension HistorySurvey {
    /// The keys of trackers that were found.
    package var likelyKeys: [KeyCount] { keys.filter { $0.isLikelyKey(among: commits) } }

    /// The patterns that are worth a line of the policy: a stray tag or two do not make one beside hundreds.
    package var likelyTagPatterns: [CountedPattern] {
        let most = tagPatterns.map(\.count).max() ?? 0
        return tagPatterns.filter { $0.count * 50 >= most }
    }

    /// Whether the history names items by any of the keys of a proposal.
    package func findsKeys(of proposal: PolicyProposal) -> Bool {
        let names = Set(proposal.keys.map { $0.name.uppercased() })
        return keys.contains { names.contains($0.key) && $0.subjects > 0 }
    }

    /// The first policy: what was found, and instead of it what is wanted.
    ///
    /// New items are numbered under the first key of their sort. Keys that are wanted come first, so that they are
    /// taken; keys that were found come last, since the numbers behind those are given by somebody else's tracker.
    ///
    /// - Parameter keys: where there are any, no found ones are added to them.
    package func proposal(
        keys wanted: [Policy.ItemKey] = [], tagPatterns: [TagPattern] = [], branch: String? = nil
    ) -> PolicyProposal {
        let found = wanted.isEmpty ? likelyKeys.map { Policy.ItemKey(named: $0.key) } : []
        var names: Set<String> = []
        let keys = (wanted + Policy.ItemKey.own + found).filter { names.insert($0.name).inserted }
        let components = tagPatterns.isEmpty ? self.components : []
        let named = Set(components.flatMap(\.tagPatterns))
        let patterns =
            tagPatterns.isEmpty ? likelyTagPatterns.map(\.pattern).filter { !named.contains($0) } : tagPatterns
        let used = patterns.isEmpty && components.isEmpty ? TagPattern.usual : patterns
        let spelledFreely = self.keys.filter(\.isSpelledFreely).map(\.key)
        var proposal = PolicyProposal(
            keys: keys, tagPatterns: used, defaultBranch: branch ?? defaultBranch,
            caseSensitive: !(found + wanted).contains { spelledFreely.contains($0.name.uppercased()) },
            scheme: used.isEmpty ? .natural : bestFit(used).scheme)
        proposal.components = components.map { component in
            let scheme = bestFit(component.tagPatterns).scheme
            return Component(
                name: component.name, tagPatterns: component.tagPatterns,
                paths: component.folder.flatMap { try? PathPattern($0 + "/") }.map { [$0] } ?? [],
                scheme: scheme == proposal.scheme ? nil : scheme)
        }
        return proposal
    }
}
