package import System

extension ExternalProgram {
    /// Runs the program; anything but success is an error that holds what it printed.
    package func output() throws -> [UInt8] {
        let answer = try run()
        guard answer.status == 0 else {
            throw RepositoryProblem.programFailed(
                program: name, arguments: arguments, status: answer.status, errors: answer.errorText)
        }
        return answer.output
    }
}
