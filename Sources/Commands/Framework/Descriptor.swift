import Glibc

/// An open file descriptor of the three that every program has.
struct Descriptor: Sendable {
    let number: CInt

    static let input = Descriptor(number: STDIN_FILENO)
    static let output = Descriptor(number: STDOUT_FILENO)
    static let errors = Descriptor(number: STDERR_FILENO)

    /// Whether it is a terminal.
    var isTerminal: Bool { isatty(number) == 1 }

    /// The width of the terminal; nil where there is none, or it does not say.
    var columns: Int? {
        var size = winsize()
        guard unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all bytes. A descriptor that does not block is waited for: CI runners pass such ones on.
    func write(_ bytes: [UInt8]) throws(OutputError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var wanted = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&wanted, 1, -1)
            } else if errno != EINTR {
                throw OutputError(code: errno)
            }
        }
    }

    /// Makes sure that the descriptors 0 to 2 are open: a file of the repository that got the number of standard output
    /// would be printed into. What takes the place of a closed one cannot be written to, so that nothing is lost silently.
    static func occupyStandardNumbers() {
        var opened: CInt
        repeat {
            opened = unsafe open("/dev/null", O_RDONLY)
        } while (0...STDERR_FILENO).contains(opened)
        if opened > STDERR_FILENO { close(opened) }
    }
}

/// An error of the operating system, by its `errno`.
struct OutputError: Error, Equatable, CustomStringConvertible {
    let code: CInt

    /// The sentence of `strerror(3)`.
    var description: String { unsafe String(cString: strerror(code)) }
}
