import Changes
import Ledger

/// A hook's file: a few lines for any POSIX shell, which call the program, and others for when it cannot run.
///
/// The files in `hooks` at the top of the sources are these, with `sluice` as the program.
struct HookFile: Equatable {
    let name: HookName
    /// The program's path, or a name to be looked up.
    let program: String
    /// Whether the hook lets pass what it cannot check.
    let withoutProgram: Policy.MissingProgram

    /// - Parameter policy: nil where there are no rules yet. What it says holds for commits only.
    init(_ name: HookName, program: String, policy: Policy?) {
        self.name = name
        self.program = program
        withoutProgram = name.readsInput ? .refuse : policy?.hooksWithoutProgram ?? .refuse
    }

    var text: String { name == .referenceTransaction ? transactionText : plainText }

    private var plainText: String {
        """
        #!/bin/sh
        \(beginning)
        \(Self.call(name)); status=$?; \(started)
        \(exception)\(complaint)

        """
    }

    /// Git asks at every move of any reference, so the shell looks first: only one state of a transaction can be refused, and
    /// every release tag has a digit in its name (`Version`). Of the lines before such a tag, branches count, as one may be the
    /// ledger's. The program looks at long inputs, as shells read slowly, and runs a hook that was here before.
    private var transactionText: String {
        """
        #!/bin/sh
        \(beginning)
        if [ -e "${0%/*}/\(KeptHook.folderName)/\(name.rawValue)" ] || [ -e "$0\(KeptHook.formerSuffix)" ]; then
            \(Self.call(name)); status=$?; \(started)
            grep -q ' refs/tags/' || exit 0
        else
            [ "$1" = prepared ] || exit 0
            kept=; found=; count=0
            while [ -z "$found" ] && read -r old new name; do
                count=$((count + 1)); line="$old $new $name
        "
                case $name in refs/tags/*[0-9]*) found=1; kept=$kept$line ;; refs/heads/*) kept=$kept$line ;; esac
                [ $count -lt 500 ] || found=1
            done
            [ -n "$found" ] || exit 0
            { printf %s "$kept"; cat; } | \(Self.call(name)); status=$?; \(started)
        fi
        \(complaint)

        """
    }

    /// A build that was moved or cleaned away is no reason to refuse a commit, where another program of this name is at hand.
    private var beginning: String {
        "sluice=\(program.quotedForShell); \(Self.caller)=$0; export \(Self.caller); "
            + #"command -v "$sluice" >/dev/null || ! command -v sluice >/dev/null || sluice=sluice"#
    }

    /// Ends with each status of the program's own (`ExitStatus`). The others are those of a shell that could not start it, or
    /// of a system that ended it.
    private var started: String {
        let own = ExitStatus.allCases.map { String($0.rawValue) }
        return "case $status in \(own.joined(separator: "|"))) exit $status ;; esac"
    }

    /// Whoever removed Sluice has no program that could remove its hooks: the file itself finds them, and shows the commands.
    private var complaint: String {
        """
        \(bystander)printf '%s\\n' "error: cannot run $sluice (status $status): \(loss)" \
        "hint: install Sluice, or correct its path in $0" >&2
        [ $status -ne 134 ] || echo "hint: \(Self.abortion)" >&2
        \(removal)
        exit \(withoutProgram == .refuse ? 1 : 0)
        """
    }

    /// Shows commands that do as `HookInstaller.uninstall` does: they remove Sluice's files, put back each hook that was kept,
    /// and shorten its link where it is one.
    private var removal: String {
        let names = HookName.allCases.map(\.rawValue).joined(separator: " ")
        return #"""
            cd "${0%/*}" && {
                word() { printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")"; }
                way="cd $(word "$(pwd)")" files=
                for name in \#(names); do
                    for file in "$name" "$name\#(HookManager.legacyEnding)"; do
                        grep -qs '\#(Self.caller)=[$]0' "$file" || continue
                        kept=\#(KeptHook.folderName)/$name; [ -e "$kept" ] || [ -h "$kept" ] || kept=$name\#(KeptHook.formerSuffix)
                        link=$(readlink "$kept")
                        case $kept:$link in
                        \#(KeptHook.folderName)/*:../*) way="$way && ln -sf $(word "${link#../}") $file && rm $kept"; break ;;
                        esac
                        [ -e "$kept" ] && way="$way && mv -f $kept $file" && break
                        files="$files $file"
                    done
                done
                [ -z "$files" ] || way="$way && rm$files"
                printf '%s\n' "hint: if Sluice was removed on purpose, remove its hooks\#(place): \`($way)\`" >&2
            }
            """#
    }

    /// Of a program that the C library ended (abort(3)), as the runtime of Swift has it do where it cannot find its own path.
    private static let abortion = """
        with status 134 the program stopped itself, as Sluice does where /proc is not mounted: \
        \\`mount -t proc proc /proc\\`, as root
        """

    private var place: String { name.isForServersOnly ? ", on the server" : "" }

    /// Ends where there is neither a ledger nor a setting of Sluice's: hooks of a template come into every new clone, and where
    /// Sluice was removed they refuse nothing that never was its business. A server has to be sure.
    private var bystander: String {
        let ledgers = "refs/heads/\(LedgerLocation.defaultBranch) 'refs/remotes/*/\(LedgerLocation.defaultBranch)'"
        return name.isForServersOnly
            ? ""
            : "[ -n \"$(git config --get-regexp '^sluice[.]'; git for-each-ref --count=1 \(ledgers))\" ] || exit 0; "
    }

    /// Where no tag is concerned, nothing is lost without the program.
    private var exception: String {
        [.prePush, .postReceive].contains(name) ? "grep -q ' refs/tags/' || exit 0; " : ""
    }

    private var loss: String {
        switch name {
        case .prepareCommitMessage: "the message was not given the trailer that names the item of the branch"
        case .commitMessage: "the message was not checked"
        case .prePush, .referenceTransaction: "these tags were not checked"
        case .preReceive: "this push was not checked"
        case .postReceive: "the verdicts on these tags were not recorded"
        }
    }

    /// The variable that tells the program which file Git called.
    static let caller = "SLUICE_HOOK"

    private static func call(_ name: HookName) -> String { #""$sluice" hook \#(name.rawValue) "$@""# }

    /// The program that a file calls, if it is one of Sluice's, of this or another version; else nil.
    static func program(in text: String, of name: HookName) -> String? {
        guard text.contains(call(name)), let start = text.firstRange(of: "sluice=") else { return nil }
        let rest = text[start.upperBound...]
        return rest.firstRange(of: "; \(caller)=").map { String(rest[..<$0.lowerBound]).unquotedFromShell }
    }

    /// The line by which a hook of one's own calls Sluice.
    static func line(for name: HookName, program: String) -> String {
        #"\#(program.quotedForShell) hook \#(name.rawValue) "$@" || exit 1"#
    }

    /// Whether a hook of one's own, or the settings of a manager, call Sluice: by that line, by another one, or by the ID that
    /// `.pre-commit-hooks.yaml` gives to the hook. Comments do not count.
    static func isCalled(in text: String, for name: HookName) -> Bool {
        text.split(separator: "\n").contains { line in
            guard line.contains("sluice"), line.first(where: { $0 != " " && $0 != "\t" }) != "#" else { return false }
            let words = line.split { !$0.isLetter && $0 != "-" }
            return words.contains { $0 == "sluice-\(name.rawValue)" }
                || zip(words, words.dropFirst()).contains { $0 == "hook" && $1 == name.rawValue }
        }
    }

    /// Whether a server's hook of one's own does what Sluice says, by the line of `line(for:program:)`, and before it ends: words of
    /// which nobody knows what becomes of their answer would open the gate to everybody.
    static func isObeyed(in text: String, for name: HookName) -> Bool {
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }
        return lines.prefix { !$0.hasPrefix("exit") }.contains { line in
            let endings = [" || exit 1"] + (line == lines.last ? [""] : [])
            return endings.map { " hook \(name.rawValue) \"$@\"" + $0 }.filter(line.hasSuffix).contains { ending in
                let word = String(line.dropLast(ending.count))
                let program = word.unquotedFromShell
                return program.hasSuffix("sluice") && program.quotedForShell == word
            }
        }
    }
}
