import Changes
package import Ledger

extension HistorySurvey {
    /// The patterns that are worth a line of the policy: a stray tag or two do not make one beside hundreds.
    package var likelyTagPatterns: [CountedPattern] {
        let most = tagPatterns.map(\.count).max() ?? 0
        return tagPatterns.filter { $0.count * 50 >= most }
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
        let items = wanted.isEmpty ? items : ItemProposal(census, keys: wanted)
        var names: Set<String> = []
        let found = wanted.isEmpty ? items.keys : []
        let keys = (wanted + Policy.ItemKey.own + found).filter { names.insert($0.name).inserted }
        let components = tagPatterns.isEmpty ? self.components : []
        let named = Set(components.flatMap(\.tagPatterns))
        let patterns =
            tagPatterns.isEmpty ? likelyTagPatterns.map(\.pattern).filter { !named.contains($0) } : tagPatterns
        let used = patterns.isEmpty && components.isEmpty ? TagPattern.usual : patterns
        var proposal = PolicyProposal(
            keys: keys, tagPatterns: used, defaultBranch: branch ?? defaultBranch,
            caseSensitive: items.caseSensitive,
            scheme: used.isEmpty ? .natural : bestFit(used).scheme)
        proposal.isOfFoundKeys = wanted.isEmpty
        proposal.read(items)
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

extension HistorySurvey {
    /// What a proposal reads of the history.
    package func items(of proposal: PolicyProposal) -> ItemProposal {
        proposal.isOfFoundKeys ? items : ItemProposal(census, keys: proposal.keys)
    }
}

extension PolicyProposal {
    /// Takes over how the history names items.
    fileprivate mutating func read(_ items: ItemProposal) {
        forms = items.forms
        (places, requests) = (items.places, items.requests)
        (trailers, closingTrailers, closingWords) = (items.trailers, items.closingTrailers, items.closingWords)
        // In a short history a missing ID says little.
        refusesMissing = items.messages < 20 || items.share >= 90
    }
}
