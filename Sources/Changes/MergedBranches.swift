/// The items that a branch's name contains, such as `feature/TASK-7-short-name` or `user/rfc-3_x`.
package func items(inBranch name: [UInt8], rules: LinkRules) -> [ItemID] {
    ItemScanner(forms: FormTable(rules, caseSensitive: false)).items(inBranch: name[...])
}

extension ItemScanner {
    fileprivate func items(inBranch name: Bytes) -> [ItemID] {
        name.isRequest ? [] : items(in: name, place: .branch).map(\.item)
    }
}

extension MessageReader {
    /// The items of what a merge brought in, by the names of its branches or by the title of its change. A host that squashes
    /// a request leaves a commit with one parent that says so.
    func branchLinks(in parts: MessageParts, isMerge: Bool) -> [Link] {
        let subject = parts.subject[...]
        guard isMerge || subject.isSquashedRequest else { return [] }
        let named = subject.mergedBranches.flatMap(scanner.items(inBranch:))
        let titles = [subject.mergedTitle, subject.isOfRequest ? parts.message.firstLineOfBody : nil]
        let titled = titles.compactMap(\.self).flatMap { leadingItems(of: $0).items }
        return (named + titled).map { Link(item: $0, source: .branch) }
    }
}

extension Message {
    /// Where hosts put the title of the request that a merge brought in.
    fileprivate var firstLineOfBody: Bytes? {
        lines.indices.dropFirst(title.upperBound).first { !self[$0].isBlank }.map { self[$0] }
    }
}

extension Bytes {
    /// Whether it is the subject of a merge that a host made of a request.
    fileprivate var isOfRequest: Bool { begins(with: "Merge pull request ") || begins(with: "Merged in ") }

    /// Whether a branch is a request as hosts name them: `pr/957`, `origin/pull/957`, `merge-requests/5/head`.
    fileprivate var isRequest: Bool {
        let parts = split(separator: .slash).map { String(decoding: $0, as: UTF8.self).lowercased() }
        return zip(parts, parts.dropFirst()).contains { folder, number in
            ["pr", "pull", "mr", "merge-requests"].contains(folder) && number.utf8.allSatisfy(\.isDigit)
        }
    }

    /// `Merged in feature/x (pull request #5)`, as Bitbucket writes it.
    fileprivate var isSquashedRequest: Bool {
        begins(with: "Merged in ") && withoutTrailingSpace.last == UInt8(ascii: ")") && requestSuffix != nil
    }

    /// The branches that the subject of a merge names, as Git, GitHub, GitLab, Gitea, Bitbucket and Azure Repos write it.
    fileprivate var mergedBranches: [Bytes] {
        if let request = after("Merge pull request #") {
            return request.sourceOfPullRequest.map { [$0.drop { $0 != .slash }] } ?? []
        }
        if let quoted = after("Merge pull request '") {
            return quoted.endOfQuotedTitle.flatMap { self[$0...].source }.map { [$0.firstWord] } ?? []
        }
        if let request = after("Merge pull request ") { return request.sourceOfPullRequest.map { [$0] } ?? [] }
        if let name = after("Merged in ") { return [name.prefix { !$0.isSpace }] }
        if let names = after("Merge branch") ?? after("Merge remote-tracking branch") { return names.quotedNames }
        return []
    }

    /// The title of the change that a merge brought in, as Gerrit, Gitea, Bitbucket Server and Azure Repos write it.
    fileprivate var mergedTitle: Bytes? {
        if let title = after("Merge \"") { return title }
        if let quoted = after("Merge pull request '") { return quoted.endOfQuotedTitle.map { quoted[..<$0] } }
        guard let number = after("Pull request #") ?? after("Merged PR ") else { return nil }
        return number.drop(while: \.isDigit).after(": ")
    }

    /// Where the quote ends in Gitea's `title' (#6) from branch into main`.
    private var endOfQuotedTitle: Int? {
        indices.last { self[$0] == .quote && self[$0...].begins(with: "' (#") }
    }

    /// What stands behind ` from `.
    private var source: Bytes? {
        indices.first { self[$0...].begins(with: " from ") }.map { self[($0 + 6)...] }
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
