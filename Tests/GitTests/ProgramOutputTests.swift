import Git
import System
import Testing

@Suite struct ProgramOutputTests {
    @Test func saysWhatAProgramPrintedThatFailed() throws {
        let problem = RepositoryProblem.programFailed(
            program: "sh", arguments: ["-c", "echo no >&2; exit 1"], status: 1, errors: "no\n")
        #expect(throws: problem) { try ExternalProgram("sh", ["-c", "echo no >&2; exit 1"]).output() }
        #expect(try ExternalProgram("echo", ["yes"]).output() == Array("yes\n".utf8))
    }
}
