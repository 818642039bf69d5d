import Changes
import Git
import Ledger
package import Releases

extension Page {
    /// Configuration changes alone.
    package init(_ changes: ConfigurationChanges) {
        self.init(
            title: "Configuration changes", changes.isEmpty ? [.paragraph("None.")] : changes.blocks(level: 2))
    }
}

extension ConfigurationChanges {
    /// By configuration item, then file, then key.
    func blocks(level: Int) -> [Page.Block] {
        groups.flatMap { name, files -> [Page.Block] in
            [.heading(level: level, name ?? "No configuration item"), .entries(files.map(\.entry))]
        }
    }
}

extension ConfigurationChanges.File {
    fileprivate var entry: Page.Entry {
        let told = entries.map { entry in
            Page.Entry(
                entry.change.path.text, entry.change.sentence,
                remarks: [entry.attribution])
        }
        let more = moreChanges > 0 ? [Page.Entry("and \(counted(moreChanges, "more change"))")] : []
        return Page.Entry(title, below: told + more)
    }
}
