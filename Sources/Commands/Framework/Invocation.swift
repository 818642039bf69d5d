/// The values given on a command line, by what they were given for.
struct GivenValues: Sendable {
    private var byLabel: [String: [String]] = [:]

    /// The values of one declaration, in their order.
    subscript(declaration: Declaration) -> [String] {
        byLabel[declaration.label, default: []]
    }

    mutating func append(_ value: String, for declaration: Declaration) {
        byLabel[declaration.label, default: []].append(value)
    }

    /// Replaces the values of one declaration.
    mutating func change(_ declaration: Declaration, _ body: (String) -> String) {
        byLabel[declaration.label] = byLabel[declaration.label]?.map(body)
    }

    /// The value of a typed parameter.
    func read<Value>(_ parameter: Parameter<Value>) -> Value {
        parameter.read(self[parameter.declaration])
    }

    /// The directory to work in: the `-C` options, each taken from the one before, as in git(1); `.` without any.
    var directory: String {
        let given = read(CommonParameters().directory).filter { !$0.isEmpty }
        return given.reduce(".") { from, path in
            path.utf8.first == UInt8(ascii: "/") || from == "." ? path : "\(from)/\(path)"
        }
    }
}

/// What a command is run with, whatever its parameters.
struct Context {
    let values: GivenValues
    let console: Console
    let environment: Environment
}

/// One run of a command: what it was called with, and where its results go.
///
/// A parameter is read by the name of its property: `invocation.what`, `invocation.stdin`.
@dynamicMemberLookup
struct Invocation<P: Parameters> {
    let parameters: P
    let context: Context

    /// The value of a parameter.
    subscript<Value>(dynamicMember parameter: KeyPath<P, Parameter<Value>>) -> Value {
        context.values.read(parameters[keyPath: parameter])
    }

    /// The same run, seen through parameters that several commands share.
    subscript<Shared: Parameters>(dynamicMember shared: KeyPath<P, Shared>) -> Invocation<Shared> {
        Invocation<Shared>(parameters: parameters[keyPath: shared], context: context)
    }

    /// Where results, warnings and progress go.
    var console: Console { context.console }

    /// The environment variables of the program.
    var environment: Environment { context.environment }

    /// The directory to work in, after all `-C` options.
    var directory: String { context.values.directory }

    /// Whether the result is to be JSON.
    var wantsJSON: Bool { context.values.read(CommonParameters().json) }
}
