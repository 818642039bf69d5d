import Commands
import Glibc

exit(Program.sluice.run(Array(CommandLine.arguments.dropFirst())).rawValue)
