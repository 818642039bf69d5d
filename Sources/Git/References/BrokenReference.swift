import System

/// A reference whose file holds no name of an object: it is empty, as a loss of power leaves it, or damaged.
package struct BrokenReference: Hashable, Sendable {
    /// The full name.
    package let name: String
    /// Absolute.
    package let file: String
    /// What the reference named last, by its reflog; nil where that is not known.
    package let last: ObjectID?

    package init(name: String, file: String, last: ObjectID?) {
        (self.name, self.file, self.last) = (name, file, last)
    }
}

extension Repository {
    /// Nil where the reference can be read, or there is none.
    package func brokenReference(_ name: String) -> BrokenReference? {
        let file = "\(commonDirectory)/\(name)"
        guard let bytes = try? File.read(file, limit: 1 << 12) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let word = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        guard !text.hasPrefix("ref:"), ObjectID(word) == nil else { return nil }
        return BrokenReference(name: name, file: file, last: formerValues(of: name).first)
    }

    /// What a reference named by its reflog, as far as it is here, the latest first (gitrepository-layout, `logs`).
    package func formerValues(of name: String) -> [ObjectID] {
        guard let bytes = try? File.read("\(commonDirectory)/logs/\(name)") else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").reversed()
            .flatMap { $0.split(separator: " ", maxSplits: 2).prefix(2).reversed() }
            .compactMap { ObjectID(String($0)) }.filter { $0 != .zero && contains($0) }
    }

    /// Lets a broken reference name an object.
    ///
    /// - Throws: `RepositoryProblem.referenceBusy` where another process mended or moved it meanwhile.
    package func repair(_ broken: BrokenReference, with id: ObjectID) throws {
        guard brokenReference(broken.name) != nil else { throw RepositoryProblem.referenceBusy(name: broken.name) }
        try File.remove(broken.file)
        // The list of packed references may have an earlier value.
        let packed = try reference(broken.name)?.target
        try update(
            broken.name, to: id, expecting: packed.map { .exactly($0) } ?? .absent,
            reason: "sluice: given back after its file was damaged")
    }
}
