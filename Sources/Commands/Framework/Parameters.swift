/// A typed parameter of a command: its declaration, and how its values are read.
struct Parameter<Value>: Declared, Sendable {
    let declaration: Declaration
    /// Reads the values given on the command line, which `declaration` has accepted, in their order.
    let read: @Sendable ([String]) -> Value
}

/// What has a declaration, whatever the type of its value.
protocol Declared {
    /// How it is written on the command line.
    var declaration: Declaration { get }
}

/// All that a command accepts: a struct whose properties are parameters, in the order of the help.
///
///     struct Which: Parameters {
///         let what = Argument.optional("what", help: "a commit or an item")
///         let stdin = Option.flag("stdin", help: "read commits from standard input, one a line")
///     }
///
/// A property may itself be `Parameters` that several commands share.
protocol Parameters: Sendable {
    init()

    /// The declarations of all parameters, in the order in which the properties are written.
    ///
    /// Found by reflection, at half a millisecond for the first command that needs it; what hooks and
    /// pipelines run lists its own.
    var declarations: [Declaration] { get }
}

extension Parameters {
    var declarations: [Declaration] { reflectedDeclarations }

    /// The declarations of the properties, by reflection.
    var reflectedDeclarations: [Declaration] {
        Mirror(reflecting: self).children.flatMap { child in
            if let parameter = child.value as? any Declared { return [parameter.declaration] }
            return (child.value as? any Parameters)?.declarations ?? []
        }
    }
}

/// The parameters of a command that has none of its own.
struct NoParameters: Parameters {
    var declarations: [Declaration] { [] }
}

/// When colour is used.
enum ColorChoice: String, CaseIterable, Sendable {
    case auto, always, never
}

/// What every command accepts.
struct CommonParameters: Parameters {
    let directory = Option.values("C", placeholder: "path", help: "work as if started in <path>")
    let json = Option.flag("json", help: "print the result as JSON")
    let color = Option.choice("color", default: ColorChoice.auto, help: "when to use colour")
    let help = Option.flag("help", short: "h", help: "show this help")

    var declarations: [Declaration] {
        [directory.declaration, json.declaration, color.declaration, help.declaration]
    }
}

/// What the program accepts before any command.
struct ProgramParameters: Parameters {
    let version = Option.flag("version", help: "show the version of Sluice")

    var declarations: [Declaration] { [version.declaration] }
}
