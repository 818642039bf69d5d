import Commands
import Glibc
import Releases

let arguments = Array(CommandLine.arguments.dropFirst())
exit(
    ChangeHelper.status(of: arguments) ?? RawWords.problem?.rawValue ?? Program.sluice.run(arguments).rawValue)
