import Changes
import Foundation
import Git
import TestSupport
import Testing

/// A random history of changes, reverts, picks and merges over several releases, of which it is known what each tree has.
///
/// Change `n` belongs to TASK-n and is one switch: a line of a shared file, a file of its own, or the content of one. What a tree
/// holds follows from the switches that are on, and nothing else.
struct RevertHistory {
    /// How many changes there can be.
    static let limit = 24

    struct Node {
        let id: ObjectID
        let parents: [ObjectID]
        let on: Set<Int>
        /// The switches that it turns, against its first parent.
        let turned: Set<Int>
        let subject: String
        /// The change that it makes, or makes once more.
        let change: Int?
    }

    private(set) var nodes: [ObjectID: Node] = [:]
    /// What happened, in words: shown where a test fails.
    private(set) var story: [String] = []
    /// The releases in the order of their versions, each with what its tree has.
    private(set) var releases: [(version: String, on: Set<Int>)] = []
    /// Changes that were made once more by a commit that is no copy of the first one, or took back and landed apart: what has
    /// them may count again, as no commit shows that it is the same.
    private(set) var unlike: Set<Int> = []
    private(set) var changes = 0
    let repository: Repository
    private let test: TestRepository
    private var random: SequenceGenerator
    private var stage: ObjectStage
    private var blobs: [String: ObjectID] = [:]
    private var time = 1_700_000_000
    private var references: [(name: String, id: ObjectID)] = []
    private var tips: [String: ObjectID] = [:]
    private var names: [ObjectID: String] = [:]

    init(seed: UInt64, releases count: Int = 4) throws {
        random = SequenceGenerator(seed: seed)
        test = try TestRepository()
        repository = try Repository.open(at: test.path)
        stage = ObjectStage(in: repository)
        try commit(to: "main", on: [], "begin", nil)
        try tag("0.9.0", "main")
        for number in 0..<count {
            for _ in 0..<Int.random(in: 2...5, using: &random) { try act(on: "main") }
            try tag("1.\(number).0", "main")
            if number == 1 {
                tips["line"] = tips["main"]
                for _ in 0..<Int.random(in: 1...3, using: &random) { try act(on: "line") }
                try tag("1.1.1", "line")
            }
        }
        try write()
    }

    private mutating func write() throws {
        let objects = stage
        stage = ObjectStage(in: repository)
        try objects.write()
        references += tips.map { ("refs/heads/\($0.key)", $0.value) }
        let lines = references.map { "update \($0.name) \($0.id)\n" }.sorted().joined()
        try test.git("update-ref", "--stdin", input: Array(lines.utf8))
    }

    private mutating func tag(_ version: String, _ branch: String) throws {
        guard let tip = tips[branch], let node = nodes[tip] else { return }
        references.append(("refs/tags/v\(version)", tip))
        releases.append((version, node.on))
        story.append("\(version): \(branch) has \(node.on.sorted())")
    }

    private func node(_ branch: String) throws -> Node { try #require(tips[branch].flatMap { nodes[$0] }) }

    /// All commits of a branch.
    private func reached(_ branch: String) throws -> [Node] {
        var (found, stack): ([ObjectID: Node], [ObjectID]) = ([:], [try node(branch).id])
        while let id = stack.popLast() {
            guard found[id] == nil, let node = nodes[id] else { continue }
            found[id] = node
            stack += node.parents
        }
        return found.values.sorted { $0.id < $1.id }
    }

    private mutating func act(on branch: String) throws {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...3: try change(branch)
        case 4...6: try revert(branch)
        case 7: try mergeTopic(branch)
        default: try pick(to: branch)
        }
    }

    private mutating func change(_ branch: String) throws {
        guard changes < Self.limit else { return }
        changes += 1
        let request = Bool.random(using: &random) ? " (#\(100 + changes))" : ""
        try turn([changes], on: branch, "TASK-\(changes): change \(changes)\(request)", changes)
    }

    /// A topic that begins somewhere below the branch, with one or two changes.
    private mutating func mergeTopic(_ branch: String) throws {
        let start = try node(branch)
        tips["topic"] = start.parents.first ?? start.id
        for _ in 0...Int.random(in: 0...1, using: &random) { try change("topic") }
        let topic = try node("topic")
        tips["topic"] = nil
        guard let base = start.parents.first.flatMap({ nodes[$0] }), topic.id != base.id else { return }
        let on = start.on.symmetricDifference(topic.on.symmetricDifference(base.on))
        try commit(to: branch, on: on, "Merge branch 'topic-\(changes)'", nil, merging: topic.id)
    }

    /// Takes back a commit whose switches are still as it left them.
    private mutating func revert(_ branch: String) throws {
        let tip = try node(branch)
        let open = try reached(branch).filter { node in
            !node.parents.isEmpty && !node.turned.isEmpty
                && node.turned.allSatisfy { tip.on.contains($0) == node.on.contains($0) }
        }
        guard let target = open.randomElement(using: &random) else { return }
        try turn(target.turned, on: branch, words(on: target, for: branch), nil)
    }

    private mutating func words(on target: Node, for branch: String) throws -> String {
        let quoted = "Revert \"\(target.subject)\""
        let style = Int.random(in: 0..<6, using: &random)
        let isMerge = target.parents.count > 1
        // Without a word only what has files of its own is taken back exactly, whatever came in between.
        if style == 0, !isMerge, target.turned.allSatisfy({ !$0.isShared }) { return "tidy up" }
        if style == 1, !isMerge, let request = target.subject.request {
            return "\(quoted) (#\(300 + nodes.count))\n\nReverts org/repo\(request)\n"
        }
        if style == 2, !isMerge, target.subject.hasPrefix("TASK") { return "Revert \(target.subject)" }
        if style == 3, !isMerge { return "revert: something\n\nRefs: \(target.id)\n" }
        let mainline = isMerge ? ", reversing\nchanges made to \(target.parents[0])" : ""
        return "\(quoted)\n\nThis reverts commit \(target.id)\(mainline).\n"
    }

    /// Carries a change to a branch that does not have it: from another one, or once more.
    private mutating func pick(to branch: String) throws {
        let tip = try node(branch)
        let open = nodes.values.sorted { $0.id < $1.id }.filter { node in
            node.change != nil && node.turned.allSatisfy { !tip.on.contains($0) }
        }
        guard let source = open.randomElement(using: &random), let change = source.change else { return }
        let trailer = Bool.random(using: &random) ? "\n\n(cherry picked from commit \(source.id))\n" : ""
        try turn([change], on: branch, source.subject + trailer, change)
    }

    private mutating func turn(_ switches: Set<Int>, on branch: String, _ message: String, _ change: Int?) throws {
        try commit(to: branch, on: node(branch).on.symmetricDifference(switches), message, change)
    }

    private mutating func commit(
        to branch: String, on: Set<Int>, _ message: String, _ change: Int?, merging other: ObjectID? = nil
    ) throws {
        time += 60
        let parents = [tips[branch], other].compactMap(\.self)
        let before = parents.first.flatMap { nodes[$0]?.on } ?? []
        let tree = try tree(on)
        let id = try stage.addCommit(
            tree: tree, parents: parents, signature: "Dana <dana@example.org> \(time) +0000", message: message)
        let subject = String(message.prefix { $0 != "\n" })
        if change == nil { unlike.formUnion(branch == "line" ? on.subtracting(before) : []) }
        if other == nil, before.subtracting(on).count > 1 { unlike.formUnion(before.subtracting(on)) }
        nodes[id] = Node(
            id: id, parents: parents, on: on, turned: on.symmetricDifference(before), subject: subject, change: change)
        tips[branch] = id
        let shown = message.split(separator: "\n").joined(separator: " / ")
        story.append("\(branch) \(id.description.prefix(10)): \(shown) → \(on.sorted())")
    }

    private mutating func tree(_ on: Set<Int>) throws -> ObjectID {
        var files: [(path: [String], blob: ObjectID)] = []
        for shared in 0..<2 {
            let lines = (1...Self.limit).filter { $0.isShared && $0 / 3 % 2 == shared }.map { number in
                "\nabove \(number)\n\n\(number) is \(on.contains(number) ? "on" : "off")\n\nbelow \(number)\n"
            }
            files.append((["shared-\(shared)"], try blob(lines.joined())))
        }
        for number in 1...Self.limit where !number.isShared {
            if number % 3 == 1, !on.contains(number) { continue }
            files.append((["file-\(number)"], try blob("\(number) is \(on.contains(number) ? "on" : "off")\n")))
        }
        return try stage.addFiles(files, to: nil)
    }

    private mutating func blob(_ text: String) throws -> ObjectID {
        if let known = blobs[text] { return known }
        let id = try stage.add(Array(text.utf8), .blob)
        blobs[text] = id
        return id
    }
}

extension Int {
    /// Whether a change is a line of a file in which others are.
    fileprivate var isShared: Bool { isMultiple(of: 3) }
}

extension String {
    /// `#11` of `x (#11)`.
    fileprivate var request: String? {
        guard hasSuffix(")"), let open = range(of: " (#", options: .backwards) else { return nil }
        return String(self[open.upperBound...].dropLast()).isEmpty ? nil : "#" + self[open.upperBound...].dropLast()
    }
}
