import Changes
import Git
import Ledger
import Releases

extension ChangeFacts {
    /// The command that declares that commits need no item: what a release loses or brings back is declared for that release alone.
    /// None where the ledger's format has no such declaration; one for all of them.
    func exempts(_ commits: [ObjectID]) -> [ShellCommand] {
        let isLeaving = commits.contains { commit in
            contents.fates.going(commit) != nil || !contents.fates.returned(among: [commit]).isEmpty
        }
        guard !isLeaving || policy.recordsReleaseOfExemptions else { return [] }
        let release: ShellCommand = isLeaving ? release.map { " --release \($0)" } ?? "" : ""
        guard commits.count > 1 else {
            return commits.map { "sluice link \($0.abbreviated) --exempt\(release) --reason \"…\"" }
        }
        let loop: ShellCommand =
            "for commit in \(words: commits.map(\.abbreviated)); do sluice link \"$commit\" --exempt\(release) --reason \"…\"; done"
        return [loop]
    }
}
