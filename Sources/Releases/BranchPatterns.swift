package import Changes
package import Git
import Ledger

/// Patterns of the branches on which commits need an item, as the names of a repository's branches show them.
///
/// - A folder counts where at least half of its branches name an item or a version: `user/dana/TASK-1` is `user/**`.
/// - Elsewhere counts what stands before the number: `TASK-1-short` is `TASK-[0-9]*`, `branch-3.9` is `branch-[0-9]*`.
package enum BranchPatterns {
    /// More patterns than these are no custom.
    private static let limit = 10

    /// - Parameter names: the branches' own names, without the remote's.
    /// - Returns: the patterns that cover most branches first.
    package static func found(in names: [String], rules: LinkRules) -> [String] {
        var (counts, members): ([String: Int], [String: Int]) = ([:], [:])
        for name in Set(names) where !isMachines(name) {
            let namesItem = !items(inBranch: Array(name.utf8), rules: rules).isEmpty
            if let slash = name.firstIndex(of: "/") {
                let folder = name[..<slash] + "/**"
                members[String(folder), default: 0] += 1
                let rest = name[name.index(after: slash)...]
                if namesItem || start(ofVersion: rest) != nil { counts[String(folder), default: 0] += 1 }
            } else if let start = namesItem ? name.prefix(while: { !$0.isNumber }) : start(ofVersion: name[...]) {
                counts[start + "[0-9]*", default: 0] += 1
            }
        }
        let customs = counts.filter { 2 * $0.value >= members[$0.key] ?? 0 && isPlain($0.key) }
        return customs.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
    }

    /// What stands before a version that ends a name: `branch-` of `branch-3.9`, nothing of `1.0.x`, nil of `python3`.
    private static func start(ofVersion name: Substring) -> Substring? {
        guard let digit = name.firstIndex(where: \.isNumber) else { return nil }
        let (start, version) = (name[..<digit], name[digit...])
        guard version.allSatisfy({ $0.isNumber || ".x_-".contains($0) }) else { return nil }
        let isApart = start.isEmpty || start == "v" || start.last.map { "-_.".contains($0) } == true
        return isApart ? start : nil
    }

    /// Names that bots and the buttons of hosts give: `dependabot/npm/…`, `renovate/…`, `revert-12-…`, `dana-patch-1`.
    private static func isMachines(_ name: String) -> Bool {
        ["dependabot/", "renovate/", "revert-"].contains(where: name.hasPrefix) || name.contains("-patch-")
    }

    /// A name that would be a pattern itself is left out.
    private static func isPlain(_ pattern: String) -> Bool {
        !pattern.replacing("[0-9]*", with: "").replacing("/**", with: "").contains { "*?[]\\\"#;".contains($0) }
    }
}

extension Repository {
    /// The names of all branches of code, without those of the remotes that they are tracked from. Sorted, each once.
    package func codeBranchNames() throws -> [String] {
        let remotes = try remoteNames()
        let names = try codeBranches(besides: ledgerBranch()).compactMap { branch -> String? in
            guard branch.name.hasPrefix("refs/remotes/") else { return branch.shortName }
            let remote = remotes.first { branch.shortName.hasPrefix($0 + "/") }
            return remote.map { String(branch.shortName.dropFirst($0.count + 1)) }
        }
        return Set(names).subtracting(["HEAD"]).sorted()
    }
}
