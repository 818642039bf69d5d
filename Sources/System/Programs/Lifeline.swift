import Glibc

/// Ends a program that takes too long. The program holds one end of a pipe, which closes when the program ends.
final class Lifeline {
    /// The end that the program holds.
    let held: Int32
    private let watched: Int32
    private let seconds: Int32
    private(set) var isCut = false

    init(seconds: Int32) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("make a pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (watched, held, self.seconds) = (ends[0], ends[1], seconds)
    }

    deinit { close(watched) }

    /// Waits for the end of the program, and kills it where that does not come in time. To be called once.
    func watch(_ process: pid_t) {
        close(held)
        let deadline = time(nil) + Int(seconds)
        while true {
            let left = max(0, deadline - time(nil))
            var request = pollfd(fd: watched, events: Int16(POLLIN), revents: 0)
            let answer = poll(&request, 1, Int32(left) * 1000)
            guard answer <= 0 else { return }
            guard answer == 0 || errno != EINTR else { continue }
            isCut = kill(process, SIGKILL) == 0
            return
        }
    }
}
