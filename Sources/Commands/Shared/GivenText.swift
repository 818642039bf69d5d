import Changes

/// Text that somebody gives a command. Bytes that are no UTF-8 are refused before anything is written: repaired, they would
/// stay in the ledger as marks that nobody can read.
enum GivenText {
    /// - Parameter name: what it is, for the failure: `standard input`.
    /// - Throws: `Failure` with the line that is not UTF-8.
    static func text(_ bytes: some Collection<UInt8>, of name: String) throws -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        throw failure(name, line: line(in: bytes))
    }

    /// - Throws: as `text`.
    static func require(_ bytes: [UInt8], of name: String) throws { _ = try text(bytes, of: name) }

    private static func failure(_ name: String, line: Int) -> Failure {
        Failure(
            .usage, "\(name) is not UTF-8 (line \(line)): nothing was written",
            hints: ["write it in UTF-8; `iconv -f ISO-8859-1 -t UTF-8` converts Latin-1"])
    }

    private static func line(in bytes: some Collection<UInt8>) -> Int {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
    }
}
