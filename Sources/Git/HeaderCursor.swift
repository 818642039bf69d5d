/// Reads the head of a commit or tag in the order in which Git demands its lines (gitformat-commit, mktag); a line
/// out of its place is not read, as Git does not read it either.
struct HeaderCursor {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Where the value of the next line stands, if that line is the named header; else nil, and the line stays next.
    mutating func take(_ header: [UInt8]) -> Range<Int>? {
        guard bytes[position...].starts(with: header) else { return nil }
        let start = position + header.count
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        position = min(end + 1, bytes.count)
        return start..<end
    }

    /// Where the message begins: after the first empty line.
    var messageStart: Int {
        var start = position
        while start < bytes.count, bytes[start] != UInt8(ascii: "\n") {
            start = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
        }
        return min(start + 1, bytes.count)
    }
}
