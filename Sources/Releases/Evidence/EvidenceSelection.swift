package import Changes
import Git
package import Ledger

/// The files of a ledger that a release's verdict rests on: what is packed as its evidence, and nothing left out.
package struct EvidenceSelection: Sendable {
    private let release: [String]
    private let items: Set<[String]>

    /// - Parameter items: those whose own records are needed.
    package init(_ version: Version, items: Set<ItemID>) throws {
        release = try Subject.release(version).folder()
        self.items = try Set(items.map { try Subject.item($0).folder() })
    }

    /// - Parameter facts: what the gate asked the whole ledger for.
    package init(_ facts: GateFacts) throws {
        var items = Set(facts.items.planned).union(facts.contents.commitsByItem.keys).union(facts.items.known.keys)
        for manifest in facts.plan?.manifests ?? [] {
            items.formUnion(manifest.items + (manifest.removed ?? []) + (manifest.restored ?? []))
            items.formUnion(manifest.commits.flatMap(\.items).map(\.item))
        }
        items.formUnion(facts.items.known.values.flatMap(\.rfcs).compactMap(\.self))
        try self.init(facts.version, items: items)
    }

    /// Format, policies, adopted tags, all that was said of commits, the plans and manifests of all releases (these tell what
    /// came before), and all that is known of the release and its items.
    package func includes(_ path: [UInt8]) -> Bool {
        let names = path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        switch names[0] {
        case "format", AdoptedTags.fileName: return names.count == 1
        case "trust", "commits", "tests", "environments", "aside": return true
        case "releases": return names.count == 3 || names.starts(with: release)
        case "items": return items.contains(Array(names.dropLast()))
        default: return false
        }
    }
}
