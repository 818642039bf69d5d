import Glibc

/// Hands on the lines that a running program writes to standard error, and keeps them.
final class ErrorRelay {
    /// Where the program writes.
    let entrance: Int32
    private let exit: Int32
    private let shows: (String) -> Bool
    private(set) var kept: [UInt8] = []
    /// How many of the bytes were shown, or need not be.
    private var done = 0
    private var isOpen = true

    /// How long an unfinished line may wait for its end: a prompt has none.
    private static let patience: Int32 = 50

    init(_ shows: @escaping (String) -> Bool) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("make a pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (exit, entrance, self.shows) = (ends[0], ends[1], shows)
    }

    deinit {
        close(exit)
        closeEntrance()
    }

    /// Hands lines on until the program has ended. Programs that it left behind may hold the pipe open: nobody waits for them.
    func run(while process: pid_t) {
        closeEntrance()
        while true {
            let isOver = Self.hasEnded(process)
            var request = pollfd(fd: exit, events: Int16(POLLIN), revents: 0)
            let isReady = poll(&request, 1, isOver ? 0 : Self.patience) > 0
            if isReady {
                guard readMore() else { return show(upTo: kept.count) }
                if let end = kept[done...].lastIndex(of: UInt8(ascii: "\n")) { show(upTo: end + 1) }
            } else {
                show(upTo: kept.count)
                if isOver { return }
            }
        }
    }

    private func readMore() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(exit, &bytes, bytes.count)
        guard count > 0 else { return count < 0 && errno == EINTR }
        kept += bytes[..<count]
        return true
    }

    private func show(upTo end: Int) {
        let lines = kept[done..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        done = end
        let shown = lines.enumerated().filter { shows(String(decoding: $0.element, as: UTF8.self)) }
            .map { Array($0.element) + ($0.offset + 1 < lines.count ? [UInt8(ascii: "\n")] : []) }
        let bytes = Array(shown.joined())
        _ = write(2, bytes, bytes.count)
    }

    private func closeEntrance() {
        guard isOpen else { return }
        isOpen = false
        close(entrance)
    }

    /// The process stays to be waited for.
    private static func hasEnded(_ process: pid_t) -> Bool {
        var information = siginfo_t()
        let code = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
        // "If WNOHANG was specified and there were no children in a waitable state" there is no signal in it (wait(2)).
        return code != 0 || information.si_signo != 0
    }
}
