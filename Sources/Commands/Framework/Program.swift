import Changes
import Glibc

/// The program: reads its command line, runs a command, and answers with a status.
package struct Program: Sendable {
    let table: CommandTable
    /// Made when it is shown, as each start of the program makes the rest.
    let version: @Sendable () -> String
    let environment: Environment
    /// The value of a Git setting, as seen from a directory.
    let configuration: @Sendable (_ directory: String, _ key: String) -> String?
    let output: Descriptor
    let errors: Descriptor

    init(
        table: CommandTable, version: @autoclosure @escaping @Sendable () -> String,
        environment: Environment = .process,
        output: Descriptor = .output, errors: Descriptor = .errors,
        configuration: @escaping @Sendable (_ directory: String, _ key: String) -> String? = { _, _ in nil }
    ) {
        self.table = table
        self.version = version
        self.environment = environment
        self.output = output
        self.errors = errors
        self.configuration = configuration
    }

    /// Carries out the command line of this process, and ends with its status.
    package func main() -> Never {
        exit((RawWords.problem ?? run(Array(CommandLine.arguments.dropFirst()))).rawValue)
    }

    /// Carries out a command line, given without the program's own name.
    package func run(_ words: [String]) -> ExitStatus {
        Descriptor.occupyStandardNumbers()
        // A file that would grow beyond `ulimit -f` is an error to be told, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        do {
            return answer(try Parser.parse(words, by: table))
        } catch {
            console(.init()).report(error.failure)
            return error.failure.status
        }
    }

    private func answer(_ request: Request) -> ExitStatus {
        switch request {
        case .run(let command, let action, let values): carryOut(action, on: console(values, for: command), values)
        case .help(let path, let values): print(HelpText.help(of: path, in: table), values, .yes)
        case .version(let values): print("sluice \(version())\n", values, .yes)
        case .nothing(let values): print(HelpText.overview(of: table), values, .usage)
        }
    }

    private func carryOut(_ action: Command.Action, on console: Console, _ values: GivenValues) -> ExitStatus {
        ShownForms.$current.withValue(ShownForms()) {
            conclude(console) {
                try action(Context(values: values, console: console, environment: environment))
            }
        }
    }

    private func print(_ text: String, _ values: GivenValues, _ status: ExitStatus) -> ExitStatus {
        let console = console(values)
        return conclude(console) {
            console.write(text)
            return status
        }
    }

    /// Does some work, then brings its output to an end; every error of either becomes a status here.
    private func conclude(_ console: Console, _ work: () throws -> ExitStatus) -> ExitStatus {
        do {
            let status = try work()
            try console.finish()
            return status
        } catch {
            // What was printed before goes first; the error that stopped the work is the one to tell.
            try? console.finish()
            let failure = Failure.met(error)
            console.report(failure)
            return failure.status
        }
    }

    private func console(_ values: GivenValues, for command: Command? = nil) -> Console {
        let common = CommonParameters()
        let isPaged = command?.isPaged == true && !values.read(common.json) && output.isTerminal
        return Console(
            output: output, errors: errors, color: values.read(common.color), environment: environment,
            pager: isPaged ? pager(in: values.directory) : nil)
    }

    private func pager(in directory: String) -> String? {
        Pager.command(in: environment, configured: configuration(directory, "core.pager"))
    }
}
