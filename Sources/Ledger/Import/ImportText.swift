extension [UInt8] {
    /// A file that another program exported, as UTF-8 without a mark in front. UTF-16 is known by its mark, as spreadsheets write it.
    ///
    /// - Throws: `ImportError` for a page that a server sent instead of a table, and for lines that end in a carriage return alone.
    func importText() throws(ImportError) -> [UInt8] {
        let text = try decoded()
        let start = String(decoding: text.drop { " \t\r\n".utf8.contains($0) }.prefix(15), as: UTF8.self).lowercased()
        guard !["<!doctype html", "<html"].contains(where: start.hasPrefix) else {
            throw ImportError(line: 1, fault: .webPage)
        }
        guard text.contains(UInt8(ascii: "\n")) || !text.contains(UInt8(ascii: "\r")) else {
            throw ImportError(line: 1, fault: .carriageReturns)
        }
        return text
    }

    private func decoded() throws(ImportError) -> [UInt8] {
        let marks: [([UInt8], isLittle: Bool)] = [([0xFF, 0xFE], true), ([0xFE, 0xFF], false)]
        guard let (_, isLittle) = marks.first(where: { starts(with: $0.0) }) else { return Array(withoutByteOrderMark) }
        let units = stride(from: 2, to: count - 1, by: 2).map { index in
            let (first, second) = (UInt16(self[index]), UInt16(self[index + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        guard count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            throw ImportError(line: 1, fault: .notUTF16)
        }
        return Array(text.utf8)
    }
}
