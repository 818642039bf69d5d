/// The completions for zsh (zshcompsys(1)): descriptions beside every word.
struct ZshCompletion {
    let outline: CommandOutline

    var text: String {
        """
        #compdef sluice
        # Completions of sluice for zsh: `source <(sluice completion zsh)`, behind compinit.
        _sluice() {
            local way='' word before=${words[CURRENT-1]}
            local -a found
            # What comes behind -- belongs to another program.
            if (( ${words[(i)--]} < CURRENT )); then _files; return; fi
            for word in "${(@)words[2,CURRENT-1]}"; do
                case "$way $word" in
                \(lines(outline.entries.map { "' \($0.words)') way=' \($0.words)' ;;" }, indentation: 8))
                esac
            done
            if [[ ${words[CURRENT]} == --*=* ]]; then
                before=${words[CURRENT]%%=*}
                compset -P '*='
            fi
            case "$way $before" in
            \(lines(values, indentation: 4))
            esac
            case "$way" in
            \(lines(entries, indentation: 4))
            esac
        }
        _sluice_values() {
            local -a found
            found=(${(f)"$(sluice completion values "$1" 2>/dev/null)"})
            _describe -t "$1" "$1" found
        }
        _git-sluice() { _sluice; }
        zstyle -g _sluice_commands ':completion:*:*:git:*' user-commands
        zstyle ':completion:*:*:git:*' user-commands $_sluice_commands sluice:'tie commits to requests for change'
        if [ "$funcstack[1]" = _sluice ]; then _sluice "$@"; else compdef _sluice sluice; fi

        """
    }

    private var values: [String] {
        outline.ways.flatMap { way, options in
            options.filter(\.takesValue).map { option in
                let patterns = option.spellings.map { "'\(way) \($0)'" }.joined(separator: " | ")
                return "\(patterns)) \(filling(option) ?? ":"); return ;;"
            }
        }
    }

    private var entries: [String] {
        let first = outline.groups.flatMap(\.commands).map { ($0.name, $0.summary) }
        let start = (ProgramParameters().declarations + CommonParameters().declarations).flatMap { option in
            option.spellings.map { ($0, option.help) }
        }
        return ["'') if [[ $words[CURRENT] == -* ]]; then \(describe(start)); else \(describe(first)); fi ;;"]
            + outline.entries.map { entry in
                let options = entry.options.flatMap { option in option.spellings.map { ($0, option.help) } }
                let verbs = entry.command.verbs.map { ($0.name, $0.summary) }
                let argument = entry.arguments.first.flatMap(filling)
                let shown = [verbs.isEmpty ? nil : describe(verbs), argument].compactMap(\.self)
                let others = shown.isEmpty ? ":" : shown.joined(separator: "; ")
                return
                    "' \(entry.words)') if [[ $words[CURRENT] == -* ]]; then \(describe(options)); else \(others); fi ;;"
            }
    }

    private func filling(_ declaration: Declaration) -> String? {
        if let words = declaration.words { return describe(words.map { ($0, "") }) }
        return CompletionKind(declaration).map { $0 == .file ? "_files" : "_sluice_values \($0.rawValue)" }
    }

    private func describe(_ words: [(String, String)]) -> String {
        let all = words.map { word, help in
            let text = word.replacing(":", with: "\\:") + (help.isEmpty ? "" : ":\(help)")
            return "'\(text.replacing("'", with: "'\\''"))'"
        }
        return "found=(\(all.joined(separator: " "))); _describe sluice found"
    }

    private func lines(_ lines: [String], indentation: Int) -> String {
        lines.joined(separator: "\n" + String(repeating: " ", count: indentation))
    }
}
