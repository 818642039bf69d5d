/// The completions for bash, as one function (bash(1), "Programmable Completion").
struct BashCompletion {
    let outline: CommandOutline

    var text: String {
        """
        # Completions of sluice for bash: `source <(sluice completion bash)`.
        _sluice() {
            local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path='' kind='' words='' i
            for ((i = 1; i < COMP_CWORD; i++)); do
                case "$path ${COMP_WORDS[i]}" in
                \(cases(outline.entries.map { (" \($0.words)", "path=\" \($0.words)\"") }, indentation: 8))
                esac
            done
            case "$path $before" in
            \(cases(values, indentation: 4))
            esac
            if [[ -z $kind && -z $words ]]; then
                if [[ $word == -* ]]; then
                    case "$path" in
                    \(cases(options, indentation: 12))
                    esac
                else
                    case "$path" in
                    \(cases(following, indentation: 12))
                    esac
                fi
            fi
            case "$kind" in
            file) COMPREPLY=($(compgen -f -- "$word")) ;;
            '') COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
            *) COMPREPLY=($(compgen -W "$words $(sluice completion values "$kind" 2>/dev/null)" -- "$word")) ;;
            esac
        }
        complete -F _sluice sluice

        """
    }

    /// What may stand behind an option that takes a value.
    private var values: [(String, String)] {
        outline.entries.flatMap { entry in
            entry.options.filter(\.takesValue).map { option in
                let patterns = option.spellings.map { quoted(" \(entry.words) \($0)") }.joined(separator: " | ")
                return (patterns, filling(option) ?? "words=' '")
            }
        }.map { ($0.0, $0.1) }
    }

    private var options: [(String, String)] {
        [("''", "words='--version --help'")]
            + outline.entries.map { entry in
                (quoted(" \(entry.words)"), "words='\(entry.options.flatMap(\.spellings).joined(separator: " "))'")
            }
    }

    private var following: [(String, String)] {
        let first = outline.groups.flatMap(\.commands).map(\.name).joined(separator: " ")
        return [("''", "words='\(first) help'")]
            + outline.entries.map { entry in
                let verbs = entry.command.verbs.map(\.name).joined(separator: " ")
                let argument = entry.arguments.first.flatMap(filling) ?? ""
                let parts = [verbs.isEmpty ? "" : "words='\(verbs)'", argument].filter { !$0.isEmpty }
                return (quoted(" \(entry.words)"), parts.isEmpty ? ":" : parts.joined(separator: "; "))
            }
    }

    private func filling(_ declaration: Declaration) -> String? {
        if let words = declaration.words { return "words='\(words.joined(separator: " "))'" }
        return CompletionKind(declaration).map { "kind=\($0.rawValue)" }
    }

    private func quoted(_ text: String) -> String { "'\(text)'" }

    private func cases(_ cases: [(pattern: String, body: String)], indentation: Int) -> String {
        let margin = "\n" + String(repeating: " ", count: indentation)
        return cases.map { "\($0.pattern.hasPrefix("'") ? $0.pattern : quoted($0.pattern))) \($0.body) ;;" }
            .joined(separator: margin)
    }
}
