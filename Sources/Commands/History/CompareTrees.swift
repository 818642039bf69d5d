import Releases

extension Command {
    /// What the program starts itself for, to compare trees in a second process.
    static let compareTrees = Command(
        ChangeHelper.word, summary: "Compare trees for another process of Sluice",
        details: """
            Reads the work from standard input and writes the answer to standard output, both
            in a form of its own. Nobody calls it but Sluice.
            """,
        run: CompareTrees.run)
}

struct CompareTrees: Parameters {
    var declarations: [Declaration] { [] }

    static func run(_ invocation: Invocation<CompareTrees>) throws -> ExitStatus {
        try Descriptor.output.write(ChangeHelper.answer())
        return .yes
    }
}
