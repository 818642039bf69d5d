import Git
import Glibc
import System

/// A terminal that shows pictures instead of lines, and hands over keys as they are pressed. It is put back as it was when
/// this ends, and when a signal ends the program or stops it; only SIGKILL leaves it as it is.
final class TerminalScreen {
    struct Size: Equatable {
        var columns: Int
        var rows: Int
    }

    private var isEntered = false

    /// - Throws: `SystemError` where there is no terminal.
    init() throws {
        guard unsafe tcgetattr(STDIN_FILENO, TerminalState.before) == 0 else {
            throw SystemError("read the settings of the terminal", number: errno)
        }
        TerminalState.catchSignals()
        enter()
    }

    deinit { leave() }

    /// Of a terminal that does not say, what VT100 had.
    var size: Size {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return Size(columns: 80, rows: 24)
        }
        return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Lines that are shorter than the screen is wide. Drawn over what is there, so that nothing flickers.
    func show(_ lines: [String]) {
        let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\n")
        try? Descriptor.output.write(Array("\u{1B}[H\(text)\u{1B}[J".utf8))
    }

    /// The bytes of the next keys; empty when only the screen's size changed. The end of the input is Control-D.
    func read() throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = unsafe Glibc.read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 { return Array(bytes[..<count]) }
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        guard count == 0 || errno == EIO else { throw SystemError("read the terminal", number: errno) }
        return [0x04]
    }

    /// Hands the terminal over as it was, for as long as something runs.
    func lent<Result>(_ body: () throws -> Result) rethrows -> Result {
        leave()
        defer { enter() }
        return try body()
    }

    func leave() {
        guard isEntered else { return }
        isEntered = false
        TerminalState.leave()
    }

    private func enter() {
        isEntered = true
        TerminalState.enter()
    }
}

/// The terminal's settings from before, where the handlers of signals find them.
private enum TerminalState {
    // Not a variable in place: for a C structure with gaps Swift 6.3 reserves its size without them.
    nonisolated(unsafe) static let before = UnsafeMutablePointer<termios>.allocate(capacity: 1)

    private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE]
    // The other screen without a cursor, and back.
    private static let entering: StaticString = "\u{1B}[?1049h\u{1B}[?25l"
    private static let leaving: StaticString = "\u{1B}[?25h\u{1B}[?1049l"

    static func enter() {
        var raw = unsafe before.pointee
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        raw.c_iflag &= ~tcflag_t(ICRNL | IXON)
        _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        write(entering)
    }

    /// Safe in a handler: it calls nothing but `write` and `tcsetattr` (signal-safety(7)).
    static func leave() {
        write(leaving)
        _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, before)
    }

    private static func write(_ text: StaticString) {
        _ = unsafe Glibc.write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }

    static func catchSignals() {
        for number in ending {
            install(number, CInt(truncatingIfNeeded: SA_RESETHAND)) { number in
                TerminalState.leave()
                raise(number)
            }
        }
        install(SIGTSTP, SA_RESTART) { _ in
            TerminalState.leave()
            raise(SIGSTOP)
            TerminalState.enter()
        }
        // Interrupts the wait for a key, so that the picture is drawn anew.
        install(SIGWINCH, 0) { _ in }
        install(SIGCONT, 0) { _ in }
    }

    private static func install(_ number: CInt, _ flags: CInt, _ handler: @escaping @convention(c) (CInt) -> Void) {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = handler
        action.sa_flags = flags
        _ = unsafe sigaction(number, &action, nil)
    }
}
