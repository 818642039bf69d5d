import TestSupport
import Testing

/// `completion`: asked in the shells themselves, with a repository at hand.
@Suite("completion") struct CompletionTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [environment "production"]
                    after = test
                """)
        try repository.addItems(["RFC-1", "TASK-7"])
        try repository.commit("RFC-1: first", files: ["a b.txt": "x\n", "other.txt": "y\n"])
        try repository.plan("1.0", "RFC-1")
        try repository.plan("1.1", "TASK-7")
    }

    /// Lines of a command, the last word to be completed, with some of what has to be offered and what must not be.
    static let lines: [(line: [String], offered: [String], other: [String])] = [
        (["re"], ["release", "reject", "review"], ["gate"]), (["release", ""], ["new", "show", "deps"], ["tag"]),
        (["release", "show", ""], ["1.0", "1.1"], ["show"]), (["rfc", "show", "R"], ["RFC-1"], ["TASK-7"]),
        (["deploy", "1.0", "--env", ""], ["production", "test"], ["1.0"]),
        (["gate", "tag", "1.0", "--format", ""], ["junit", "sarif"], ["1.0"]),
        (["waive", "sig"], ["signoff"], ["stale"]),
        (["notes", "--te"], ["--template"], ["--format"]), (["--ver"], ["--version"], ["--json"]),
        (["import", "oth"], ["other.txt"], ["a b.txt"]), (["approve", "--role", ""], ["qa"], ["1.0"]),
    ]

    private func script(_ shell: String, _ text: String) throws -> CommandResult {
        let programs = Places.program.split(separator: "/").dropLast().joined(separator: "/")
        try repository.write("completion", repository.sluice("completion", shell).output)
        return try repository.start(
            ["env", "PATH=/\(programs):/usr/local/bin:/usr/bin:/bin", "timeout", "60", shell] + Self.plain(shell) + [
                "-c", text,
            ]
        ).wait()
    }

    /// Without anybody's own settings.
    private static func plain(_ shell: String) -> [String] {
        switch shell {
        case "bash": ["--noprofile", "--norc"]
        case "zsh": ["-f"]
        default: ["--no-config"]
        }
    }

    private func expect(
        _ words: [String], _ case: (line: [String], offered: [String], other: [String]), _ shell: String
    ) {
        for word in `case`.offered { #expect(words.contains(word), "\(shell), \(`case`.line): \(words)") }
        for word in `case`.other { #expect(!words.contains(word), "\(shell), \(`case`.line): \(words)") }
    }

    @Test(arguments: lines) func bashOffers(_ line: (line: [String], offered: [String], other: [String])) throws {
        let words = line.line.map { "'\($0)'" }.joined(separator: " ")
        let answer = try script(
            "bash",
            """
            . ./completion
            COMP_WORDS=(sluice \(words)); COMP_CWORD=\(line.line.count); _sluice; printf '%s\\n' "${COMPREPLY[@]}"
            """)
        #expect(answer.status == 0 && answer.errors.isEmpty, "\(answer.errors)")
        expect(answer.output.split(separator: "\n").map(String.init), line, "bash")
    }

    @Test("bash: `git sluice`, words parted at an equals sign, files with blanks, and nothing behind --")
    func bashKnowsItsOwnWays() throws {
        let answer = try script(
            "bash",
            """
            . ./completion
            COMP_WORDS=(git -C . sluice release sh); COMP_CWORD=5; _git_sluice; echo "${COMPREPLY[@]}"
            COMP_WORDS=(sluice deploy 1.0 --env = pro); COMP_CWORD=5; _sluice; echo "${COMPREPLY[@]}"
            COMP_WORDS=(sluice import 'a'); COMP_CWORD=2; _sluice; echo "${COMPREPLY[0]}"
            COMP_WORDS=(sluice deploy 1.0 -- ''); COMP_CWORD=4; _sluice; echo "${#COMPREPLY[@]}"
            """)
        #expect(answer.output == "show\nproduction\na b.txt\n0\n" && answer.errors.isEmpty, "\(answer.errors)")
    }

    @Test(arguments: lines) func fishOffers(_ line: (line: [String], offered: [String], other: [String])) throws {
        let text = (["sluice"] + line.line).joined(separator: " ")
        let answer = try script("fish", "source ./completion; complete -C '\(text)'")
        #expect(answer.status == 0 && answer.errors.isEmpty, "\(answer.errors)")
        let words = answer.output.split(separator: "\n").map { String($0.split(separator: "\t")[0]) }
        expect(words, line, "fish")
    }

    /// A terminal is needed, and what it shows is looked at.
    @Test("zsh offers commands with what they do, and what the repository has")
    func zshOffers() throws {
        let answer = try script(
            "zsh",
            """
            zmodload zsh/zpty
            zpty z zsh -f -i
            wait_for() { local all chunk; while zpty -r z chunk; do all+=$chunk; [[ $all == *$1* ]] && break; done; print -r -- $all; }
            zpty -w z "PS1='> '; autoload -Uz compinit; compinit -u -D; LISTMAX=1000; source ./completion"
            zpty -w z 'sluice() { [[ $1 == completion ]] && command sluice "$@" || print -r -- "GOT:$*:"; }; print REA""DY'
            wait_for READY
            zpty -w z $'sluice rfc show R\\t'; wait_for 'GOT:rfc show RFC-1'
            zpty -w z $'sluice deploy 1.0 --env=pro\\t'; wait_for 'GOT:deploy 1.0 --env=production'
            zpty -w z $'sluice waive sig\\t'; wait_for 'GOT:waive signoff'
            zpty -w -n z $'sluice rev\\t\\t'; wait_for 'Take back'
            zpty -d z
            """)
        #expect(answer.status == 0, "\(answer.errors)")
        for text in ["GOT:rfc show RFC-1", "Record the review", "GOT:deploy 1.0 --env=production", "GOT:waive signoff"]
        {
            #expect(answer.output.contains(text), "\(text): \(answer.output)")
        }
    }

    @Test("the script for bash is clean by shellcheck; those of the others parse")
    func areWellFormed() throws {
        for check in [["shellcheck", "-s", "bash"], ["zsh", "-n"], ["fish", "-n"]] {
            let shell = check[0] == "shellcheck" ? "bash" : check[0]
            try repository.write("completion", repository.sluice("completion", shell).output)
            let result = try repository.start(check + ["completion"]).wait()
            #expect(result.status == 0 && result.errors.isEmpty, "\(shell): \(result.output)\(result.errors)")
        }
        #expect(try repository.sluice("completion", "tcsh").status == 2)
    }

    @Test("where there is nothing to know, nothing is said")
    func staysSilent() throws {
        let folder = try TemporaryFolder()
        for kind in ["release", "item", "environment", "nonsense"] {
            let result = try repository.sluice("-C", folder.path, "completion", "values", kind)
            #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
        }
    }
}
