/// The completions for bash, as one function (bash(1), "Programmable Completion").
struct BashCompletion {
    let outline: CommandOutline

    var text: String {
        """
        # Completions of sluice for bash: `source <(sluice completion bash)`.
        # The first argument is the place of the first word behind sluice, as it is called `git sluice`, too.
        _sluice_from() {
            local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} way='' kind='' words='' i
            COMPREPLY=()
            # Bash parts words at equals signs.
            if [[ $word == = ]]; then
                word=''
            elif [[ $before == = ]]; then
                before=${COMP_WORDS[COMP_CWORD-2]}
            fi
            for ((i = $1; i < COMP_CWORD; i++)); do
                # What comes then belongs to another program.
                [[ ${COMP_WORDS[i]} == -- ]] && return
                case "$way ${COMP_WORDS[i]}" in
                \(cases(outline.entries.map { (" \($0.words)", "way=\" \($0.words)\"") }, indentation: 8))
                esac
            done
            case "$way $before" in
            \(cases(values, indentation: 4))
            esac
            if [[ -z $kind && -z $words ]]; then
                if [[ $word == -* ]]; then
                    case "$way" in
                    \(cases(options, indentation: 12))
                    esac
                else
                    case "$way" in
                    \(cases(following, indentation: 12))
                    esac
                fi
            fi
            case "$kind" in
            file)
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "$word")
                ;;
            '') mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word") ;;
            *) mapfile -t COMPREPLY < <(compgen -W "$words $(sluice completion values "$kind" 2>/dev/null)" -- "$word") ;;
            esac
        }
        _sluice() { _sluice_from 1; }
        # Git's own completions call this one.
        _git_sluice() {
            local i
            for ((i = 1; i < COMP_CWORD; i++)); do [[ ${COMP_WORDS[i]} == sluice ]] && break; done
            _sluice_from $((i + 1))
        }
        complete -o default -F _sluice sluice

        """
    }

    /// What may stand behind an option that takes a value.
    private var values: [(String, String)] {
        outline.ways.flatMap { way, options in
            options.filter(\.takesValue).map { option in
                let patterns = option.spellings.map { quoted("\(way) \($0)") }.joined(separator: " | ")
                return (patterns, filling(option) ?? "words=' '")
            }
        }
    }

    private var options: [(String, String)] {
        outline.ways.map { way, options in
            (quoted(way), "words='\(options.flatMap(\.spellings).joined(separator: " "))'")
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
        return CompletionKind(declaration).map { "kind='\($0.rawValue)'" }
    }

    private func quoted(_ text: String) -> String { "'\(text)'" }

    private func cases(_ cases: [(pattern: String, body: String)], indentation: Int) -> String {
        let margin = "\n" + String(repeating: " ", count: indentation)
        return cases.map { "\($0.pattern.hasPrefix("'") ? $0.pattern : quoted($0.pattern))) \($0.body) ;;" }
            .joined(separator: margin)
    }
}
