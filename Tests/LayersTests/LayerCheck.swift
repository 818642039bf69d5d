/// Something that a source file may not do in its layer.
struct Violation: Hashable, CustomStringConvertible {
    let file: String
    let line: Int
    /// The module or the name that is out of place.
    let what: String

    var description: String { "\(file):\(line): \(what)" }
}

/// Finds what a source file uses beyond its layer.
struct LayerCheck {
    let layer: Layer

    func violations(in text: String, file: String) -> [Violation] {
        SourceText(text).lines.flatMap { line in
            (foreignImports(line.tokens) + foreignNames(line.tokens)).map {
                Violation(file: file, line: line.number, what: $0)
            }
        }
    }

    private func foreignImports(_ tokens: [String]) -> [String] {
        guard let keyword = tokens.firstIndex(of: "import") else { return [] }
        let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
        let module = tokens[(keyword + 1)...].first { !kinds.contains($0) }
        return [module].compactMap { $0 }.filter { !layer.importable.contains($0) }.map { "import \($0)" }
    }

    /// Members (`gate.open()`) and declarations (`func open()`) are the project's own, whatever they are called.
    private func foreignNames(_ tokens: [String]) -> [String] {
        let names = (layer.isPure ? LayerCheck.outside : []).union(layer.mayPrint ? [] : LayerCheck.speech)
        let calls = (layer.isPure ? LayerCheck.outsideCalls : []).union(layer.mayPrint ? [] : LayerCheck.speechCalls)
        return tokens.indices.compactMap { index in
            let token = tokens[index]
            let isOwn = index > 0 && [".", "func"].contains(tokens[index - 1])
            let isCall = index + 1 < tokens.count && tokens[index + 1] == "("
            let isForeign = names.contains(token) || (isCall && calls.contains(token))
            return isForeign && !isOwn || clock(tokens[index...]) ? token : nil
        }
    }

    private func clock(_ tokens: ArraySlice<String>) -> Bool {
        layer.isPure && [["Date", "(", ")"], ["Date", ".", "now"]].contains { tokens.starts(with: $0) }
    }

    private static let outside: Set = ["FileManager", "ProcessInfo", "ContinuousClock", "SuspendingClock", "environ"]
    private static let outsideCalls: Set = ["Process", "getenv", "readLine", "open", "fopen", "time", "system"]
    private static let speech: Set = [
        "FileHandle", "STDOUT_FILENO", "STDERR_FILENO", "stdout", "stderr", "standardOutput", "standardError",
    ]
    private static let speechCalls: Set = ["print", "debugPrint", "dump", "puts", "fputs", "putchar", "printf"]
}
