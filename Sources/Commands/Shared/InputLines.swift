/// The lines of standard input, without their ends (`\n` or `\r\n`). What follows the last end is a line if there is
/// anything.
///
/// - Throws: `Failure` where it is not UTF-8.
func lines(of bytes: [UInt8]) throws -> [String] {
    try GivenText.require(bytes, of: "standard input")
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
}
