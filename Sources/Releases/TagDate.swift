package import Git
package import Ledger

extension Repository {
    /// When a release tag was made: an annotated one says so, a lightweight one has the date of its commit. Nil where neither
    /// says.
    package func date(of tag: ReleaseTag) throws -> Timestamp? {
        let time =
            tag.isAnnotated
            ? try self.tag(tag.object).tagger?.time
            : tag.targetKind == .commit ? try commit(tag.target).committerTime : nil
        return time.map { Timestamp(seconds: $0) }
    }
}
