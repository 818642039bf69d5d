package import Git

extension LedgerReader {
    /// Those of some files, by their content, that an administrator has set aside.
    package func setAside(among files: Set<ObjectID>) throws -> Set<ObjectID> {
        guard try !files.isEmpty && entries(at: ["aside"]) != nil else { return [] }
        return try files.filter { file in
            try records(of: .file(file)).all.contains { $0.record.statement.kind == .setAside && $0.opens }
        }
    }
}
