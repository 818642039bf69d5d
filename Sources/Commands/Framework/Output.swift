import Glibc

/// Standard output, collected and written in one go: at the end, or when there is much of it.
///
/// The first error of writing is kept, and what follows it dropped, until `finish` tells of it.
final class Output {
    private static let capacity = 64 * 1024

    private let descriptor: Descriptor
    private let pagerCommand: String?
    private var pager: Pager?
    private var buffer: [UInt8] = []
    private var error: OutputError?

    /// - Parameter pagerCommand: the pager that everything goes through; it starts with the first bytes written, so
    ///   that there is none while the command is still working.
    init(to descriptor: Descriptor, through pagerCommand: String? = nil) {
        self.descriptor = descriptor
        self.pagerCommand = pagerCommand
    }

    func append(_ bytes: some Sequence<UInt8>) {
        buffer += bytes
        if buffer.count >= Self.capacity { flush() }
    }

    /// Writes what is collected.
    func flush() {
        defer { buffer.removeAll(keepingCapacity: true) }
        guard error == nil, !buffer.isEmpty else { return }
        do {
            if let pagerCommand, pager == nil { pager = Pager(pagerCommand) }
            try (pager?.descriptor ?? descriptor).write(buffer)
        } catch {
            if error.code == EPIPE { endQuietly() }
            self.error = error
        }
    }

    /// Writes what is left and waits for the pager.
    /// - Throws: a failure where anything could not be written, once.
    func finish() throws(Failure) {
        flush()
        pager?.wait()
        pager = nil
        guard let error else { return }
        self.error = nil
        throw Failure(.cannotDecide, "the result cannot be printed: \(error)")
    }

    /// Ends the program as Git does when its reader has gone (`sluice log | head`): by SIGPIPE, even if it is ignored.
    private func endQuietly() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        exit(128 + SIGPIPE)
    }
}
