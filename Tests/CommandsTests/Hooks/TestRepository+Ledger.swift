import Changes
import Foundation
import Git
import Ledger
import TestSupport
import Testing

/// A ledger written straight by the layer below the commands.
extension TestRepository {
    static let hookPolicy = """
        [item "RFC"]
            kind = rfc
        [item "TASK"]
            kind = task
        [link]
            trailer = RfC
            trailer = Task
            trailer = Refs
        [hooks]
            branch = main
            branch = feature/**
        [release]
            tag = v{version}
            branch = main
        [sign-off]
            role = qa
        """

    /// A repository with a ledger, these open items, and the hooks installed.
    static func withHooks(
        items: [String] = ["RFC-1", "TASK-7"], policy: String = hookPolicy
    ) throws -> TestRepository {
        let repository = try TestRepository()
        try repository.makeLedger(policy: policy)
        try repository.addItems(items)
        try #require(try repository.sluice("hooks", "install").status == 0)
        return repository
    }

    /// The tags that are there are adopted, as by `init`.
    /// - Parameter adopted: further ones, with the commits that they were on.
    func makeLedger(
        policy: String = hookPolicy, adopted: [String: String] = [:],
        identity: String = "0123456789abcdef0123456789abcdef"
    ) throws {
        let tags = try git("for-each-ref", "--format=%(refname:short) %(objectname) %(*objectname)", "refs/tags")
            .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            .compactMap { words in ObjectID(words[words.count - 1]).map { (words[0], $0) } }
        let more = adopted.compactMapValues { ObjectID($0) }
        try ledgerWriter().create(
            branch: LedgerLocation.defaultBranch, identity: identity,
            policy: Array(policy.utf8),
            adopted: AdoptedTags(Dictionary(tags) { first, _ in first }.merging(more) { $1 }))
    }

    /// Raises the ledger's format to the newest.
    func makeFormatNewest() throws {
        let text = try sluice("policy", "show").output + "\n[ledger]\n\tneeds = \(Record.newestFormat)\n"
        let edited = try sluice("policy", "edit", "--file", "-", "--reason", "format", input: Array(text.utf8))
        try #require(edited.status == 0, "\(edited.errors)")
    }

    func append(_ statements: [Statement]) throws {
        try ledgerWriter().append("test") { _ in statements }
    }

    func addItems(_ names: [String], state: String = "open") throws {
        try append(
            names.compactMap { ItemID($0) }.map { item in
                let noun: ItemNoun = item.key == "RFC" ? .rfc : .task
                return .item(.init(item: item, noun: noun, set: [.title: "\(item)", .state: state]))
            })
    }

    /// Plans a release from `main`.
    func plan(_ version: String, _ items: String...) throws {
        guard let release = Version(version) else { return }
        var plan = PlanStatement(release: release)
        plan.target = "refs/heads/main"
        plan.add = items.compactMap { ItemID($0) }
        try append([.plan(plan)])
    }

    /// Plans a release and has QA approve all of it.
    func approve(_ version: String, _ item: String) throws {
        try plan(version, item)
        try #require(try sluice("approve", "--all", "--release", version, person: .tester).status == 0)
    }

    /// As a clone that never saw the ledger's newest records.
    func forgetLedger() throws {
        try FileManager.default.removeItem(atPath: path + "/.git/sluice/ledger-seen")
    }

    private func ledgerWriter() throws -> LedgerWriter {
        let author = Author(
            person: .init(name: person.name, email: person.email), time: Timestamp(seconds: Int64(time)),
            signature: "\(person.name) <\(person.email)> \(time) +0000")
        return LedgerWriter(try Repository.open(at: path), by: author)
    }
}
