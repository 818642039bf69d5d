import Changes
import Gate
import Ledger
import Releases

/// What the auditor's report says about single items, by item: each part is read once, not once for every item.
struct ChangeIndex {
    /// Of the roles that the policy asks for, then of the owners of configuration items.
    let signOffs: [ItemID: [SignOffStanding]]
    let tests: [ItemID: [TestStanding]]
    /// How many records of deployments there are.
    let deployments: Int
    /// The changes of settings, as sentences.
    private let settings: [String]
    /// The places in `settings` of those that belong to an item.
    private let places: [ItemID: Set<Int>]
    private let tasks: [ItemID: [ItemID]]

    init(_ evidence: ReleaseEvidence) {
        let facts = evidence.facts
        signOffs = Dictionary(
            grouping: facts.signOffs.standings + facts.configuration.owners.map(\.standing), by: \.item)
        tests = Dictionary(grouping: facts.tests.standings, by: \.item)
        deployments = evidence.records(on: .deployments).count
        var (settings, places): ([String], [ItemID: Set<Int>]) = ([], [:])
        for file in evidence.manifest.configuration ?? [] {
            for change in file.changes {
                for item in change.items { places[item, default: []].insert(settings.count) }
                settings.append("\(file.path) \(change.key): \(change.sentence)")
            }
        }
        (self.settings, self.places) = (settings, places)
        var tasks: [ItemID: [ItemID]] = [:]
        for item in evidence.manifest.items {
            guard let rfc = evidence.item(item)?.rfc else { continue }
            tasks[rfc, default: []].append(item)
        }
        self.tasks = tasks
    }

    /// The settings that an item changes, in the order of the manifest; the changes of its tasks are an RfC's own.
    func settings(of item: ItemID) -> [String] {
        let own = ([item] + (tasks[item] ?? [])).compactMap { places[$0] }
        return Set(own.joined()).sorted().map { settings[$0] }
    }
}
