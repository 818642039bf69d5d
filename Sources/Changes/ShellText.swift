extension String {
    /// The text as one word of a POSIX shell, in quotation marks where it needs them.
    package var quotedForShell: String {
        let isPlain = !isEmpty && utf8.allSatisfy { Self.plainBytes.contains($0) }
        return isPlain
            ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// Reads back what `quotedForShell` gave.
    package var unquotedFromShell: String {
        guard count > 1, first == "'", last == "'" else { return self }
        var (rest, text) = (dropFirst().dropLast(), "")
        while let quote = rest.firstIndex(of: "'") {
            text += rest[..<quote] + "'"
            rest = rest[quote...].dropFirst(4)
        }
        return text + rest
    }

    private static let plainBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+".utf8)
}
