package import Changes

extension ManifestStatement {
    /// An item of which the release's line has some of the commits that the default branch has, and not all.
    package struct PartialItem: ObjectField, Hashable, Sendable {
        package var item: ItemID
        package var present: Int
        package var total: Int

        package init(item: ItemID, present: Int, total: Int) {
            self.item = item
            self.present = present
            self.total = total
        }

        init(_ fields: RecordFields) throws(FieldProblem) {
            item = try fields.value("item")
            present = try fields.value("present")
            total = try fields.value("total")
        }

        package var json: JSONValue { .object(["item": item, "present": present, "total": total]) }
    }
}
