import Changes
import Gate
import Git
import Ledger
import Releases

extension Command {
    static let completion = Command(
        "completion", summary: "Print completions for a shell",
        details: """
            They know all commands and options, and ask the repository at hand for its
            releases, items, test cases, environments and roles. Those for bash and zsh also
            complete `git sluice`. To have them read when they are first needed, write them to
            ~/.local/share/bash-completion/completions/sluice (bash), to a file _sluice in a
            folder of $fpath (zsh), or to ~/.config/fish/completions/sluice.fish.
            """,
        examples: [
            ("source <(sluice completion bash)", "in ~/.bashrc"),
            ("source <(sluice completion zsh)", "in ~/.zshrc, behind compinit"),
            ("sluice completion fish | source", "in ~/.config/fish/config.fish"),
        ],
        besides: [
            Command("values", summary: "Print what is known of a kind of words", run: CompletionValues.run)
        ],
        run: PrintCompletion.run)

    static let manual = Command(
        "manual", summary: "Print the manual page",
        details: "It is made from the same declarations as the help.",
        examples: [
            ("sluice manual | man -l -", "read it"),
            ("sluice manual > ~/.local/share/man/man1/sluice.1", "have `man sluice` find it"),
        ],
        run: PrintManual.run)
}

struct PrintCompletion: Parameters {
    enum Shell: String, CaseIterable, Sendable {
        case bash, zsh, fish
    }

    let shell = Argument.required("bash|zsh|fish", help: "the shell")

    static func run(_ invocation: Invocation<PrintCompletion>) throws -> ExitStatus {
        guard let shell = Shell(rawValue: invocation.shell) else {
            throw Failure(
                .usage, "there are no completions for \(invocation.shell.quoted)",
                hints: ["the shells are: \(Shell.allCases.map(\.rawValue).joined(separator: ", "))"])
        }
        let outline = CommandOutline(.sluice)
        switch shell {
        case .bash: invocation.console.write(BashCompletion(outline: outline).text)
        case .zsh: invocation.console.write(ZshCompletion(outline: outline).text)
        case .fish: invocation.console.write(FishCompletion(outline: outline).text)
        }
        return .yes
    }
}

/// Where there is no ledger, nothing is known, and nothing is said of it: a shell asks while somebody types.
struct CompletionValues: Parameters {
    let kind = Argument.required("kind", help: CompletionKind.allCases.map(\.rawValue).joined(separator: ", "))

    static func run(_ invocation: Invocation<CompletionValues>) throws -> ExitStatus {
        guard let kind = CompletionKind(rawValue: invocation.kind) else { return .yes }
        if kind == .rule {
            for code in RuleCode.ofGate { invocation.console.print(code.rawValue) }
            return .yes
        }
        guard let ledger = try? Workspace(invocation).ledgerIfAny() else { return .yes }
        for value in (try? values(kind, ledger)) ?? [] { invocation.console.print(value) }
        return .yes
    }

    private static func values(_ kind: CompletionKind, _ ledger: LedgerReader) throws -> [String] {
        switch kind {
        case .release: try ledger.releases().map(\.version.description)
        case .item:
            try ledger.itemIDs().flatMap { item in [item.description] + [item.display].compactMap(\.self) }
        case .revision: try ledger.repository.references(under: "refs/heads/").map { Reference.shortName(of: $0.name) }
        case .environment: try ledger.policy().environments.map(\.name)
        case .role: try Set(ledger.policy().decidingRoles).union(ledger.policy().members.keys).sorted()
        case .testCase: try ledger.testCases().map(\.id.description)
        case .file, .rule: []
        }
    }
}

enum PrintManual {
    static func run(_ invocation: Invocation<NoParameters>) throws -> ExitStatus {
        invocation.console.write(ManualPage(outline: CommandOutline(.sluice), version: Program.releasedVersion).text)
        return .yes
    }
}
