/// Tells two trees apart by key. Only leaves are told: scalars, and lists and tables without anything in them.
struct TreeComparer {
    private let format: ConfigurationFormat
    private let echoes: SecretEchoes
    private var told = BoundedChanges()
    private var path: [ConfigurationPath.Component] = []

    static func changes(
        from old: ConfigurationNode?, to new: ConfigurationNode?, format: ConfigurationFormat
    ) -> BoundedChanges {
        var comparer = TreeComparer(format: format, SecretEchoes(in: [old, new].compactMap(\.self)))
        comparer.compareWhole(old, new)
        return comparer.told
    }

    private init(format: ConfigurationFormat, _ echoes: SecretEchoes) {
        self.format = format
        self.echoes = echoes
    }

    /// A file of one YAML document is a stream of one, so that the first stays where it is when a second joins it.
    private mutating func compareWhole(_ old: ConfigurationNode?, _ new: ConfigurationNode?) {
        switch (old, new) {
        case (.list(let many)?, let one?) where format == .yaml && one.table != nil: compare(many, [one])
        case (let one?, .list(let many)?) where format == .yaml && one.table != nil: compare([one], many)
        default: compare(old, new)
        }
    }

    private mutating func compare(_ old: ConfigurationNode?, _ new: ConfigurationNode?) {
        switch (old, new) {
        case (nil, nil): break
        case (.table(let old)?, .table(let new)?): compare(old, new)
        case (.list(let old)?, .list(let new)?): compare(old, new)
        case (.list(let old)?, let new?) where format.repeatsKeys: compare(old, [new])
        case (let old?, .list(let new)?) where format.repeatsKeys: compare([old], new)
        case (.scalar(let old)?, .scalar(let new)?): if old != new { append(.changed, old, new) }
        default:
            if let old { tellLeaves(of: old) { MaskedLeaf(old: $0) } }
            if let new { tellLeaves(of: new) { MaskedLeaf(new: $0) } }
        }
    }

    private mutating func compare(_ old: ConfigurationTable, _ new: ConfigurationTable) {
        for entry in old.entries { within(.key(entry.key)) { $0.compare(entry.value, new[entry.key]) } }
        for entry in new.entries where old[entry.key] == nil {
            within(.key(entry.key)) { $0.compare(nil, entry.value) }
        }
        compareOrder(old.sequence, new.sequence)
    }

    /// Of what came or went, that alone is a change.
    private mutating func compareOrder(_ old: [[UInt8]], _ new: [[UInt8]]) {
        guard old != new else { return }
        let counts = [old, new].map { Dictionary($0.map { ($0, 1) }, uniquingKeysWith: +) }
        let (before, after) = (
            old.filter { counts[0][$0] == counts[1][$0] }, new.filter { counts[0][$0] == counts[1][$0] }
        )
        if before != after { append(.reordered) }
    }

    private mutating func compare(_ old: [ConfigurationNode], _ new: [ConfigurationNode]) {
        if let names = ListIdentity.names(of: old, and: new) {
            compare(Dictionary(uniqueKeysWithValues: zip(names.old, old)), names, new)
        } else {
            compareInOrder(old, new)
        }
    }

    private mutating func compare(
        _ oldByName: [[UInt8]: ConfigurationNode], _ names: ListIdentity.Names, _ new: [ConfigurationNode]
    ) {
        let newByName = Dictionary(uniqueKeysWithValues: zip(names.new, new))
        for name in names.old { within(.element(name)) { $0.compare(oldByName[name], newByName[name]) } }
        for name in names.new where oldByName[name] == nil {
            within(.element(name)) { $0.compare(nil, newByName[name]) }
        }
        let common = (names.old.filter { newByName[$0] != nil }, names.new.filter { oldByName[$0] != nil })
        if common.0 != common.1 { append(.reordered) }
    }

    private mutating func compareInOrder(_ old: [ConfigurationNode], _ new: [ConfigurationNode]) {
        var numbers = Numbering<ConfigurationNode>()
        let (oldNumbers, newNumbers) = (numbers.numbers(of: old), numbers.numbers(of: new))
        if oldNumbers == newNumbers { return }
        if oldNumbers.sorted() == newNumbers.sorted() { return append(.reordered) }
        for stretch in SequenceDifference(old: oldNumbers, new: newNumbers).stretches() {
            compare(stretch, old, new)
        }
    }

    /// Elements of a stretch are held against each other by their place in it. One that is gone is told at its old
    /// place, any other at its new one.
    private mutating func compare(
        _ stretch: SequenceDifference.Stretch, _ old: [ConfigurationNode], _ new: [ConfigurationNode]
    ) {
        for offset in 0..<max(stretch.old.count, stretch.new.count) {
            let before = offset < stretch.old.count ? old[stretch.old.lowerBound + offset] : nil
            let after = offset < stretch.new.count ? new[stretch.new.lowerBound + offset] : nil
            let index = (after == nil ? stretch.old : stretch.new).lowerBound + offset
            within(.index(index)) { $0.compare(before, after) }
        }
    }

    private mutating func within(_ component: ConfigurationPath.Component, _ body: (inout TreeComparer) -> Void) {
        path.append(component)
        body(&self)
        path.removeLast()
    }

    private mutating func append(
        _ kind: ConfigurationChange.Kind, _ old: ConfigurationScalar? = nil, _ new: ConfigurationScalar? = nil
    ) {
        append(kind, old: old.map(masked), new: new.map(masked))
    }

    private mutating func append(_ kind: ConfigurationChange.Kind, old: MaskedText?, new: MaskedText?) {
        let (path, dots, echoes) = (path, format.hasDottedKeys, echoes)
        told.append(
            ConfigurationChange(
                path: ConfigurationPath(path, hasDottedKeys: dots, hiding: echoes), kind: kind, old: old, new: new))
    }

    private func masked(_ scalar: ConfigurationScalar) -> MaskedText {
        echoes.isHeld(in: scalar.text[...])
            ? MaskedText(shown: Secrets.mark, isSecret: true) : MaskedText(scalar)
    }
}

/// A leaf that stands on one side only.
private struct MaskedLeaf {
    var old: MaskedText?
    var new: MaskedText?

    var kind: ConfigurationChange.Kind { old == nil ? .added : .removed }
}

extension TreeComparer {
    private mutating func tellLeaves(of node: ConfigurationNode, _ side: (MaskedText) -> MaskedLeaf) {
        switch node {
        case .scalar(let scalar): tell(side(masked(scalar)))
        case .list(let list) where list.isEmpty: tell(side(MaskedText(plain: "[]")))
        case .table(let table) where table.entries.isEmpty: if !path.isEmpty { tell(side(MaskedText(plain: "{}"))) }
        case .list(let list):
            let names = ListIdentity.names(of: list, and: [])?.old
            for (index, element) in list.enumerated() {
                within(names.map { .element($0[index]) } ?? .index(index)) { $0.tellLeaves(of: element, side) }
            }
        case .table(let table):
            for entry in table.entries { within(.key(entry.key)) { $0.tellLeaves(of: entry.value, side) } }
        }
    }

    private mutating func tell(_ leaf: MaskedLeaf) { append(leaf.kind, old: leaf.old, new: leaf.new) }
}

/// Numbers for elements, the same for equal ones.
struct Numbering<Element: Hashable> {
    private var known: [Element: Int] = [:]

    mutating func numbers(of elements: some Sequence<Element>) -> [Int] {
        elements.map { element in
            if let number = known[element] { return number }
            let number = known.count
            known[element] = number
            return number
        }
    }
}
