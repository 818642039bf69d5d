/// The items that a branch's name contains, such as `feature/TASK-7-short-name` or `user/rfc-3_x`.
package func items(inBranch name: [UInt8], rules: LinkRules) -> [ItemID] {
    let scanner = ItemScanner(keys: KeyTable(rules.keys, caseSensitive: false))
    return scanner.items(in: name[...], place: .branch).map(\.item)
}

extension MessageReader {
    /// The items of what a merge brought in, by the names of its branches or by the title of its change.
    func branchLinks(inSubject subject: Bytes) -> [Link] {
        let named = subject.mergedBranches.flatMap { scanner.items(in: $0, place: .branch).map(\.item) }
        let titled = subject.mergedTitle.map { scanner.leadingItems(of: $0).items } ?? []
        return (named + titled).map { Link(item: $0, source: .branch) }
    }
}

extension Bytes {
    /// The branches that the subject of a merge names, as Git, GitHub, GitLab, Bitbucket and Azure Repos write it.
    fileprivate var mergedBranches: [Bytes] {
        if let request = after("Merge pull request #") {
            return request.sourceOfPullRequest.map { [$0.drop { $0 != .slash }] } ?? []
        }
        if let request = after("Merge pull request ") { return request.sourceOfPullRequest.map { [$0] } ?? [] }
        if let name = after("Merged in ") { return [name.prefix { !$0.isSpace }] }
        if let names = after("Merge branch") ?? after("Merge remote-tracking branch") { return names.quotedNames }
        return []
    }

    /// The title of the change that a merge brought in, as Gerrit, Bitbucket Server and Azure Repos write it.
    fileprivate var mergedTitle: Bytes? {
        if let title = after("Merge \"") { return title }
        guard let number = after("Pull request #") ?? after("Merged PR ") else { return nil }
        return number.drop(while: \.isDigit).after(": ")
    }

    /// `owner/branch` in GitHub's `5 from owner/branch`, `branch` in Azure's `5 from branch into main`.
    private var sourceOfPullRequest: Bytes? {
        drop(while: \.isDigit).after(" from ").map { $0.prefix { !$0.isSpace } }
    }

    /// What stands between quotes, up to the first words outside of them that tell where it went or came from.
    private var quotedNames: [Bytes] {
        var names: [Bytes] = []
        let parts = split(separator: .quote, omittingEmptySubsequences: false)
        for (text, name) in zip(parts.indices, parts.indices.dropFirst()) where text.isMultiple(of: 2) {
            if parts[text].after(" into") ?? parts[text].after(" of") != nil { break }
            names.append(parts[name])
        }
        return names
    }
}
