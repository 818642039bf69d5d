import Changes
package import Ledger

/// An item with all that hangs together with it.
package struct ItemSheet: Sendable {
    /// A release that plans the item.
    package struct Appearance: Sendable {
        package let version: Version
        /// The tag that it was released under; nil where it is only planned.
        package let tag: String?
        /// The decisions of all roles that stand, whether or not they still fit the content.
        package let decisions: [Decision]

        package init(_ plan: ReleasePlan, signOffs: [SignOffs]) {
            version = plan.version
            tag = plan.manifests.first?.tag
            decisions = signOffs.flatMap { $0.approvals + $0.contradicted + $0.rejections }
        }
    }

    package let item: Item
    /// The tasks that implement it, where it is an RfC.
    package let tasks: [Item]
    package let releases: [Appearance]
    /// The latest of what was done to it.
    package let journal: Journal

    package init(item: Item, tasks: [Item], releases: [Appearance], journal: Journal) {
        self.item = item
        self.tasks = tasks
        self.releases = releases
        self.journal = journal
    }
}
