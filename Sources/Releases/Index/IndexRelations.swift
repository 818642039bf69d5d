import Changes
import Git
import System

/// One relation between commits as the index has it: what a message says of another commit, or the change it belongs to.
struct IndexRelation {
    enum Kind: UInt32 {
        case pickedFrom = 1
        case reverts, changeID
        /// Of a subject, or the number of a merge request, that a message says to revert: the name is a hash of the text.
        case revertsText
    }

    /// Bytes of an entry of `IndexSection.relations`.
    static let size = 8 + ObjectID.byteCount

    let position: UInt32
    let kind: Kind
    /// How many digits of the name are given.
    let digits: UInt32
    /// The name, zeros in place of digits that are not given.
    let name: ObjectID
}

extension IndexRelation {
    /// What a message says, before anybody knows where its commit will stand.
    static func all(of relations: CommitRelations, _ messages: MessageReader) -> [IndexRelation] {
        let picks = relations.pickedFrom.compactMap { IndexRelation(.pickedFrom, $0) }
        let reverts = relations.reverts.compactMap { IndexRelation(.reverts, $0.commit) }
        let change = relations.changeID.flatMap { CommitName(leading: $0.dropFirst()) }
        let texts = RevertedTexts(of: relations, messages).all.map { IndexRelation(revertsText: $0) }
        return picks + reverts + (change.flatMap { IndexRelation(.changeID, $0) }.map { [$0] } ?? []) + texts
    }

    private init(revertsText text: [UInt8]) {
        self.init(
            position: 0, kind: .revertsText, digits: UInt32(ObjectID.digitCount), name: Self.name(ofText: text))
    }

    /// A hash of a text, with zeros behind it.
    static func name(ofText text: [UInt8]) -> ObjectID {
        let digits = String(Checksum.of(text), radix: 16)
        return ObjectID(digits + String(repeating: "0", count: ObjectID.digitCount - digits.utf8.count)) ?? .zero
    }

    private init?(_ kind: Kind, _ name: CommitName) {
        let digits = name.description.utf8.count
        let padded = name.description + String(repeating: "0", count: ObjectID.digitCount - digits)
        guard let id = ObjectID(padded) else { return nil }
        self.init(position: 0, kind: kind, digits: UInt32(digits), name: id)
    }
}

extension IndexContent {
    /// Adds a relation of the commit at a position.
    mutating func append(_ relation: IndexRelation, at position: Int) {
        var entry = BinaryWriter()
        entry.append([UInt32(position), relation.kind.rawValue | relation.digits << 8])
        entry.append(relation.name)
        relations += entry.bytes
    }
}

extension HistoryIndex {
    /// - Throws: `IndexProblem.damaged`.
    func relations() throws -> [IndexRelation] {
        try check([.relations])
        var reader = try BinaryReader(try file.bytes(.relations))
        var result: [IndexRelation] = []
        result.reserveCapacity(file.size(of: .relations) / IndexRelation.size)
        while !reader.isAtEnd {
            guard let position = reader.uint32(), let word = reader.uint32(), let name = reader.id(), position < count,
                let kind = IndexRelation.Kind(rawValue: word & 0xFF), word >> 8 <= ObjectID.digitCount
            else { throw IndexProblem.damaged(.relations) }
            result.append(IndexRelation(position: position, kind: kind, digits: word >> 8, name: name))
        }
        return result
    }

    /// The positions of what may be related to some commits: picks of them and what they were picked from, other commits
    /// of their changes, reverts, and what has their author, author date and subject. More than are, never fewer.
    ///
    /// - Throws: `IndexProblem.damaged`.
    func commits(relatedTo wanted: Set<Int>) throws -> Set<Int> {
        guard !wanted.isEmpty else { return [] }
        let relations = try relations()
        let ids = SortedNames(wanted.compactMap { id(at: $0) })
        let own = relations.filter { wanted.contains(Int($0.position)) }
        let picks = own.filter { $0.kind == .pickedFrom }
        let (origins, changes) = (Set(picks.map(\.name)), Set(own.filter { $0.kind == .changeID }.map(\.name)))
        var found = try commits(markedAs: wanted)
        for relation in relations {
            let isMeant: Bool =
                switch relation.kind {
                case .changeID: changes.contains(relation.name)
                case .reverts: relation.names(among: ids)
                case .revertsText: false
                case .pickedFrom: origins.contains(relation.name) || relation.names(among: ids)
                }
            if isMeant { found.insert(Int(relation.position)) }
        }
        for pick in picks where pick.digits == ObjectID.digitCount {
            position(of: pick.name).map { _ = found.insert($0) }
        }
        var short = AbbreviatedNames()
        for pick in picks where pick.digits < ObjectID.digitCount { short.insert(pick.name, digits: Int(pick.digits)) }
        guard !short.isEmpty else { return found }
        for position in 0..<count {
            if let id = id(at: position), short.fit(id) { found.insert(position) }
        }
        return found
    }

    /// The positions of what may say that it reverts some commits, by their IDs or by texts that stand for them.
    ///
    /// - Throws: `IndexProblem.damaged`.
    func commits(reverting ids: Set<ObjectID>, orTexts texts: [[UInt8]]) throws -> Set<Int> {
        let (names, ids) = (Set(texts.map(IndexRelation.name)), SortedNames(ids))
        let meant = try relations().filter { relation in
            switch relation.kind {
            case .pickedFrom, .changeID: false
            case .reverts: relation.names(among: ids)
            case .revertsText: names.contains(relation.name)
            }
        }
        return Set(meant.map { Int($0.position) })
    }

    private func commits(markedAs wanted: Set<Int>) throws -> Set<Int> {
        try check([.marks])
        let column = try file.uint64s(.marks)
        guard column.count == count else { throw IndexProblem.damaged(.marks) }
        let marks = Set(wanted.map { column[$0] })
        return Set(column.indices.filter { marks.contains(column[$0]) })
    }
}

extension IndexRelation {
    fileprivate func names(among ids: SortedNames) -> Bool { !ids.fitting(name, digits: Int(digits)).isEmpty }
}
