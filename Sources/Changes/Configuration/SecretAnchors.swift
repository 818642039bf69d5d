/// Values that YAML's aliases repeat at the place of a secret: `x: &d …`, `password: *d`; or whose anchor is called like one:
/// `x: &db_password …`.
enum SecretAnchors {
    /// How often aliases in the values of aliases are followed; beyond, every anchor is taken for a secret's.
    private static let steps = 8

    /// Adds to what is hidden of lines, by their numbers.
    static func hide(in lines: [PlacedLine], _ hidden: inout [Int: SecretLines.Extent]) {
        let anchored = lines.indices.filter { !names(in: lines[$0].content.text, behind: UInt8(ascii: "&")).isEmpty }
        guard !anchored.isEmpty else { return }
        for step in 1...steps {
            let used = aliases(in: lines, hidden)
            var isNew = false
            for index in anchored {
                let anchor = names(in: lines[index].content.text, behind: UInt8(ascii: "&")).first { name in
                    step == steps || used.contains(name) || SecretKey(name).isSecret
                }
                guard let anchor, hide(from: anchor, in: lines, at: index, &hidden) else { continue }
                isNew = true
            }
            guard isNew else { return }
        }
    }

    /// The names of aliases in what is hidden.
    private static func aliases(in lines: [PlacedLine], _ hidden: [Int: SecretLines.Extent]) -> Set<Bytes> {
        var found: Set<Bytes> = []
        for line in lines {
            let text = line.content.text
            switch SecretLines.Extent.first(hidden[line.number], SecretLines.ownExtent(of: text)) {
            case .all?: found.formUnion(names(in: text, behind: UInt8(ascii: "*")))
            case .from(let start)?: found.formUnion(names(in: text[start...], behind: UInt8(ascii: "*")))
            case nil: break
            }
        }
        return found
    }

    private static func names(in text: Bytes, behind mark: UInt8) -> [Bytes] {
        text.indices.filter { text[$0] == mark && text.byte(at: $0 - 1)?.isWord != true }.map { index in
            text[(index + 1)...].prefix { !$0.isSpace && !Array(",[]{}&*;|".utf8).contains($0) }
        }.filter { !$0.isEmpty }
    }

    /// Hides what is behind an anchor and deeper below; whether some of that was not hidden yet.
    private static func hide(
        from anchor: Bytes, in lines: [PlacedLine], at index: Int, _ hidden: inout [Int: SecretLines.Extent]
    ) -> Bool {
        let column = lines[index].content.text.prefix(while: \.isSpace).count
        var isNew = add(.from(anchor.endIndex), to: lines[index], &hidden)
        for line in lines[(index + 1)...] {
            let text = line.content.text.drop(while: \.isSpace)
            let indented = text.startIndex - line.content.text.startIndex
            guard indented > column || indented == column && text.first == .dash && !isElement(lines[index]) else {
                break
            }
            if add(.all, to: line, &hidden) { isNew = true }
        }
        return isNew
    }

    private static func isElement(_ line: PlacedLine) -> Bool { line.content.text.trimmed().first == .dash }

    private static func add(
        _ extent: SecretLines.Extent, to line: PlacedLine, _ hidden: inout [Int: SecretLines.Extent]
    ) -> Bool {
        let more = SecretLines.Extent.first(hidden[line.number], extent)
        defer { hidden[line.number] = more }
        return more != hidden[line.number]
    }
}
