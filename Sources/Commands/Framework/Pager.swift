import Glibc

/// The user's pager, reading what is written to it.
@safe final class Pager {
    private let stream: UnsafeMutablePointer<FILE>

    /// Starts a pager through the shell, as Git does, with Git's defaults for `less` and `lv` (git-config(1), core.pager).
    /// Where it is not installed, its input is shown as it is. Nil where no process can be started.
    init?(_ command: String) {
        let script = """
            LESS="${LESS-FRX}" LV="${LV--c}"; export LESS LV
            \(command)
            test $? -ne 127 || cat
            """
        guard let stream = unsafe popen(script, "w") else { return nil }
        unsafe self.stream = stream
        // Interrupts are the pager's from here on; dying of one would leave it alone with the terminal.
        for interrupt in [SIGINT, SIGQUIT] { signal(interrupt, SIG_IGN) }
    }

    /// Where to write.
    var descriptor: Descriptor { unsafe Descriptor(number: fileno(stream)) }

    /// Waits until the user has left the pager. Nothing may be written any more.
    func wait() {
        _ = unsafe pclose(stream)
    }

    /// The pager that Git would use (git-var(1), GIT_PAGER); nil where the user wants none.
    /// - Parameter configured: the value of Git's `core.pager`.
    static func command(in environment: Environment, configured: @autoclosure () -> String?) -> String? {
        let command = environment["GIT_PAGER"] ?? configured() ?? environment["PAGER"] ?? "less"
        return command.isEmpty || command == "cat" ? nil : command
    }
}
