/// One command, or a noun with commands of its own as verbs. Declared in a file of its own:
///
///     extension Command {
///         static let which = Command(
///             "which", summary: "Tell which releases contain a commit or an item",
///             examples: [("sluice which RFC-12", "the releases that contain RFC-12")],
///             run: Which.run)
///     }
///
///     struct Which: Parameters {
///         let what = Argument.optional("what", help: "a commit or an item")
///
///         static func run(_ invocation: Invocation<Which>) throws -> ExitStatus { … invocation.what … }
///     }
struct Command: Sendable {
    /// A command line that can be pasted, and what it is for.
    typealias Example = (line: String, purpose: String)

    /// What carries a command out.
    typealias Action = @Sendable (Context) throws -> ExitStatus

    /// What stands behind the name.
    enum Body: Sendable {
        case verbs([Command])
        case action(declarations: @Sendable () -> [Declaration], Action)
    }

    let name: String
    /// What it does, as an imperative sentence without a full stop.
    let summary: String
    /// Further help; lines of at most 80 columns. Made when it is shown, as each start of the program makes all commands.
    var details: String { makeDetails() }
    private let makeDetails: @Sendable () -> String
    let examples: [Example]
    /// Whether a long result is shown with the user's pager.
    let isPaged: Bool
    let body: Body
    /// What a command that does something does beside that, by a verb in the place of its first argument.
    private let besides: [Command]

    /// A command that is carried out by `run` with its parameters.
    ///
    /// - Parameters:
    ///   - parameters: given where they depend on more than their type, as those of the four sorts of items do.
    ///   - besides: commands that stand in the place of the first argument.
    init<P: Parameters>(
        _ name: String, summary: String, details: @autoclosure @escaping @Sendable () -> String = "",
        examples: [Example] = [], paged isPaged: Bool = false,
        parameters: @autoclosure @escaping @Sendable () -> P = P(), besides: [Command] = [],
        run: @escaping @Sendable (Invocation<P>) throws -> ExitStatus
    ) {
        self.name = name
        self.summary = summary
        makeDetails = details
        self.examples = examples
        self.isPaged = isPaged
        self.besides = besides
        self.body = .action(declarations: { parameters().declarations }) {
            try run(Invocation(parameters: parameters(), context: $0))
        }
    }

    /// A noun, and the verbs that it takes.
    init(
        _ name: String, summary: String, details: @autoclosure @escaping @Sendable () -> String = "",
        examples: [Example] = [], verbs: [Command]
    ) {
        self.name = name
        self.summary = summary
        makeDetails = details
        self.examples = examples
        self.isPaged = false
        self.besides = []
        self.body = .verbs(verbs)
    }

    /// The verbs of a noun, or beside what a command does; mostly none for a command that does something.
    var verbs: [Command] {
        if case .verbs(let verbs) = body { return verbs }
        return besides
    }

    /// Whether it does something by itself.
    var isAction: Bool { if case .action = body { true } else { false } }

    /// What the command accepts, beside what every command does; nothing for a noun.
    var declarations: [Declaration] {
        guard case .action(let declarations, _) = body else { return [] }
        let own = declarations()
        let component = ComponentParameter.option.declaration
        guard own.contains(where: \.namesRelease), !own.contains(where: { $0.label == component.label }) else {
            return own
        }
        return own + [component]
    }
}

/// Commands that serve one purpose, shown together: "items", "ship", …
struct CommandGroup: Sendable {
    let title: String
    let commands: [Command]

    init(_ title: String, _ commands: [Command]) {
        self.title = title
        self.commands = commands
    }
}

/// All commands of the program.
struct CommandTable: Sendable {
    let groups: [CommandGroup]
    /// Commands that the program calls itself: no help shows them.
    var hidden: [Command] = []

    /// The commands of all groups, in the order of the groups.
    var commands: [Command] { groups.flatMap(\.commands) }
}
