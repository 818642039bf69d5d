/// The completions for fish (fish's manual, "complete").
struct FishCompletion {
    let outline: CommandOutline

    var text: String {
        let head = """
            # Completions of sluice for fish: `sluice completion fish | source`.
            function __sluice_path
                set -l path ''
                for word in (commandline -opc)[2..-1]
                    if contains -- "$path $word" \(outline.entries.map { "' \($0.words)'" }.joined(separator: " "))
                        set path "$path $word"
                    end
                end
                test "$path" = "$argv[1]"
            end
            complete -c sluice -f

            """
        let start = outline.ways[0].options.map { option($0, at: "") }
        let first = outline.groups.flatMap(\.commands).map { word($0.name, $0.summary, at: "") }
        return head + (first + start + outline.entries.flatMap(lines)).map { $0 + "\n" }.joined()
    }

    private func lines(_ entry: CommandOutline.Entry) -> [String] {
        let path = " \(entry.words)"
        let verbs = entry.command.verbs.map { word($0.name, $0.summary, at: path) }
        let argument = entry.arguments.first.flatMap(values).map { "\(at(path)) \($0)" }
        return verbs + [argument].compactMap(\.self) + entry.options.map { option($0, at: path) }
    }

    private func word(_ word: String, _ help: String, at path: String) -> String {
        "\(at(path)) -a \(word) -d \(quoted(help))"
    }

    private func option(_ option: Declaration, at path: String) -> String {
        let names = option.spellings.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
        let words = values(option)
        let value = option.takesValue ? (words == "-F" ? " -r -F" : " -x \(words ?? "")") : ""
        return "\(at(path)) \(names.joined(separator: " "))\(value) -d \(quoted(option.help))"
    }

    private func values(_ declaration: Declaration) -> String? {
        if let words = declaration.words { return "-a \(quoted(words.joined(separator: " ")))" }
        return CompletionKind(declaration).map {
            $0 == .file ? "-F" : "-a \(quoted("(sluice completion values \($0.rawValue) 2>/dev/null)"))"
        }
    }

    private func at(_ path: String) -> String { "complete -c sluice -n \(quoted("__sluice_path '\(path)'"))" }

    private func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
