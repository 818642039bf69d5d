import Glibc

/// Reads the head of a commit or tag in the order in which Git demands its lines (gitformat-commit, mktag); a line
/// out of its place is not read, as Git does not read it either.
struct HeaderCursor {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Where the value of the next line stands, if that line is the named header; else nil, and the line stays next.
    mutating func take(_ header: [UInt8]) -> Range<Int>? {
        guard isNext(header) else { return nil }
        let start = position + header.count
        let end = endOfLine(from: start)
        position = min(end + 1, bytes.count)
        return start..<end
    }

    /// Where the value of the first such header stands, wherever it is from here on: Git looks for some headers so
    /// (`find_commit_header` in its commit.c).
    func find(_ header: [UInt8]) -> Range<Int>? {
        var start = position
        while start < bytes.count, bytes[start] != UInt8(ascii: "\n") {
            let end = endOfLine(from: start)
            if isHeader(header, at: start) { return (start + header.count)..<end }
            start = end + 1
        }
        return nil
    }

    private func isNext(_ header: [UInt8]) -> Bool { isHeader(header, at: position) }

    private func isHeader(_ header: [UInt8], at start: Int) -> Bool {
        guard bytes.count - start >= header.count else { return false }
        return header.indices.allSatisfy { bytes[start + $0] == header[$0] }
    }

    /// Where the message begins: after the first empty line.
    var messageStart: Int {
        var start = position
        while start < bytes.count, bytes[start] != UInt8(ascii: "\n") { start = endOfLine(from: start) + 1 }
        return min(start + 1, bytes.count)
    }

    private func endOfLine(from start: Int) -> Int {
        bytes.withUnsafeBytes { bytes in
            guard start < bytes.count, let first = bytes.baseAddress else { return bytes.count }
            let end = memchr(first + start, CInt(UInt8(ascii: "\n")), bytes.count - start)
            return end.map { UnsafeRawPointer($0) - first } ?? bytes.count
        }
    }
}
