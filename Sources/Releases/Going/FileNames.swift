import Git

/// The names that files of the base have in the candidate, where one of the sides renamed them since they parted.
final class FileNames {
    private let repository: Repository
    private let origins: LineOrigins
    private let base: ObjectID
    private let candidate: ObjectID
    private lazy var renames = Result { try found() }

    /// Old name to new one in the candidate, and the base's name to the old one.
    private typealias Renames = (toCandidate: [[UInt8]: [UInt8]], fromBase: [[UInt8]: [UInt8]])

    init(_ repository: Repository, _ origins: LineOrigins, base: ObjectID, candidate: ObjectID) {
        self.repository = repository
        self.origins = origins
        self.base = base
        self.candidate = candidate
    }

    /// The path at which the candidate may have a file that it lacks under the base's path; that path where nothing is known. A
    /// file that the base's side added has no other name: one of the same content would be another file.
    func name(of path: [UInt8]) throws -> [UInt8] {
        let (toCandidate, fromBase) = try renames.get()
        let origin = fromBase[path] ?? path
        return toCandidate[origin] ?? origin
    }

    private func found() throws -> Renames {
        guard let origin = try repository.mergeBases(of: base, candidate).first else { return ([:], [:]) }
        let start = try repository.commit(origin).tree
        let ends = try [base, candidate].map { try repository.commit($0).tree }
        let mine = try origins.renames(from: start, to: ends[0])
        return (
            try origins.renames(from: start, to: ends[1]),
            Dictionary(mine.map { ($0.value, $0.key) }) { first, _ in first }
        )
    }
}
