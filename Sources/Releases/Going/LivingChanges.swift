import Git

/// What a commit of the base's side did to one file.
struct BaseChange: Sendable {
    /// The place of the commit among those of the base's side.
    let member: Int
    let commit: ObjectID
    let change: PathChange
    /// Whether the candidate has nothing of it.
    var isAbsent = false
}

/// What the commits of both sides did to one file in which base and candidate differ.
struct FileOfBothSides: Sendable {
    let ends: FilePair
    /// What commits of the base's side did; the oldest first.
    let going: [BaseChange]
    /// What commits of the range did; the oldest first.
    let coming: [PathChange]

    /// The changes that live in the base and may be lost: those that take each other back are netted out, and those that the
    /// candidate has, or has got by an equal change, are left out.
    func living(in repository: Repository) throws -> [BaseChange] {
        let open = try ChangeParity(repository).netted(going.map(\.change)) { change in
            try repository.presence(of: change, at: ends.base) == .present
        }
        return try open.map { going[$0] }.compactMap { change in
            guard try repository.presence(of: change.change, at: ends.base) != .absent else { return nil }
            var change = change
            switch try repository.presence(of: change.change, at: ends.candidate) {
            case .present: return nil
            case .absent: change.isAbsent = true
            case .unclear: if try ChangeParity(repository).isMade(change.change, by: coming) { return nil }
            }
            return change
        }
    }
}

/// Finds changes to one file that are made and taken back, by their exact patches. A patch is made only where the sizes of the
/// files allow that two are the same.
struct ChangeParity {
    private let repository: Repository

    init(_ repository: Repository) { self.repository = repository }

    /// By how many bytes a change makes a file longer.
    private func growth(of change: PathChange) throws -> Int {
        let sizes = try [change.old, change.new].map { entry in
            try entry.flatMap { $0.mode == .submodule ? nil : try repository.header(of: $0.id)?.size } ?? 0
        }
        return sizes[1] - sizes[0]
    }

    /// Whether a change was made more often than it was taken back.
    ///
    /// - Parameter changes: the oldest first.
    func isMade(_ change: PathChange, by changes: [PathChange]) throws -> Bool {
        let growth = try growth(of: change)
        var (count, patch): (Int, ObjectID?) = (0, nil)
        for other in changes {
            let its = try self.growth(of: other)
            guard abs(its) == abs(growth) else { continue }
            let wanted = try patch ?? repository.exactPatch(of: change)
            patch = wanted
            if its == growth, try repository.exactPatch(of: other) == wanted {
                count += 1
            } else if its == -growth, count > 0, try repository.exactPatch(of: other.reversed) == wanted {
                count -= 1
            }
        }
        return count > 0
    }

    /// The places of those changes that no later one takes back, each by one other.
    ///
    /// - Parameters:
    ///   - changes: the oldest first.
    ///   - lives: whether a change is there all the same, so that nothing took it back.
    func netted(_ changes: [PathChange], unless lives: (PathChange) throws -> Bool) throws -> [Int] {
        guard changes.count > 1 else { return Array(changes.indices) }
        let growths = try changes.map(growth)
        var patches: [Int: ObjectID] = [:]
        var gone: Set<Int> = []
        for (place, change) in changes.enumerated() {
            let earlier = (0..<place).reversed().filter { !gone.contains($0) && growths[$0] == -growths[place] }
            guard !earlier.isEmpty else { continue }
            let reverse = try repository.exactPatch(of: change.reversed)
            for other in earlier {
                let patch = try patches[other] ?? repository.exactPatch(of: changes[other])
                patches[other] = patch
                guard try patch == reverse && !lives(changes[other]) else { continue }
                gone.formUnion([other, place])
                break
            }
        }
        return changes.indices.filter { !gone.contains($0) }
    }
}
