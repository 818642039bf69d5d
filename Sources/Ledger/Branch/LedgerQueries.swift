package import Changes
package import Git
import System

extension LedgerReader {
    /// The policy in force: the highest version that holds. From then on the run shows IDs as that writes them.
    package func policy() throws -> Policy {
        let policy = try trust().policy
        ShownForms.current?.show(policy.links)
        return policy
    }

    /// The number of the version in force.
    package func policyVersion() throws -> Int {
        guard let last = try policyVersions().links.last else { throw LedgerProblem.noPolicy }
        return last.version
    }

    /// The text of a version that holds.
    ///
    /// - Throws: `LedgerProblem.notVerified` where none of that number does.
    package func policyText(version: Int) throws -> [UInt8] {
        try text(of: policyStatement(version: version).statement)
    }

    /// What was said of a version that holds when it was recorded.
    package func policyStatement(version: Int) throws -> (statement: PolicyStatement, record: Record) {
        guard let link = try policyVersions()[version], let statement = link.statement else {
            throw LedgerProblem.notVerified(path: "trust/\(version)/policy", .missing)
        }
        return (statement, link.record.record)
    }

    package func item(_ id: ItemID) throws -> Item? { Item(try records(of: .item(id)), kind: kind) }

    /// What the policy says that items are; nothing without a policy.
    private func kind(of id: ItemID) -> ItemNoun? { (try? policy())?.noun(of: id) }

    /// Those of the items that are known. Of many, half are read in another thread.
    package func items(_ ids: Set<ItemID>) throws -> [ItemID: Item] {
        let ids = try Subject.inFolderOrder(Set(ids.map { .item($0) })).compactMap { subject -> ItemID? in
            if case .item(let id) = subject { id } else { nil }
        }
        guard ids.count >= 64 else { return try read(ids) }
        let later = try repository.inBackground { [copy, later = ids[(ids.count / 2)...]] repository in
            try LedgerReader(copy, in: repository).read(Array(later))
        }
        return try read(Array(ids[..<(ids.count / 2)])).merging(later.value()) { first, _ in first }
    }

    private func read(_ ids: [ItemID]) throws -> [ItemID: Item] {
        var items: [ItemID: Item] = [:]
        for id in ids { items[id] = try item(id) }
        return items
    }

    /// The IDs of all items, sorted, by the names of their folders alone.
    package func itemIDs() throws -> [ItemID] {
        try folderNames(under: "items", depth: 3).compactMap { name in
            try KeyEncoding.decoded(String(decoding: name, as: UTF8.self)).flatMap { ItemID($0) }
        }.sorted()
    }

    /// The next free ID of a key; nil where none is left.
    ///
    /// - Parameter used: numbers that are in use elsewhere.
    package func nextItemID(key: String, besides used: Set<Int> = []) throws -> ItemID? {
        let known = try itemIDs().lazy.filter { $0.key == key }.map(\.number)
        return ItemID.freeNumber(after: used.union(known)).map { ItemID(key: key, number: $0) }
    }

    /// All items, sorted by ID.
    package func items() throws -> [Item] {
        try allRecords(under: "items").compactMap { Item($0, kind: kind) }.sorted { $0.id < $1.id }
    }

    /// All test cases, sorted by ID; one look at the root where there are none.
    package func testCases() throws -> [TestCase] {
        try allRecords(under: "tests").compactMap { TestCase($0) }.sorted { $0.id < $1.id }
    }

    /// The test cases as they were recorded until a time.
    package func testCases(until time: Timestamp) throws -> [TestCase] {
        try allRecords(under: "tests").compactMap { sequence in
            TestCase(RecordSequence(sequence.all.filter { $0.record.at <= time }))
        }
    }

    /// The next free ID of a test case; nil where none is left.
    package func nextTestCaseID() throws -> ItemID? {
        let numbers = try folderNames(under: "tests", depth: 3).compactMap {
            ItemID(String(decoding: $0, as: UTF8.self))?.number
        }
        return ItemID.freeNumber(after: Set(numbers)).map { ItemID(key: TestCase.key, number: $0) }
    }

    package func release(_ version: Version) throws -> ReleasePlan? {
        let policy = try policy()
        return ReleasePlan(
            try records(of: .release(version)), manifests: policy.accepts)?.read(under: policy)
    }

    /// Whether somebody made a manifest for a tag who was allowed to: the tag stays, also where its maker has left since.
    package func hasManifest(of release: Version, for tag: String) throws -> Bool {
        try records(of: .release(release)).records.contains { RecordedManifest($0)?.tag == tag }
    }

    /// The tags of releases that the ledger has, adopted or with a manifest for their release under a policy. Sorted.
    package func releaseTags(readBy policy: Policy) throws -> [String] {
        let manifests = try releases(evenUnplanned: true).flatMap { $0.manifests + $0.doubtfulManifests }
        let made = manifests.filter { policy.version(ofTag: $0.tag) == policy.read($0.release) }.map(\.tag)
        let adopted = try adoptedTags().names.filter { policy.version(ofTag: $0) != nil }
        return Set(made + adopted).sorted()
    }

    /// Everything recorded of a release and of its items, the release's own records first.
    package func allRecords(of release: Version) throws -> [RecordSequence] {
        try allRecords(under: Subject.release(release).folder())
    }

    /// All planned releases, highest version first.
    ///
    /// - Parameter evenUnplanned: whether those are wanted, too, that nobody plans whose word counts for that.
    package func releases(evenUnplanned: Bool = false) throws -> [ReleasePlan] {
        let folders = try folderNames(under: "releases", depth: 1).map { String(decoding: $0, as: UTF8.self) }
        guard !folders.isEmpty else { return [] }
        let policy = try policy()
        return try folders.compactMap {
            ReleasePlan(try records(in: ["releases", $0]), evenUnplanned: evenUnplanned, manifests: policy.accepts)?
                .read(under: policy)
        }
        .sorted { $0.version > $1.version }
    }

    /// All commits of which something was said by hand, by the names of their folders alone.
    package func commitsWithStatements() throws -> [ObjectID] {
        try folderNames(under: "commits", depth: 3).compactMap { ObjectID(hex: $0[...]) }
    }

    package func statements(on commit: ObjectID) throws -> CommitStatements {
        let records = try records(of: .commit(commit))
        return records.records.isEmpty ? .none : CommitStatements(records)
    }
}
