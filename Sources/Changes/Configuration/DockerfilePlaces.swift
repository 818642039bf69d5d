/// The stage and the instruction that the lines of a Dockerfile belong to (Dockerfile reference, "Format").
struct DockerfilePlaces: LinePlaces {
    private var stage: [UInt8] = []
    private var stages = 0
    private var instruction: [UInt8] = []
    private var continues = false
    private var document: HereDocument?

    mutating func content(of line: Bytes) -> PlacedLine.Content? {
        if let document {
            if document.isEnded(by: line) { self.document = nil }
            return PlacedLine.Content(place: place, text: line)
        }
        let text = line.trimmed()
        // Comments and, by old habit, blank lines may stand within an instruction.
        if text.isEmpty || text.begins(with: "#") && !isDirective(text) { return nil }
        if !continues { begin(text) }
        continues = text.last == UInt8(ascii: "\\")
        if ["RUN", "COPY", "ADD"].contains(where: { instruction.elementsEqual($0.utf8) }) {
            document = HereDocument(openedBy: text)
        }
        return PlacedLine.Content(place: place, text: text)
    }

    private var place: [[UInt8]] { [stage, instruction].filter { !$0.isEmpty } }

    /// `# syntax=…` and `# escape=…` at the top are no comments.
    private func isDirective(_ text: Bytes) -> Bool {
        let rest = text.dropFirst().trimmed()
        return instruction.isEmpty && ["syntax", "escape", "check"].contains { rest.beginsIgnoringCase(with: $0) }
    }

    private mutating func begin(_ text: Bytes) {
        let words = text.split(whereSeparator: \.isSpace)
        instruction = words[0].map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? $0 & 0xDF : $0 }
        guard instruction.elementsEqual("FROM".utf8) else { return }
        let named = words.count > 3 && words[words.count - 2].equalsIgnoringCase("AS") ? words.last : nil
        stage = named.map { Array($0) } ?? Array("stage \(stages)".utf8)
        stages += 1
    }
}
