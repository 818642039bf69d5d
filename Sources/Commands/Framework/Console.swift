import Changes
import Reports

/// Where a command's results and remarks go: results to standard output, everything else to standard error.
///
/// Text must be harmless already (`SafeText`), except that of warnings and failures, which is made so here.
final class Console {
    /// Paints results, where they are to be coloured.
    let palette: Palette
    /// The columns of the terminal that results go to; nil where they go elsewhere, and nothing is to be cut.
    let width: Int?
    /// How far long work has come.
    let progress: Progress

    private let output: Output
    private let errors: Descriptor
    private let errorPalette: Palette
    private var noted: Set<String> = []
    /// The notes that are told at the end.
    private var closing: [String] = []

    /// - Parameter pager: the command that results are shown with; nil for none.
    init(
        output: Descriptor, errors: Descriptor, color: ColorChoice, environment: Environment, pager: String? = nil
    ) {
        self.output = Output(to: output, through: pager)
        self.errors = errors
        self.palette = Palette(usesColor: color.isOn(for: output, environment))
        self.errorPalette = Palette(usesColor: color.isOn(for: errors, environment))
        let columns = environment["COLUMNS"].flatMap { Int($0) }.flatMap { 1...10_000 ~= $0 ? $0 : nil }
        self.width = output.isTerminal ? columns ?? output.columns : nil
        self.progress = Progress(on: errors, isShown: errors.isTerminal && environment["TERM"] != "dumb")
    }

    /// Prints a line of the result.
    func print(_ line: String) {
        write(line + "\n")
    }

    /// Prints text of the result as it is.
    func write(_ text: String) {
        output.append(text.utf8)
    }

    /// Prints bytes of the result as they are.
    func write(_ bytes: [UInt8]) {
        output.append(bytes)
    }

    /// Shows what was printed so far, for commands that somebody waits on.
    func flush() {
        output.flush()
    }

    /// Tells of something that is done all the same, and what could be done about it.
    func warn(_ message: String, hints: [Hint] = []) {
        tell("warning", .yellow, message, hints)
    }

    /// Tells something that is no part of the result.
    func note(_ message: String, hints: [Hint] = []) {
        tell("note", .cyan, message, hints)
    }

    /// Tells something that holds for all of a command, where it is not told yet.
    func noteOnce(_ message: String) {
        if noted.insert(message).inserted { note(message) }
    }

    /// The same for what is done all the same.
    func warnOnce(_ message: String) {
        if noted.insert(message).inserted { warn(message) }
    }

    /// Tells something once at the end, after the result.
    func noteAtEnd(_ message: String) {
        if noted.insert(message).inserted { closing.append(message) }
    }

    /// Tells why the command ended without a result.
    func report(_ failure: Failure) {
        tell("error", .red, failure.message, failure.hints)
    }

    /// Ends the output; whatever cannot be printed is a failure.
    func finish() throws(Failure) {
        progress.clear()
        for message in closing { note(message) }
        closing = []
        try output.finish()
    }

    private func tell(_ label: String, _ paint: Paint, _ message: String, _ hints: [Hint]) {
        progress.clear()
        // What was printed before is read before, also where both go to one terminal.
        output.flush()
        let lines = [(label, paint, message)] + hints.map { ("hint", .cyan, $0.text) }
        let text = lines.map { "\(errorPalette("\($0.0):", $0.1)) \(SafeText.block($0.2))\n" }.joined()
        // There is nowhere left to tell that standard error cannot be written to.
        try? errors.write(Array(text.utf8))
    }
}

extension ColorChoice {
    /// Whether text for a descriptor is coloured: by itself on terminals and in a pager that Git started, unless
    /// `NO_COLOR` is set (no-color.org) or the terminal is dumb.
    func isOn(for descriptor: Descriptor, _ environment: Environment) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if environment.nonempty("NO_COLOR") != nil || environment["TERM"] == "dumb" { return false }
            return descriptor.isTerminal || environment["GIT_PAGER_IN_USE"] == "true"
        }
    }
}
